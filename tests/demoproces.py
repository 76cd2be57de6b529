"""The demo as its user starts it: a program of its own, with all that it starts in turn."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass

from machtigingen_sandbox.omgeving import MAP_VARIABLE, Omgeving, variable

COMMAND = (sys.executable, "-m", "machtigingen_sandbox")


@dataclass
class Demo:
    omgeving: Omgeving
    proces: subprocess.Popen[str]
    tekst: str  # what it said until it was ready

    @classmethod
    def start(cls, omgeving: Omgeving) -> Demo:
        """Returns when it has said all it has to say about being ready."""
        proces = subprocess.Popen(
            [*COMMAND, "up"],
            env=environment(omgeving),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        lines = []
        for line in proces.stdout:
            lines.append(line)
            if line.startswith("Stop met"):
                break
        tekst = "".join(lines)
        assert "\ngereed\n" in f"\n{tekst}", tekst
        return cls(omgeving, proces, tekst)

    def press_ctrl_c(self) -> tuple[int, str]:
        """As a terminal does: every program of the demo hears it. Gives the exit code, and the last it said."""
        os.killpg(self.proces.pid, signal.SIGINT)
        return self._end()

    def terminate(self) -> tuple[int, str]:
        self.proces.terminate()
        return self._end()

    def _end(self) -> tuple[int, str]:
        said, _nothing = self.proces.communicate(timeout=20)
        return self.proces.returncode, said


def environment(omgeving: Omgeving) -> dict[str, str]:
    ports = {variable(naam): str(port) for naam, port in omgeving.poorten.items()}
    path = os.pathsep.join(filter(None, sys.path))
    return {**os.environ, **ports, MAP_VARIABLE: str(omgeving.map), "PYTHONPATH": path}
