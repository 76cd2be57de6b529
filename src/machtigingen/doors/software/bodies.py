"""The body of a request: never more than it may be, and read to its end also when it is refused."""

from typing import Any

from django.utils.http import parse_header_parameters

from machtigingen.aanvragen.inname import samen_max, te_groot
from machtigingen.foundation import DomainError, lees_json
from machtigingen.toegang.request import PortalRequest

BERICHT_MAX = 1024 * 1024
WEGGOOIEN_MAX = 12 * 1024 * 1024


def read_json(request: PortalRequest) -> Any:
    """The JSON value in the body. Raises B105 (no plain JSON), B104 (too large) and what is wrong in the JSON."""
    if not _is_json(request):
        read_away(request)
        raise DomainError.one("B105")
    return lees_json(read(request))


def read(request: PortalRequest, *, maximum: int = BERICHT_MAX) -> bytes:
    """Raises B104 when it is too large."""
    body = request.read(maximum + 1)
    if len(body) > maximum:
        read_away(request)
        raise DomainError.one("B104", maximum=f"{maximum // 1024**2} MB")
    return body


def read_file(request: PortalRequest) -> bytes:
    """The body as a file. Raises X102 when it is larger than all files of an aanvraag together may be."""
    body = request.read(samen_max() + 1)
    if len(body) > samen_max():
        read_away(request)
        raise te_groot()
    return body


def file_name(request: PortalRequest) -> str:
    """As the sender calls it, in Content-Disposition (RFC 6266): a name may hold one of a person, and an address is
    written down in many places. Empty when it does not say, or not in a way that can be read."""
    try:
        _, delen = parse_header_parameters(request.headers.get("Content-Disposition", ""))
    except (ValueError, TypeError):  # an encoding that is none; in pieces and whole, which `email` cannot put in order
        return ""
    naam = delen.get("filename", "")
    try:
        return naam.encode("latin-1").decode()  # bytes of UTF-8, as many clients send them
    except UnicodeError:
        return naam


def _is_json(request: PortalRequest) -> bool:
    """Plain JSON in UTF-8, as the headers say it (RFC 8259, 8.1): anything else could be read in two ways."""
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    return (request.content_type, charset) == ("application/json", "utf-8") and not is_compressed(request)


def is_compressed(request: PortalRequest) -> bool:
    """Or encoded in another way: no body is, at this door."""
    return request.headers.get("Content-Encoding", "identity").lower() != "identity"


def read_away(request: PortalRequest) -> None:
    """What is refused is read (to a limit), so that the answer arrives."""
    over = WEGGOOIEN_MAX
    while over > 0 and (deel := request.read(65536)):
        over -= len(deel)
