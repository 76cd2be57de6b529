"""What does the server itself answer? A code of the catalogue, in the words of the listener."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from machtigingen.doors.software.problemen import WACHT_OVERIG, inhoud
from machtigingen.doors.software.soap.faults import PREFIX, plain_fault
from machtigingen.foundation import DomainError

# By the status that cheroot gives. What it answers beyond these is the client's HTTP.
_CODES: Mapping[str, str] = {"405": "B107", "408": "B111", "413": "B104", "500": "S100", "503": "S102"}
# At the portal people send files, not messages.
_CODES_FOR_PEOPLE = {**_CODES, "413": "X102"}
_NOT_HTTP = "B109"
_PHRASES: Mapping[int, str] = {
    400: "Bad Request",
    401: "Unauthorized",
    405: "Method Not Allowed",
    408: "Request Timeout",
    413: "Content Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


def code_for(status: str, *, for_software: bool) -> str:
    return (_CODES if for_software else _CODES_FOR_PEOPLE).get(status[:3], _NOT_HTTP)


@dataclass(frozen=True)
class Software:
    """What calls, by what it calls: an address, and the kind of message it sends there."""

    path: str
    content_type: str


def message(code: str, *, software: Software | None, info: str, correlatie_id: str) -> bytes:
    """A whole answer, after which the connection ends: in the protocol of software, or a page without style."""
    fout = DomainError.one(code)
    status = wait = fout.fouten[0].uitleg.http
    if software and software.path.startswith(PREFIX):
        status, kind, body = plain_fault(
            fout, content_type=software.content_type, info=info, correlatie_id=correlatie_id
        )
    elif software:
        problem = inhoud(fout, info=info, correlatie_id=correlatie_id)
        kind, body = "application/problem+json", json.dumps(problem, ensure_ascii=False)
    else:
        kind, body = "text/html; charset=utf-8", _page(fout, correlatie_id)
    headers = [f"Correlatie-Id: {correlatie_id}"]
    if wait in WACHT_OVERIG:
        headers.append(f"Retry-After: {WACHT_OVERIG[wait]}")
    return plain(f"{status} {_PHRASES[status]}", kind, body, *headers)


def plain(line: str, kind: str, body: str, *headers: str) -> bytes:
    data = body.encode()
    head = (f"HTTP/1.1 {line}", f"Content-Type: {kind}", f"Content-Length: {len(data)}", *headers, "Connection: close")
    return "\r\n".join((*head, "", "")).encode() + data


def _page(fout: DomainError, correlatie_id: str) -> str:
    eerste = fout.fouten[0]
    uitleg = eerste.uitleg
    stappen = "".join(f"<li>{escape(stap)}</li>" for stap in uitleg.stappen)
    return (
        f'<!doctype html><html lang="nl"><title>{escape(uitleg.titel)}</title><h1>{escape(uitleg.titel)}</h1>'
        f"<p>{escape(eerste.melding)}</p><ul>{stappen}</ul>"
        f"<p>Foutcode: {eerste.code}. Correlatie-id: {correlatie_id}.</p></html>"
    )
