"""Who is the client, when a proxy hands the request over? What the proxy says in two headers, and nothing else. Pure.

`Client-Cert` is as RFC 9440 writes it, or as nginx does: PEM with percent signs. There is one spelling of each value,
so two values, or one with something around it, is none.
"""

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from machtigingen.project.lookalikes import ADDRESS, CERTIFICATE, FORGED, LARGEST

_STRUCTURED = re.compile(r":([A-Za-z0-9+/]+={0,2}):")
_LINES = r"((?:(?:[A-Za-z0-9]|%2B|%2F){1,64}(?:%3D){0,2}%0A)+)"
_ESCAPED = re.compile(rf"-----BEGIN%20CERTIFICATE-----%0A{_LINES}-----END%20CERTIFICATE-----%0A")


@dataclass(frozen=True, kw_only=True)
class Proxy:
    """From whom a listener takes over requests: users of this machine at its socket, or, without one, whoever holds the
    key of this very certificate (DER). `watch` sees the headers of each request as they came."""

    socket: Path | None = None
    users: frozenset[int] = frozenset()
    group: int | None = None
    certificate: bytes = b""
    watch: Callable[[Mapping[bytes, bytes]], None] = lambda headers: None

    def is_at(self, *, uid: int | None, certificate: bytes | None) -> bool:
        if self.socket is not None:
            return uid in self.users
        return bool(self.certificate) and certificate == self.certificate


@dataclass(frozen=True)
class Client:
    certificate: bytes | None
    address: str


def own_client(headers: dict[bytes, bytes], certificate: bytes | None, address: str) -> Client:
    """The client of a listener that does TLS itself: as it came, unless it is too large to be one of a proxy too."""
    if certificate is not None and len(certificate) > LARGEST:
        headers[FORGED.encode()] = b"1"
    return Client(certificate, address)


def take_client(headers: dict[bytes, bytes], *, asks: bool) -> Client:
    """The client that the proxy names; its headers are gone afterwards. A certificate that cannot be read is marked as
    forged; where none is asked for, the header stays, and is refused. ValueError when the proxy gives no address: it is
    set up wrongly."""
    address = _address(headers.pop(ADDRESS.encode(), b"").decode("latin-1"))
    if not asks or CERTIFICATE.encode() not in headers:
        return Client(None, address)
    try:
        return Client(read_certificate(headers.pop(CERTIFICATE.encode()).decode("latin-1")), address)
    except ValueError:
        headers[FORGED.encode()] = b"1"
        return Client(None, address)


def read_certificate(value: str) -> bytes:
    """The DER in a header, not judged further. ValueError unless it is written in the one way that each form has."""
    if match := _STRUCTURED.fullmatch(value):
        return _decoded(match[1])
    if match := _ESCAPED.fullmatch(value):
        lines = unquote(match[1], errors="strict").splitlines()
        if all(len(line) == 64 for line in lines[:-1]):
            return _decoded("".join(lines))
    raise ValueError("no certificate")


def _decoded(text: str) -> bytes:
    try:
        der = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
    if base64.b64encode(der).decode() != text:  # bits left over at the end
        raise ValueError("no canonical base64")
    if len(der) > LARGEST:
        raise ValueError("too large")
    return der


def _address(value: str) -> str:
    if "%" in value:
        raise ValueError("an address with a zone")
    address = ipaddress.ip_address(value)
    return str(getattr(address, "ipv4_mapped", None) or address)
