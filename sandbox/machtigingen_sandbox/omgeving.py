"""Where does this sandbox live: in which folder, at which addresses?"""

import errno
import os
import shutil
import socket
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import click

from machtigingen_sandbox.poorten import LOOPBACK, free_ports

DEFAULT_MAP = Path("var/sandbox")
MAP_VARIABLE = "MACHTIGINGEN_SANDBOX"
TWEEDE_FACTOR_VARIABLE = "MACHTIGINGEN_TWEEDE_FACTOR"
LISTENERS = ("info", "portaal", "api")
SOFTWAREPAKKET = "softwarepakket"
COV = "cov"
COV_VARIABLE = "MACHTIGINGEN_COV"
# How COV is asked: over its webservice, or without a network between.
COV_WEGEN = {"dienst": "vz801802", "direct": "machtigingen_sandbox.cov:DemoCov"}
COV_PAD = "/cov/vz801802/v1/soap11"
DEFAULT_POORTEN = {"info": 8440, "portaal": 8443, "api": 8444, SOFTWAREPAKKET: 8000, COV: 8445}
# Who the demo package is, who sits at its screen, who answers at the insurer, and who runs the portal.
SYSTEEMCERTIFICAAT = "systeem-goed"
GEBRUIKER = "persoonlijk-goed"
BEOORDELAAR = "beoordelaar-9901"
PORTAALBEHEERDER = "portaalbeheerder"


class Sandboxfout(click.ClickException):
    """The sandbox cannot go on. The text, in the words of its user, says why and what to do."""

    def show(self, file: Any = None) -> None:
        click.echo(f"\n{self.message}", err=True)


def variable(naam: str) -> str:
    """The environment variable that sets the port of this name."""
    return f"MACHTIGINGEN_{naam.upper()}_PORT"


@dataclass(frozen=True, kw_only=True)
class Omgeving:
    """One sandbox: its folder and its ports. Knows every path in it; makes nothing."""

    map: Path
    poorten: Mapping[str, int]
    tweede_factor: str = "uit"
    cov: str = "direct"

    @classmethod
    def from_environment(cls, map: Path, environ: Mapping[str, str]) -> Self:
        """Raises `Sandboxfout` on a port that cannot be one or is named twice, or on a choice that there is not."""
        poorten = {
            naam: _port(variable(naam), environ.get(variable(naam)) or str(port))
            for naam, port in DEFAULT_POORTEN.items()
        }
        for port in poorten.values():
            same = [variable(naam) for naam in poorten if poorten[naam] == port]
            if len(same) > 1:
                raise Sandboxfout(f"{' en '.join(same)} zijn allebei {port}. Kies verschillende poorten.")
        return cls(
            map=map,
            poorten=poorten,
            tweede_factor=_choice(environ, TWEEDE_FACTOR_VARIABLE, ("uit", "aan", "proef")),
            cov=_choice(environ, COV_VARIABLE, tuple(COV_WEGEN)),
        )

    @classmethod
    def on_free_ports(cls, map: Path) -> Self:
        return cls(map=map, poorten=dict(zip(DEFAULT_POORTEN, free_ports(len(DEFAULT_POORTEN)), strict=True)))

    @classmethod
    def last_started(cls, map: Path) -> Self:
        """The sandbox in this folder as its configuration tells. Raises `Sandboxfout` when there is none."""
        path = map / "portaal.toml"
        if not path.is_file():
            raise Sandboxfout(f"In {map} is geen sandbox. Start hem eerst: make demo")
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
        demo_port = int(settings["softwarepakket"].rpartition(":")[2])
        poorten = {**settings["poorten"], SOFTWAREPAKKET: demo_port}
        if "cov_adres" in settings:  # not in a sandbox of long ago
            poorten[COV] = urlsplit(settings["cov_adres"]).port
        cov = next((weg for weg, naam in COV_WEGEN.items() if naam == settings["cov"]), "direct")
        return cls(map=map, poorten=poorten, cov=cov)

    def adres(self, naam: str) -> str:
        if naam == SOFTWAREPAKKET:
            return f"http://{LOOPBACK}:{self.poorten[naam]}"
        if naam == COV:
            return f"https://localhost:{self.poorten[naam]}{COV_PAD}"
        return f"https://localhost:{self.poorten[naam]}"

    @property
    def configuratie(self) -> Path:
        return self.map / "portaal.toml"

    @property
    def ca(self) -> Path:
        return self.map / "certificaten" / "ca.pem"

    @property
    def voorbeeldbericht(self) -> Path:
        return self.map / "voorbeeld-instroom.json"

    @property
    def patienten(self) -> Path:
        return self.map / "patienten.json"

    @property
    def logmap(self) -> Path:
        return self.map / "log"

    def certificaat(self, naam: str, ending: str = "pem") -> Path:
        return self.map / "certificaten" / f"{naam}.{ending}"

    def check_poorten(self) -> None:
        """Raises `Sandboxfout` naming each port that something else has, and the variable that sets it."""
        problems = [problem for naam in self.poorten if (problem := self._problem(naam))]
        if problems:
            raise Sandboxfout("\n".join(problems))

    def _problem(self, naam: str) -> str:
        port = self.poorten[naam]
        reason = reason_not_free(port)
        if not reason:
            return ""
        other = port + 10_000 if port < 50_000 else port - 10_000
        return (
            f"Poort {port} ({naam}) {reason}.\n"
            f"  Stop het programma dat daar luistert, of kies een andere poort: {variable(naam)}={other}"
        )


def reason_not_free(port: int) -> str:
    """Why nothing can listen here, or an empty text when it can."""
    with socket.socket() as one:
        if os.name == "posix":  # elsewhere this option would take the port from its owner
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((LOOPBACK, port))
        except OSError as error:
            return "is al in gebruik" if error.errno == errno.EADDRINUSE else f"is niet te gebruiken ({error.strerror})"
    return ""


def shown(path: Path) -> str:
    """The path as its user would type it here: short when it is below the current folder."""
    absolute = path.resolve()
    return str(absolute.relative_to(Path.cwd())) if absolute.is_relative_to(Path.cwd()) else str(absolute)


def command(naam: str) -> str:
    """How to type a command of this environment, also when the environment is not activated."""
    here = Path(sys.executable).parent / naam
    found = shutil.which(naam)
    return naam if found and Path(found) == here else shown(here)


def _choice(environ: Mapping[str, str], naam: str, mogelijk: tuple[str, ...]) -> str:
    """What it says, or the first."""
    gekozen = environ.get(naam) or mogelijk[0]
    if gekozen not in mogelijk:
        raise Sandboxfout(f"{naam}={gekozen}: kies {', '.join(mogelijk[:-1])} of {mogelijk[-1]}.")
    return gekozen


def _port(naam: str, text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65_536:
        return int(text)
    raise Sandboxfout(f"{naam}={text}: dit is geen poort. Kies een getal van 1 tot en met 65535.")
