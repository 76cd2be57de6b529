"""A DomainError as a SOAP fault: the same fields as problem+json, in its detail.

The status is what SOAP clients need to find the fault: in 1.1 always 500 (SOAP 1.1, 6.2; .NET reads it at no other), in
1.2 it is 400 when the sender can do something about it and 500 when it is us (SOAP 1.2 part 2, 7.5.2.2). Who does not
speak SOAP at all gets the status of the error itself.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from lxml import etree

from machtigingen.doors.software.problemen import inhoud, with_wait
from machtigingen.doors.software.soap.envelope import Version
from machtigingen.doors.software.soap.headers import operation_of
from machtigingen.doors.software.soap.writing import element, envelope, text, write
from machtigingen.foundation import DomainError
from machtigingen.toegang.request import PortalRequest

PREFIX = "/soap/"
_VERSIONS = {version.media_type: version for version in Version}
_SPECIAL = {"B123": "VersionMismatch", "B125": "MustUnderstand"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def fault(fout: DomainError, request: PortalRequest) -> HttpResponse:
    """The refusal, in the version that the caller speaks, as far as we know it."""
    spoken = _spoken(request.content_type or "") if request.method == "POST" else None
    version = getattr(request, "soap_version", None) or spoken or Version.SOAP_11
    info, met_keten = request.adressen["info"], operation_of(request) == "ControleerInstroom"
    problem = inhoud(fout, info=info, correlatie_id=request.correlatie_id, met_keten=met_keten)
    eigen = fout.fouten[0].uitleg.http
    antwoord = HttpResponse(
        body(problem, version=version),
        status=status(eigen, version) if spoken else eigen,
        content_type=f"{version.media_type}; charset=utf-8",
    )
    return with_wait(antwoord, fout)


def plain_fault(fout: DomainError, *, content_type: str, info: str, correlatie_id: str) -> tuple[int, str, str]:
    """Status, media type and body of what the server itself refuses, before there is a request."""
    spoken = _spoken(content_type)
    version = spoken or Version.SOAP_11
    eigen = fout.fouten[0].uitleg.http
    data = body(inhoud(fout, info=info, correlatie_id=correlatie_id), version=version)
    return status(eigen, version) if spoken else eigen, f"{version.media_type}; charset=utf-8", data.decode()


def status(http: int, version: Version) -> int:
    return 500 if version is Version.SOAP_11 or http >= 500 else 400


def _spoken(content_type: str) -> Version | None:
    return _VERSIONS.get(content_type.partition(";")[0].strip().lower())


def body(problem: Mapping[str, Any], *, version: Version) -> bytes:
    """`problem` is the body of the same refusal in JSON."""
    root, inside = envelope(version)
    soap = f"{{{version.value}}}"
    node = etree.SubElement(inside, f"{soap}Fault")
    reason = f"{problem['code']}: {problem['detail']}"
    if version is Version.SOAP_11:
        etree.SubElement(node, "faultcode").text = f"soap:{_faultcode(problem, 'Client', 'Server')}"
        etree.SubElement(node, "faultstring", {_XML_LANG: "nl"}).text = text(reason)
        detail = etree.SubElement(node, "detail")
    else:
        code = etree.SubElement(node, f"{soap}Code")
        etree.SubElement(code, f"{soap}Value").text = f"soap:{_faultcode(problem, 'Sender', 'Receiver')}"
        why = etree.SubElement(node, f"{soap}Reason")
        etree.SubElement(why, f"{soap}Text", {_XML_LANG: "nl"}).text = text(reason)
        detail = etree.SubElement(node, f"{soap}Detail")
    detail.append(element("instroomFout", problem))
    return write(root)


def _faultcode(problem: Mapping[str, Any], theirs: str, ours: str) -> str:
    return _SPECIAL.get(problem["code"], ours if problem["status"] >= 500 else theirs)
