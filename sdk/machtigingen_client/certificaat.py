"""What a certificate says of its owner: enough to find it again. Trust is the business of TLS, not of this.

Python's own ssl shows the certificate of the other side only, so this reads the few fields of X.509 itself
(RFC 5280, 4.1).
"""

import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path

_PEM = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_VERSION, _UTC_TIME = 0xA0, 0x17
_NAMES = {
    "550403": "CN",
    "550405": "serialNumber",
    "550406": "C",
    "550407": "L",
    "55040a": "O",
    "55040b": "OU",
}


@dataclass(frozen=True, kw_only=True)
class Certificaat:
    onderwerp: str
    serienummer: str
    geldig_tot: datetime


def read_certificate(path: str | PathLike[str]) -> Certificaat | None:
    """The first certificate in a PEM file; None when there is none that can be read."""
    try:
        found = _PEM.search(Path(path).read_text(encoding="ascii", errors="replace"))
        return _parse(ssl.PEM_cert_to_DER_cert(found[0])) if found else None
    except (OSError, ValueError, IndexError):
        return None


def _parse(der: bytes) -> Certificaat:
    certificate = _inside(der)[0][1]
    tbs = _inside(certificate)[0][1]
    parts = [content for tag, content in _elements(tbs) if tag != _VERSION]
    serial, _algorithm, _issuer, validity, subject = parts[:5]
    return Certificaat(
        onderwerp=", ".join(_names(subject)),
        serienummer=f"{int.from_bytes(serial, 'big'):x}",
        geldig_tot=_moment(*_inside(validity)[1]),
    )


def _names(subject: bytes) -> Iterator[str]:
    for _tag, group in _elements(subject):
        for _tag, pair in _elements(group):
            (_, oid), (_, value) = _inside(pair)
            yield f"{_NAMES.get(oid.hex(), oid.hex())}={value.decode('utf-8', errors='replace')}"


def _moment(tag: int, content: bytes) -> datetime:
    text = content.decode("ascii")
    century = ("19" if text[:2] >= "50" else "20") if tag == _UTC_TIME else ""
    return datetime.strptime(century + text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)


def _inside(data: bytes) -> list[tuple[int, bytes]]:
    return list(_elements(data))


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each element, one after another. Raises ValueError or IndexError when it is no DER."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            size = length & 0x7F
            length, at = int.from_bytes(data[at : at + size], "big"), at + size
        if at + length > len(data):
            raise ValueError("an element ends beyond the data")
        yield tag, data[at : at + length]
        at += length
