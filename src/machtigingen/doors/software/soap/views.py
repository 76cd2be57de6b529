"""The SOAP endpoint: one address for every operation, and for its contract."""

from functools import cache
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from machtigingen.doors.software import aanroepen
from machtigingen.doors.software.bodies import BERICHT_MAX, is_compressed, read_away
from machtigingen.doors.software.bodies import read as read_body
from machtigingen.doors.software.soap import operations
from machtigingen.doors.software.soap.envelope import Call, Version, check_call, open_envelope, version_of
from machtigingen.doors.software.soap.headers import action_of, operation_of
from machtigingen.doors.software.soap.schema import FOLDER
from machtigingen.doors.software.soap.writing import answer
from machtigingen.foundation import INDIENEN, DomainError
from machtigingen.toegang.request import PortalRequest
from machtigingen.xml import parse

ADRES = "/soap/instroom/v1"
BESTAND_MAX = 9 * 1024 * 1024
"""Of a call that says in a header that it holds a file; in base64 a third larger than the file itself."""


@require_http_methods(["GET", "HEAD", "POST"])
def instroom(request: PortalRequest) -> HttpResponse:
    """/soap/instroom/v1"""
    return _call(request) if request.method == "POST" else _contract(request)


def _call(request: PortalRequest) -> HttpResponse:
    try:
        version, call = _read_call(request)
    except DomainError as fout:
        raise _refused(request, fout) from None
    antwoord = answer(f"{call.operation}Response", operations.answer_to(call, request), version=version)
    return HttpResponse(antwoord, content_type=f"{version.media_type}; charset=utf-8")


def _read_call(request: PortalRequest) -> tuple[Version, Call]:
    if request.content_type not in {version.media_type for version in Version} or is_compressed(request):
        read_away(request)
        raise DomainError.one("B127")
    params = request.content_params or {}
    maximum = BESTAND_MAX if operation_of(request) == operations.MET_BESTAND else BERICHT_MAX
    root = parse(read_body(request, maximum=maximum), charset=params.get("charset", ""))
    version = request.soap_version = version_of(root)  # type: ignore[attr-defined]  # for the fault, if it comes to that
    call = open_envelope(root, version)
    request.soap_operation = call.operation  # type: ignore[attr-defined]
    check_call(call, version, action=action_of(request, version))
    return version, call


def _refused(request: PortalRequest, fout: DomainError) -> DomainError:
    """What is no call is refused and recorded as what it would have been; when nothing says what, and its sender may
    push, as a push. A question that cannot be read leaves no trace."""

    def unreadable() -> Any:
        raise fout

    operation = operation_of(request) or ("StuurInstroom" if request.actor.mag(INDIENEN) else None)
    try:
        if operation == "StuurInstroom":
            aanroepen.push(request, read=unreadable)
        elif operation == "ControleerInstroom":
            aanroepen.try_out(request, read=unreadable)
    except DomainError as geweigerd:
        return geweigerd
    return fout


def _contract(request: PortalRequest) -> HttpResponse:
    """The WSDL, whatever is asked with it (?wsdl, ?WSDL, ?singleWsdl), or the schema that it names."""
    if "xsd" not in request.GET:
        return _document("instroom.wsdl", request)
    if request.GET["xsd"] != "instroom":
        raise DomainError.one("B108")
    return _document("instroom.xsd", request)


def _document(name: str, request: PortalRequest) -> HttpResponse:
    """As it lies in the contracts, with this portal's own address."""
    adres = f"{request.adressen['api']}{ADRES}"
    tekst = _text(name).replace(f"https://localhost:8444{ADRES}", adres)
    tekst = tekst.replace('schemaLocation="instroom.xsd"', f'schemaLocation="{adres}?xsd=instroom"')
    return HttpResponse(tekst, content_type="text/xml; charset=utf-8")


@cache
def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
