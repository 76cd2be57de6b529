"""One call over mutual TLS: little time for all of it together, and no more of the answer than fits.

The address is the operator's own. No proxy, no redirect; the certificate files are looked at for every call, so a
renewed certificate counts at once. What goes wrong is a `GeenAntwoord`, without a word of what was sent or came.
"""

import socket
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from threading import Timer
from urllib.parse import urlsplit

from machtigingen.registers.cov import CovNietBereikbaar, GeenAntwoord

ANTWOORD_MAX = 1024 * 1024  # twenty insured people with ten policies each are a tenth of it
_HAP = 64 * 1024
_GEWEIGERD = frozenset({401, 403})


@dataclass(frozen=True, kw_only=True)
class Toegang:
    """Where COV is, by what we are known there, and whom we believe that it is COV: None is whom the system trusts."""

    adres: str
    certificaat: Path
    sleutel: Path
    vertrouwt: Path | None = None

    def tls(self) -> ssl.SSLContext:
        """TLS 1.2 or newer, both sides with a certificate. Raises OSError for files that cannot be used."""
        bestanden = filter(None, (self.certificaat, self.sleutel, self.vertrouwt))
        return _context(self, tuple(_stamp(bestand) for bestand in bestanden))


@dataclass(frozen=True)
class Antwoord:
    """`status` is 200, or the 500 that may hold a SOAP fault."""

    status: int
    charset: str
    body: bytes


def call(toegang: Toegang, body: bytes, *, koppen: Mapping[str, str], timeout: float) -> Antwoord:
    """Raises `CovNietBereikbaar`."""
    try:
        tls = toegang.tls()
    except OSError:
        raise CovNietBereikbaar(GeenAntwoord.CERTIFICAAT) from None
    verbinding = _Verbinding(toegang.adres, tls=tls, timeout=timeout)
    einde = Timer(timeout, verbinding.break_off)
    einde.daemon = True
    einde.start()
    try:
        with closing(verbinding):
            verbinding.request("POST", verbinding.pad, body=body, headers=dict(koppen))
            antwoord = _read(verbinding.getresponse())
    except (OSError, HTTPException, ValueError) as fout:
        raise CovNietBereikbaar(GeenAntwoord.TIJD_OP if verbinding.broken_off else _why(fout)) from None
    finally:
        einde.cancel()
    if verbinding.broken_off:  # an answer without a length ends where it was cut off
        raise CovNietBereikbaar(GeenAntwoord.TIJD_OP)
    return antwoord


def _stamp(bestand: Path) -> tuple[int, ...]:
    """Another one when the file is."""
    stand = bestand.stat()
    return stand.st_ino, stand.st_mtime_ns, stand.st_size


@lru_cache(maxsize=4)
def _context(toegang: Toegang, stempels: tuple[tuple[int, ...], ...]) -> ssl.SSLContext:
    """Made once for these files: what the system trusts takes long to read."""
    context = ssl.create_default_context(cafile=toegang.vertrouwt)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(toegang.certificaat, toegang.sleutel, password=_no_password)
    return context


def _no_password() -> str:
    """A key with a password would wait for somebody to type it."""
    return ""


def _read(antwoord: HTTPResponse) -> Antwoord:
    if antwoord.status in _GEWEIGERD:
        raise CovNietBereikbaar(GeenAntwoord.GEWEIGERD)
    if antwoord.status not in (200, 500):
        raise CovNietBereikbaar(GeenAntwoord.STORING)
    data = bytearray()
    while hap := antwoord.read(_HAP):
        data += hap
        if len(data) > ANTWOORD_MAX:
            raise CovNietBereikbaar(GeenAntwoord.TE_GROOT)
    return Antwoord(antwoord.status, _charset(antwoord), bytes(data))


def _charset(antwoord: HTTPResponse) -> str:
    try:
        return antwoord.headers.get_content_charset("")
    except TypeError:  # `email` cannot put in order what comes in pieces and whole as well (RFC 2231)
        raise CovNietBereikbaar(GeenAntwoord.ONLEESBAAR) from None


def _why(fout: Exception) -> GeenAntwoord:
    match fout:
        case TimeoutError():
            return GeenAntwoord.TIJD_OP
        case ssl.SSLError():
            return GeenAntwoord.TLS
        case OSError():
            return GeenAntwoord.VERBINDING
        case _:
            return GeenAntwoord.ONLEESBAAR


class _Verbinding(HTTPConnection):
    """Can be broken off from outside, however slowly the other side drips."""

    default_port = 443

    def __init__(self, adres: str, *, tls: ssl.SSLContext, timeout: float) -> None:
        delen = urlsplit(adres)
        super().__init__(delen.hostname or "", delen.port or self.default_port, timeout=timeout)
        self.pad = (delen.path or "/") + (f"?{delen.query}" if delen.query else "")
        self.tls = tls
        self.broken_off = False
        self.lijn: socket.socket | None = None  # `sock` is let go of before the answer is read

    def connect(self) -> None:
        super().connect()
        self._hold(self.sock)
        lijn = self.tls.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self._hold(lijn)
        lijn.do_handshake()

    def _hold(self, lijn: socket.socket) -> None:
        """From here on it can be broken off. Raises TimeoutError when it was already."""
        self.sock = self.lijn = lijn
        if self.broken_off:
            raise TimeoutError

    def break_off(self) -> None:
        self.broken_off = True
        if self.lijn is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.lijn, socket.SHUT_RDWR)
