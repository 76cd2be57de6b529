"""Get a list from the address that the configuration names: one GET, little time for all of it, and no more than fits.

An address never comes from a certificate. It may be within the operator's own network, so of where it leads only what
is never a server is refused. No proxy, no redirect, and nothing of the answer but its body is used.
"""

import socket
import ssl
from contextlib import closing, suppress
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import ip_address
from threading import Timer
from urllib.parse import urlsplit

GROOTTE_MAX = 32 * 1024 * 1024
IN_TOTAAL_SECONDEN = 30.0
STIL_SECONDEN = 10.0
_HAP = 256 * 1024


class NietOpgehaald(Exception):
    """The list did not come; the text says why, in words of our own."""


def fetch(adres: str, *, seconden: float = IN_TOTAAL_SECONDEN, grootte: int = GROOTTE_MAX) -> bytes:
    """The body of a good answer. Raises `NietOpgehaald`."""
    verbinding = _Verbinding(adres)
    einde = Timer(seconden, verbinding.break_off)
    einde.daemon = True
    einde.start()
    try:
        with closing(verbinding):
            verbinding.request("GET", verbinding.pad, headers={"User-Agent": "Machtigingenportaal"})
            antwoord = verbinding.getresponse()
            if antwoord.status != 200:
                raise NietOpgehaald(f"de server antwoordt met status {antwoord.status}")
            data = _body(antwoord, grootte)
    except (OSError, HTTPException, ValueError) as fout:
        raise NietOpgehaald("de tijd was om" if verbinding.broken_off else _why(fout)) from fout
    finally:
        einde.cancel()
    if verbinding.broken_off:  # an answer without a length ends where it was cut off
        raise NietOpgehaald("de tijd was om")
    return data


def _body(antwoord: HTTPResponse, grootte: int) -> bytes:
    data = bytearray()
    while hap := antwoord.read(_HAP):
        data += hap
        if len(data) > grootte:
            raise NietOpgehaald(f"het antwoord is groter dan {grootte} bytes")
    return bytes(data)


def _why(fout: Exception) -> str:
    match fout:
        case TimeoutError():
            return "de server zwijgt te lang"
        case ssl.SSLError():
            return "de beveiligde verbinding lukt niet"
        case socket.gaierror():
            return "de naam van de server is niet bekend"
        case OSError():
            return "de server is niet bereikbaar"
        case _:
            return "het antwoord is geen HTTP"


class _Verbinding(HTTPConnection):
    """Looks where it leads before it says anything. Can be broken off from outside, however slowly a server drips."""

    def __init__(self, adres: str) -> None:
        delen = urlsplit(adres)
        self.versleuteld = delen.scheme == "https"
        self.default_port = 443 if self.versleuteld else 80
        super().__init__(delen.hostname or "", delen.port or self.default_port, timeout=STIL_SECONDEN)
        self.pad = (delen.path or "/") + (f"?{delen.query}" if delen.query else "")
        self.broken_off = False
        self.lijn: socket.socket | None = None  # `sock` is let go of before the answer is read

    def connect(self) -> None:
        super().connect()
        self.lijn = self.sock
        _require_server(self.sock.getpeername()[0])
        if self.broken_off:
            raise TimeoutError
        if self.versleuteld:
            tls = _tls().wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = self.lijn = tls
            tls.do_handshake()

    def break_off(self) -> None:
        self.broken_off = True
        if self.lijn is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.lijn, socket.SHUT_RDWR)


def _require_server(adres: str) -> None:
    """Link-local addresses hold the keys of a cloud (169.254.169.254); the others are no server at all."""
    ip = ip_address(adres.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        raise NietOpgehaald("het adres leidt naar een plek die wij niet aanroepen")


@cache
def _tls() -> ssl.SSLContext:
    """TLS 1.2 or newer, a certificate that the system trusts, with the right name."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
