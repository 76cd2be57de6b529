"""Which programs run for the demo, do they still run, and how do they stop together?"""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import click

from machtigingen_sandbox.omgeving import Sandboxfout, shown

# The portal finishes requests under way within five seconds.
STOP_SECONDS = 8
LAST_LINES = 15
LONGEST_LINE = 300


@dataclass(frozen=True)
class Proces:
    naam: str
    popen: subprocess.Popen[bytes]
    log: Path


class Processen:
    """The running programs. Leaving the `with` block stops them all, whatever the reason."""

    def __init__(self, *, logmap: Path) -> None:
        self._logmap = logmap
        self._all: list[Proces] = []

    def start(self, naam: str, arguments: Sequence[str], *, environment: Mapping[str, str]) -> int:
        """A Python program of this environment, and its process id; what it says goes to its own log file."""
        log = self._logmap / f"{naam}.log"
        with log.open("wb") as file:
            popen = subprocess.Popen(
                [sys.executable, *arguments],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        self._all.append(Proces(naam, popen, log))
        return popen.pid

    def check(self) -> None:
        """Raises `Sandboxfout` with its last words when one of them has ended."""
        for proces in self._all:
            code = proces.popen.poll()
            if code is not None:
                raise Sandboxfout(_last_words(proces, code))

    def stop(self) -> None:
        for proces in self._all:
            proces.popen.terminate()
        end = time.monotonic() + STOP_SECONDS
        for proces in self._all:
            try:
                proces.popen.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                click.echo(f"Het {proces.naam} stopte niet vanzelf en is afgebroken.", err=True)
                proces.popen.kill()
                proces.popen.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


def _last_words(proces: Proces, code: int) -> str:
    lines = proces.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
    said = "\n".join(f"  {line[:LONGEST_LINE]}" for line in lines) or "  (niets)"
    return f"Het {proces.naam} is gestopt (code {code}). De laatste regels van {shown(proces.log)}:\n{said}"
