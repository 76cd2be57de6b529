"""How is the package made to do something? By a program for each step, or by a person who is told what to press."""

import os
import shlex
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import click

from machtigingen_testkit.front import Front
from machtigingen_testkit.scenario import Scenario, Scherm, Stap

SKIPPED = 77  # the exit code by which a program says: my package does not have this
PROGRAM_SECONDS = 120
QUIET_SECONDS = 3.0
WAIT_SECONDS = 600.0
PREFIX = "TESTKIT_"

Omgeving = Mapping[str, str]


class Besturing(Protocol):
    def do(self, scenario: Scenario, stap: Stap, omgeving: Omgeving, front: Front) -> Scherm:
        """Returns when the package is done with this step."""


@dataclass(frozen=True)
class Programma:
    """Runs a command for each step. `{scenario}`, `{handeling}`, `{url}` … in it are filled in from the facts."""

    opdracht: str

    def do(self, scenario: Scenario, stap: Stap, omgeving: Omgeving, front: Front) -> Scherm:
        words = [fill_in(word, omgeving) for word in shlex.split(self.opdracht)]
        try:
            done = subprocess.run(
                words,
                env={**os.environ, **omgeving},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=PROGRAM_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            text = (late.stdout or b"").decode("utf-8", "replace")
            return Scherm(stap=stap, tekst=text, code=124)
        except OSError as error:
            raise click.ClickException(f"De opdracht start niet: {error}") from error
        text = done.stdout.decode("utf-8", "replace")
        skipped = done.returncode == SKIPPED
        return Scherm(stap=stap, tekst=text, code=0 if skipped else done.returncode, overgeslagen=skipped)


def fill_in(word: str, omgeving: Omgeving) -> str:
    """Raises `click.ClickException` on a name that does not exist."""
    facts = {naam.removeprefix(PREFIX).lower(): value for naam, value in omgeving.items()}
    try:
        return word.format_map(facts)
    except (KeyError, ValueError, IndexError) as error:
        raise click.ClickException(f"{word}: {error} kennen wij niet. Kies uit: {', '.join(sorted(facts))}.") from error


class MetDeHand:
    """Tells a person what to do, waits for the calls, and asks what stands on the screen."""

    def __init__(
        self,
        *,
        ask: Callable[[], str] = input,
        say: Callable[[str], object] = click.echo,
        quiet: float = QUIET_SECONDS,
    ) -> None:
        self._ask = ask
        self._say = say
        self._quiet = quiet

    def do(self, scenario: Scenario, stap: Stap, omgeving: Omgeving, front: Front) -> Scherm:
        self._say(f"\n{scenario.nummer}  {scenario.titel}\n    {stap.handeling.uitleg}\n")
        for naam, value in omgeving.items():
            if naam.removeprefix(PREFIX) in SHOWN and value:
                self._say(f"    {naam.removeprefix(PREFIX).lower():22} {value}")
        self._say("\n    Wij wachten op uw pakket …")
        wait_until_quiet(front, quiet=self._quiet)
        self._say("    Typ of plak wat het pakket toont. Sluit af met een lege regel. Een s slaat dit scenario over.")
        lines = self._read()
        return Scherm(stap=stap, tekst="\n".join(lines), overgeslagen=lines == ["s"])

    def _read(self) -> list[str]:
        lines: list[str] = []
        while line := self._ask().strip():
            lines.append(line)
        return lines


SHOWN = {
    "URL", "CERTIFICAAT", "SLEUTEL", "CA", "INSTANTIE", "ZORGVERLENER", "SPECIALISME", "NAAM", "BSN", "GEBOORTEDATUM",
    "DIAGNOSE", "ZORGACTIVITEIT", "BEGINDATUM",
}  # fmt: skip


def wait_until_quiet(front: Front, *, quiet: float, longest: float = WAIT_SECONDS) -> None:
    """Until something has arrived and nothing more has for a while; or until it has taken too long."""
    begin = changed = time.monotonic()
    seen = _arrived(front)
    first = seen
    while time.monotonic() - begin < longest:
        time.sleep(min(0.1, quiet / 5))
        if (now := _arrived(front)) != seen:
            seen, changed = now, time.monotonic()
        elif seen != first and time.monotonic() - changed > quiet:
            return


def _arrived(front: Front) -> tuple[int, int]:
    return len(front.waarnemingen.aanroepen), len(front.waarnemingen.verbindingen)
