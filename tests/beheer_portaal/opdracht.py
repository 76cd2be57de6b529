"""Give the portal a command as its operator does: a process of its own."""

import subprocess
import sys

from crash.portaal import Portaal


def geef(portaal: Portaal, *opdracht: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "machtigingen.project.cli", *opdracht],
        env=portaal.environment | omgeving,
        capture_output=True,
        text=True,
        timeout=300,
    )


def lukt(portaal: Portaal, *opdracht: str) -> str:
    klaar = geef(portaal, *opdracht)
    assert klaar.returncode == 0, klaar.stderr
    return klaar.stdout


def mislukt(portaal: Portaal, *opdracht: str) -> str:
    """What it says when it refuses: a line, never a traceback."""
    klaar = geef(portaal, *opdracht)
    assert klaar.returncode == 1, klaar.stdout + klaar.stderr
    assert "Traceback" not in klaar.stderr, klaar.stderr
    return klaar.stderr
