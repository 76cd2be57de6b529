"""ClamAV's daemon, asked over a socket: what it is sent leaves no file (clamd(8), INSTREAM).

A connection for each file. What it says is short, and anything but a clear answer is none: a file that is larger than
clamd takes was not looked at, and one of which it says that it went over a limit was not looked at as a whole.
"""

import re
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from django.core.exceptions import ImproperlyConfigured

from machtigingen.virusscan import NietGescand

STUK = 256 * 1024
ANTWOORD_MAX = 1024
_LENGTE = struct.Struct("!I")
_SCHOON = b"stream: OK"
_GEVONDEN = re.compile(rb"stream: (.{1,200}) FOUND", re.DOTALL)
_NIET_HEEL = b"Heuristics.Limits.Exceeded"  # with AlertExceedsMax; without it clamd says OK to what it did not read
Adres = str | tuple[str, int]
_TCP = re.compile(r"(\[[0-9A-Fa-f:]+\]|[^:/\[\]]+):([0-9]{1,5})", re.ASCII)


class Clamd:
    """At the path of a socket, or at host:port. Raises ImproperlyConfigured for
    what is neither."""

    def __init__(self, adres: str) -> None:
        self._adres = _read(adres)

    def scan(self, data: bytes, *, timeout: float) -> str:
        with _line(self._adres, timeout) as lijn:
            lijn.send(b"zINSTREAM\0")
            for begin in range(0, len(data), STUK):
                stuk = data[begin : begin + STUK]
                lijn.send(_LENGTE.pack(len(stuk)) + stuk)
            lijn.send(_LENGTE.pack(0))
            antwoord = lijn.answer()
        if antwoord == _SCHOON:
            return ""
        gevonden = _GEVONDEN.fullmatch(antwoord)
        if gevonden is None:
            raise NietGescand("ander antwoord")
        if gevonden[1].startswith(_NIET_HEEL):
            raise NietGescand("over een grens van clamd")
        return gevonden[1].decode("ascii", "replace")

    def ping(self, *, timeout: float) -> None:
        with _line(self._adres, timeout) as lijn:
            lijn.send(b"zPING\0")
            if lijn.answer() != b"PONG":
                raise NietGescand("ander antwoord")


class _Lijn:
    """One connection, with one end for all that is said over it."""

    def __init__(self, verbinding: socket.socket, einde: float) -> None:
        self._verbinding, self._einde = verbinding, einde

    def send(self, data: bytes) -> None:
        self._in_time()
        self._verbinding.sendall(data)

    def answer(self) -> bytes:
        """To the NUL that ends it."""
        antwoord = b""
        while not antwoord.endswith(b"\0"):
            self._in_time()
            stuk = self._verbinding.recv(ANTWOORD_MAX)
            antwoord += stuk
            if not stuk or len(antwoord) > ANTWOORD_MAX:
                raise NietGescand("half antwoord")
        return antwoord[:-1]

    def _in_time(self) -> None:
        over = self._einde - monotonic()
        if over <= 0:
            raise NietGescand("te laat")
        self._verbinding.settimeout(over)


@contextmanager
def _line(adres: Adres, timeout: float) -> Iterator[_Lijn]:
    """Raises NietGescand for whatever goes wrong on the way."""
    einde = monotonic() + timeout
    try:
        with _connect(adres, timeout) as verbinding:
            yield _Lijn(verbinding, einde)
    except TimeoutError as fout:
        raise NietGescand("te laat") from fout
    except OSError as fout:
        raise NietGescand("verbinding") from fout


def _connect(adres: Adres, timeout: float) -> socket.socket:
    if isinstance(adres, tuple):
        return socket.create_connection(adres, timeout)
    verbinding = socket.socket(socket.AF_UNIX)
    verbinding.settimeout(timeout)
    try:
        verbinding.connect(adres)
    except OSError:
        verbinding.close()
        raise
    return verbinding


def _read(adres: str) -> Adres:
    if adres.startswith("/"):
        return adres
    delen = _TCP.fullmatch(adres)
    if delen is None or int(delen[2]) > 65535:
        raise ImproperlyConfigured("noem bij virusscan_adres het pad van een socket, of host:poort")
    return delen[1].strip("[]"), int(delen[2])
