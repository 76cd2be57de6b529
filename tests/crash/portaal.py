"""A real portal in a folder of its own, to be killed and started again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any

from machtigingen_sandbox import beheer
from machtigingen_sandbox.omgeving import Omgeving

THE_PORTAL = ("-m", "machtigingen.project.cli")
HERE = Path(__file__).parent
# What a start may take before we call it a failure. How long it took is told, not judged.
START_SECONDS = 30


@cache
def _prepared() -> TemporaryDirectory[str]:
    folder: TemporaryDirectory[str] = TemporaryDirectory()
    beheer.prepare(Omgeving.on_free_ports(Path(folder.name)), now=datetime.now(UTC))
    return folder


@dataclass
class Portaal:
    """`program` is the portal, or a broken one of ours; `before` is what its command line begins with, `beside` that
    of a program that sees the same disks while it runs."""

    omgeving: Omgeving
    program: Sequence[str] = THE_PORTAL
    before: Sequence[str] = ()
    beside: Callable[[], Sequence[str]] = tuple
    proces: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @classmethod
    def make(cls, folder: Path, *, database: str = "") -> "Portaal":
        """Set up as its operator does, with the registers and certificates of the sandbox; a copy of the first."""
        shutil.copytree(_prepared().name, folder)
        portaal = cls(Omgeving.on_free_ports(folder))
        portaal.omgeving.configuratie.write_text(beheer.configuration(portaal.omgeving), encoding="utf-8")
        if database:
            portaal.configure(database=database)
            registers = ("register", "laad", "alles", str(folder / "registers"))
            beheer.run(portaal.omgeving, ("migrate",), registers, *beheer.give_toegang(portaal.omgeving))
        return portaal

    def configure(self, **settings: str) -> None:
        """Other values for these settings, from the next start on."""
        path = self.omgeving.configuratie
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if line.partition(" = ")[0] not in settings]
        path.write_text("\n".join([f"{name} = {json.dumps(value)}" for name, value in settings.items()] + kept) + "\n")

    def start(self) -> float:
        """Seconds until it says that it is ready."""
        begin = time.monotonic()
        with self.log.open("ab") as log:
            self.proces = subprocess.Popen(
                [*self.before, sys.executable, *self.program, "serve"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        too_long = Timer(START_SECONDS, self.proces.kill)
        too_long.start()
        said = self.proces.stdout.readline()
        too_long.cancel()
        assert said == b"gereed\n", self.log.read_text(encoding="utf-8")[-2000:]
        return time.monotonic() - begin

    def kill(self) -> None:
        """As the kernel does, or a power cut: without a word of warning."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        if self.proces is not None:
            self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        proces, self.proces = self.proces, None
        proces.send_signal(number)
        proces.wait(timeout=20)
        proces.stdout.close()

    @property
    def log(self) -> Path:
        return self.omgeving.logmap / "portaal.log"

    @property
    def environment(self) -> dict[str, str]:
        path = os.pathsep.join(filter(None, sys.path))
        return beheer.portal_environment(self.omgeving) | {"PYTHONPATH": path}

    def stored(self, only: Sequence[str] | None = None) -> Any:
        """What is in the storage, read by a program of its own; raises when the audit record is broken."""
        done = subprocess.run(
            [*self.beside(), sys.executable, HERE / "opslag.py"],
            input=json.dumps(only),
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
