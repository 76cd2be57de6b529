"""Have pictures made in a process of their own, within a time: the first that is free does it, and one that does not
come back is killed. The portal stays as it was, whatever a picture does to what reads it."""

import os
import struct
import subprocess
import sys
from queue import LifoQueue
from threading import Timer

from machtigingen.beeld.soorten import Bestandssoort

BEREID, MINIATUUR = b"b", b"m"
SECONDEN_MAX = 30.0
TEGELIJK = 2
KOP = struct.Struct(">cI")
ANTWOORD = struct.Struct(">I")


class Beeldfout(Exception):
    """It cannot be read as a picture within the limits of size, time and memory."""


def bereid(data: bytes) -> tuple[Bestandssoort, bytes]:
    """A picture as it may be kept: a jpg or png, or a pdf of the pages of a tiff. Raises Beeldfout."""
    uit = _made(BEREID, data)
    return Bestandssoort(uit[:3].decode()), uit[3:]


def miniatuur(data: bytes) -> bytes:
    """A small jpg of a picture. Raises Beeldfout."""
    return _made(MINIATUUR, data)


class _Werker:
    """A process that is started when it is first needed, and again after it was killed."""

    def __init__(self) -> None:
        self._proces: subprocess.Popen[bytes] | None = None

    def make(self, opdracht: bytes, data: bytes) -> bytes:
        """Empty when it could not."""
        proces = self._running()
        klok = Timer(SECONDEN_MAX, proces.kill)
        klok.start()
        try:
            return _asked(proces, opdracht, data)
        except OSError:  # it fell over
            return b""
        finally:
            klok.cancel()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._proces is None or self._proces.poll() is not None:
            self._proces = subprocess.Popen(
                [sys.executable, "-m", "machtigingen.beeld.werker"],
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


def _asked(proces: "subprocess.Popen[bytes]", opdracht: bytes, data: bytes) -> bytes:
    assert proces.stdin is not None and proces.stdout is not None
    proces.stdin.write(KOP.pack(opdracht, len(data)) + data)
    proces.stdin.flush()
    kop = proces.stdout.read(ANTWOORD.size)
    if len(kop) < ANTWOORD.size:
        proces.kill()
        proces.wait()
        return b""
    (lengte,) = ANTWOORD.unpack(kop)
    return proces.stdout.read(lengte)


_werkers: "LifoQueue[_Werker]" = LifoQueue()
for _ in range(TEGELIJK):
    _werkers.put(_Werker())


def _made(opdracht: bytes, data: bytes) -> bytes:
    werker = _werkers.get()
    try:
        uit = werker.make(opdracht, data)
    finally:
        _werkers.put(werker)
    if not uit:
        raise Beeldfout
    return uit
