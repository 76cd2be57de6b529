"""Three doors to one portal, each with the real server before it, and how to knock on them."""

import getpass
import os
import shutil
import socket
import ssl
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPResponse
from io import BytesIO
from pathlib import Path
from typing import Any

from machtigingen.project.config import LISTENERS, Config
from machtigingen.project.deur import haproxy, nginx
from machtigingen.project.deur.description import Deur, describe
from machtigingen.project.deur.listeners import listener
from machtigingen.project.server import Servers

DEUREN = ("zelf", "nginx", "haproxy")
PAD = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
START_SECONDEN = 15


@dataclass
class Toepassing:
    """What stands behind the doors; a test may put something else there."""

    huidig: Callable[[dict[str, Any], Any], Any]
    watch: Callable[[Mapping[bytes, bytes]], None] = lambda headers: None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        return self.huidig(environ, start_response)

    def kijk(self, headers: Mapping[bytes, bytes]) -> None:
        self.watch(headers)


@dataclass(frozen=True)
class Antwoord:
    status: int
    koppen: Mapping[str, str]
    inhoud: bytes


def gelezen(gehoord: bytes) -> Antwoord:
    """The first answer in what was heard."""
    return _antwoord(_Gehoord(gehoord))


def _antwoord(verbinding: socket.socket) -> Antwoord:
    antwoord = HTTPResponse(verbinding)
    antwoord.begin()
    koppen = {naam.lower(): waarde for naam, waarde in antwoord.getheaders()}
    return Antwoord(antwoord.status, koppen, antwoord.read())


class _Gehoord(socket.socket):
    """What `HTTPResponse` reads from."""

    def __init__(self, gehoord: bytes) -> None:
        super().__init__()
        self._gehoord = gehoord

    def makefile(self, *_args: Any, **_anders: Any) -> Any:
        self.close()
        return BytesIO(self._gehoord)


@dataclass
class Deuren:
    """`poorten` by door and listener."""

    map: Path
    testpki: Path
    toepassing: Toepassing
    poorten: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def sockets(self) -> Path:
        return self.map / "sockets"

    def adressen(self, deur: str) -> dict[str, str]:
        return {naam: f"https://localhost:{self.poorten[deur, naam]}" for naam in LISTENERS}

    def context(self, certificaat: str | None = None, *, versie: ssl.TLSVersion | None = None) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        if versie:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version = context.maximum_version = versie
        if certificaat:
            stam = self.testpki / "certificaten" / certificaat
            context.load_cert_chain(f"{stam}.pem", f"{stam}.key")
        return context

    def verbind(self, deur: str, naam: str, certificaat: str | None = None, **tls: Any) -> ssl.SSLSocket:
        session = tls.pop("session", None)
        context = tls.pop("context", None) or self.context(certificaat, **tls)
        ruw = socket.create_connection(("127.0.0.1", self.poorten[deur, naam]), timeout=15)
        return context.wrap_socket(ruw, server_hostname="localhost", session=session)

    def vraag(
        self, deur: str, naam: str, pad: str, *koppen: str, certificaat: str | None = None, methode: str = "GET"
    ) -> Antwoord:
        """One request with these header lines, as they are, and its answer."""
        regels = [f"{methode} {pad} HTTP/1.1", f"Host: localhost:{self.poorten[deur, naam]}", *koppen]
        gehoord = self.zeg(
            deur, naam, "\r\n".join([*regels, "Connection: close", "", ""]).encode("latin-1"), certificaat
        )
        return gelezen(gehoord)

    def antwoord(self, deur: str, naam: str, verzoek: bytes, certificaat: str | None = None) -> Antwoord:
        """The first answer, also when the server does not want to hear all of the request."""
        with self.verbind(deur, naam, certificaat) as verbinding:
            with suppress(ConnectionError, ssl.SSLError):
                verbinding.sendall(verzoek)
            return _antwoord(verbinding)

    def zeg(self, deur: str, naam: str, bytes_: bytes, certificaat: str | None = None, *, stil: float = 5) -> bytes:
        """Everything that is answered until the connection ends, or nothing comes any more."""
        with self.verbind(deur, naam, certificaat) as verbinding:
            verbinding.sendall(bytes_)
            verbinding.settimeout(stil)
            gehoord = b""
            try:
                while stuk := verbinding.recv(65536):
                    gehoord += stuk
            except (TimeoutError, ConnectionError, ssl.SSLError):
                pass
            return gehoord


def config(deuren: Deuren, deur: str, **anders: Any) -> Config:
    """As the operator of such a door would write it, in the folder of the sandbox's certificates."""
    soort: dict[str, Any] = {"deur": "zelf"}
    if deur != "zelf":
        soort = {
            "deur": "proxy",
            "proxy_sockets": deuren.sockets,
            "proxy_gebruikers": (getpass.getuser(),),
            "proxy_luistert": {naam: f"127.0.0.1:{deuren.poorten[deur, naam]}" for naam in LISTENERS},
        }
    waarden = {
        "map": deuren.map,
        "adressen": deuren.adressen(deur),
        "poorten": {naam: deuren.poorten[deur, naam] for naam in LISTENERS},
        "tls_certificaat": deuren.testpki / "server.pem",
        "tls_sleutel": deuren.testpki / "server.key",
        "profielen": deuren.testpki / "certificaatprofielen.yaml",
    }
    return Config(**waarden | soort | anders)


@contextmanager
def servers(deuren: Deuren, instellingen: Config, uitgevers: tuple[Any, ...]) -> Iterator[Servers]:
    listeners = [listener(instellingen, naam, uitgevers=uitgevers, watch=deuren.toepassing.kijk) for naam in LISTENERS]
    with Servers(deuren.toepassing, listeners) as draaiend:
        yield draaiend


@contextmanager
def proxy(deuren: Deuren, deur: str, instellingen: Config, uitgevers: tuple[Any, ...], **anders: Any) -> Iterator[Deur]:
    """The real server, with the configuration that the portal writes; `bewerk` may spoil that first."""
    beschrijving = describe(instellingen, map=deuren.map / deur, uitgevers=uitgevers)
    bewerk = anders.get("bewerk", lambda tekst: tekst)
    schrijver = {"nginx": nginx, "haproxy": haproxy}[deur]
    for pad in schrijver.write(beschrijving):
        if pad.suffix in (".conf", ".cfg"):
            pad.write_text(bewerk(pad.read_text()))
    with running(deur, beschrijving.map), _listening(beschrijving):
        yield beschrijving


@contextmanager
def running(deur: str, map: Path) -> Iterator[None]:
    opdracht = {
        "nginx": ["nginx", "-p", str(map), "-c", str(map / "nginx.conf"), "-g", "daemon off;"],
        "haproxy": ["haproxy", "-db", "-f", str(map / "haproxy.cfg")],
    }[deur]
    programma = shutil.which(opdracht[0], path=PAD)
    assert programma, f"{opdracht[0]} is er niet: apt-get install {opdracht[0]}"
    with (map / f"{deur}.log").open("wb") as log:
        proces = subprocess.Popen([programma, *opdracht[1:]], stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        proces.terminate()
        proces.wait(10)


@contextmanager
def _listening(beschrijving: Deur) -> Iterator[None]:
    einde = time.monotonic() + START_SECONDEN
    for ingang in beschrijving.ingangen:
        host, _, poort = ingang.luistert.rpartition(":")
        while True:
            try:
                socket.create_connection((host, int(poort)), timeout=1).close()
                break
            except OSError:
                said = "\n".join(pad.read_text(errors="replace") for pad in beschrijving.map.glob("*.log"))
                assert time.monotonic() < einde, f"{ingang.naam} luistert niet:\n{said}"
                time.sleep(0.05)
    yield
