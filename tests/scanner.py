"""A real clamd with one signature of its own: that of EICAR, the virus that is none."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from machtigingen_sandbox.poorten import free_ports

from machtigingen.virusscan import PROEFVIRUS

EICAR = PROEFVIRUS
PDF = b"%PDF-1.4\n% een brief\n"
BESMET = PDF + EICAR
HANDTEKENING = "Proef.Eicar"
_STARTTIJD = 30.0


@dataclass(frozen=True)
class Scanner:
    """Where it listens: a socket, and a port of this machine."""

    socket: str
    poort: str


@contextmanager
def running(map_: Path) -> Iterator[Scanner]:
    (map_ / "db").mkdir()
    (map_ / "db" / "proef.ndb").write_text(f"{HANDTEKENING}:0:*:{EICAR.hex()}\n")
    scanner = Scanner(str(map_ / "clamd.sock"), f"127.0.0.1:{free_ports(1)[0]}")
    (map_ / "clamd.conf").write_text(
        f"LocalSocket {scanner.socket}\nTCPAddr 127.0.0.1\nTCPSocket {scanner.poort.rpartition(':')[2]}\n"
        f"DatabaseDirectory {map_ / 'db'}\nForeground yes\nStreamMaxLength 1M\nMaxThreads 4\n"
    )
    programma = shutil.which("clamd") or "/usr/sbin/clamd"
    with (map_ / "clamd.log").open("wb") as log:
        proces = subprocess.Popen([programma, "-c", str(map_ / "clamd.conf")], stdout=log, stderr=log)
    try:
        _wait(scanner, proces, map_ / "clamd.log")
        yield scanner
    finally:
        proces.terminate()
        proces.wait(timeout=20)


def _wait(scanner: Scanner, proces: "subprocess.Popen[bytes]", log: Path) -> None:
    einde = time.monotonic() + _STARTTIJD
    while time.monotonic() < einde and proces.poll() is None:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as lijn:
            lijn.connect(scanner.socket)
            return
        time.sleep(0.05)
    raise AssertionError(log.read_text(errors="replace"))
