"""Have pictures made in a process of their own, within a time: the first that is free does it, and one that does not
come back is killed. The portal stays as it was, whatever a picture does to what reads it.

What comes back is believed as little as what went in: whole, not too large, and a kind that may be kept.
"""

import os
import struct
import subprocess
import sys
from queue import Empty, LifoQueue
from threading import BoundedSemaphore, Event, Timer

from machtigingen.beeld.soorten import Bestandssoort, soort_van

BEREID, MINIATUUR = b"b", b"m"
SECONDEN_MAX = 30.0
WACHTEN_MAX = 15.0  # until one is free
TEGELIJK = 2
WACHTENDEN = {BEREID: 4, MINIATUUR: 8}  # who waits holds a thread of the portal: together fewer than it has
UIT_MAX = 64 * 1024**2  # more is not kept anyway
KOP = struct.Struct(">cI")
ANTWOORD = struct.Struct(">I")
_BEWAARD = (Bestandssoort.JPG, Bestandssoort.PNG, Bestandssoort.PDF)


class Beeldfout(Exception):
    """It cannot be read as a picture within the limits of size, time and memory."""


class TeLaat(Beeldfout):
    """It took all the time that one picture may take."""


class Bezet(Exception):
    """Others keep every process at work; later one is free."""


def bereid(data: bytes) -> tuple[Bestandssoort, bytes]:
    """A picture as it may be kept: a jpg or png, or a pdf of the pages of a tiff. Raises Beeldfout, Bezet."""
    uit = _made(BEREID, data)
    soort = soort_van(uit)
    if soort not in _BEWAARD:
        raise Beeldfout
    return soort, uit


def miniatuur(data: bytes) -> bytes:
    """A small jpg of a picture. Raises Beeldfout, Bezet."""
    return _made(MINIATUUR, data)


class _Werker:
    """A process that is started when it is first needed, and again after it was killed."""

    def __init__(self) -> None:
        self._proces: subprocess.Popen[bytes] | None = None
        self._opdracht = [sys.executable, "-m", "machtigingen.beeld.werker"]

    def make(self, opdracht: bytes, data: bytes) -> bytes:
        """Empty when it could not. Raises TeLaat."""
        proces, te_laat = self._running(), Event()

        def end() -> None:
            te_laat.set()
            proces.kill()

        klok = Timer(SECONDEN_MAX, end)
        klok.start()
        try:
            uit = _asked(proces, opdracht, data)
        except OSError:  # it fell over
            uit = None
        finally:
            klok.cancel()
        if uit is None or te_laat.is_set():
            proces.kill()
            proces.wait()
        if not uit and te_laat.is_set():
            raise TeLaat
        return uit or b""

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._proces is None or self._proces.poll() is not None:
            self._proces = subprocess.Popen(
                self._opdracht,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the portal: this one ends when its input does
            )
        return self._proces


def _environment() -> dict[str, str]:
    """What it needs to start, and nothing of ours."""
    nodig = {naam: os.environ[naam] for naam in ("SYSTEMROOT", "LD_LIBRARY_PATH") if naam in os.environ}
    return nodig | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _asked(proces: "subprocess.Popen[bytes]", opdracht: bytes, data: bytes) -> bytes | None:
    """None for half an answer, or one that is too large."""
    assert proces.stdin is not None and proces.stdout is not None
    proces.stdin.write(KOP.pack(opdracht, len(data)) + data)
    proces.stdin.flush()
    kop = proces.stdout.read(ANTWOORD.size)
    lengte = ANTWOORD.unpack(kop)[0] if len(kop) == ANTWOORD.size else UIT_MAX + 1
    if lengte > UIT_MAX:
        return None
    uit = proces.stdout.read(lengte)
    return uit if len(uit) == lengte else None


def _rij(aantal: int) -> "LifoQueue[_Werker]":
    rij: LifoQueue[_Werker] = LifoQueue()
    for _ in range(aantal):
        rij.put(_Werker())
    return rij


# Small pictures are made apart: of what we made ourselves, so quickly, and while others wait.
_rijen = {BEREID: _rij(TEGELIJK), MINIATUUR: _rij(1)}
_plaatsen = {opdracht: BoundedSemaphore(rij.qsize() + WACHTENDEN[opdracht]) for opdracht, rij in _rijen.items()}


def _made(opdracht: bytes, data: bytes) -> bytes:
    """Raises Bezet at once when enough others wait already."""
    if not _plaatsen[opdracht].acquire(blocking=False):
        raise Bezet
    try:
        uit = _made_by_the_first(opdracht, data)
    finally:
        _plaatsen[opdracht].release()
    if not uit:
        raise Beeldfout
    return uit


def _made_by_the_first(opdracht: bytes, data: bytes) -> bytes:
    rij = _rijen[opdracht]
    try:
        werker = rij.get(timeout=WACHTEN_MAX)
    except Empty as fout:
        raise Bezet from fout
    try:
        return werker.make(opdracht, data)
    finally:
        rij.put(werker)
