"""What does a proxy in front of the portal have to do? One description, from the configuration, for any proxy.

It says what; `nginx.py` and `haproxy.py` say the same in the words of one server.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from machtigingen.project.config import LISTENERS, Config, Configuratiefout
from machtigingen.project.server.refusals import Software, message
from machtigingen.project.server.tls import TLS12_CIPHERS, as_pem

# In the texts below it stands for the id that the proxy gives a request.
CORRELATIE = "CORRELATIE-ID"
SOAP = "/soap/"
# What a proxy answers itself, by the code that the portal would give.
ONLEESBAAR, METHODE, NIET_DAAR = "B109", "B107", "S102"


@dataclass(frozen=True, kw_only=True)
class Antwoord:
    status: int
    soort: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Ingang:
    """One public address, and where the portal takes over: a socket, or host and port with TLS."""

    naam: str
    host: str
    luistert: str
    vraagt: bool  # for a client certificate, whatever it is
    doel: str
    info: str

    def antwoord(self, code: str, *, soap: bool = False) -> Antwoord:
        """In the words of the portal, for who comes in here."""
        software = Software(SOAP if soap else "/", "text/xml") if self.naam == "api" else None
        kop, _, tekst = message(code, software=software, info=self.info, correlatie_id=CORRELATIE).partition(
            b"\r\n\r\n"
        )
        regels = kop.decode().split("\r\n")
        koppen = dict(regel.split(": ", 1) for regel in regels[1:])
        return Antwoord(status=int(regels[0].split()[1]), soort=koppen["Content-Type"], tekst=tekst.decode())


@dataclass(frozen=True, kw_only=True)
class Deur:
    """`ca`: who may have issued a client certificate, as a hint for browsers; the portal judges. Over loopback the
    proxy shows `eigen_certificaat`, and knows the portal by `eigen_ca`."""

    map: Path
    ingangen: tuple[Ingang, ...]
    certificaat: Path
    sleutel: Path
    ca: bytes
    is_ruim: bool
    suites: str
    gebruiker: str
    groep: str
    is_socket: bool
    eigen_certificaat: Path | None
    eigen_sleutel: Path | None
    eigen_ca: Path | None
    kop_seconden: int = 10
    stil_seconden: int = 75
    antwoord_seconden: int = 300
    koppen_bytes: int = 32 * 1024

    def write(self, bestanden: Mapping[str, bytes]) -> list[Path]:
        self.map.mkdir(parents=True, exist_ok=True)
        for naam, inhoud in bestanden.items():
            (self.map / naam).write_bytes(inhoud)
        return [self.map / naam for naam in bestanden]


def describe(config: Config, *, map: Path, uitgevers: Iterable[Any]) -> Deur:
    """Raises `Configuratiefout` when there is no proxy, or two doors would have to share an address."""
    if config.deur != "proxy":
        raise Configuratiefout('deur: zet deur = "proxy" in de configuratie, anders luistert het portaal zelf')
    ingangen = tuple(_ingang(config, naam) for naam in LISTENERS)
    if len({ingang.luistert for ingang in ingangen}) < len(ingangen):
        raise Configuratiefout("proxy_luistert: geef info, portaal en api elk een eigen adres of poort")
    if config.proxy_weg == "loopback" and config.proxy_sleutel is None:
        raise Configuratiefout("proxy_sleutel: noem de sleutel bij proxy_certificaat")
    if config.proxy_weg == "loopback" and config.proxy_vertrouwt is None:
        raise Configuratiefout("proxy_vertrouwt: noem de uitgever van tls_certificaat; zo kent de proxy het portaal")
    return Deur(
        map=map.resolve(),
        ingangen=ingangen,
        certificaat=config.tls_certificaat.resolve(),
        sleutel=config.tls_sleutel.resolve(),
        ca=b"".join(sorted({as_pem(uitgever) for uitgever in uitgevers})),
        is_ruim=config.tls_profiel == "ruim",
        suites=TLS12_CIPHERS.decode(),
        gebruiker=config.proxy_gebruikers[0] if config.proxy_gebruikers else "",
        groep=config.proxy_groep,
        is_socket=config.proxy_weg == "socket",
        eigen_certificaat=config.proxy_certificaat,
        eigen_sleutel=config.proxy_sleutel,
        eigen_ca=config.proxy_vertrouwt,
    )


def _ingang(config: Config, naam: str) -> Ingang:
    delen = urlsplit(config.adressen[naam])
    socket = (config.proxy_sockets / f"{naam}.sock").resolve()
    return Ingang(
        naam=naam,
        host=delen.hostname or "",
        luistert=config.proxy_luistert.get(naam) or f"*:{delen.port or 443}",
        vraagt=naam != "info",
        doel=str(socket) if config.proxy_weg == "socket" else f"{config.host}:{config.poorten[naam]}",
        info=config.adressen["info"],
    )
