"""What an operator sets: one TOML file. Each setting has a safe default or none; a wrong one stops the start.

Paths are relative to the file. `MACHTIGINGEN_CONFIG` names the file for Django; without it (schema work, unit tests)
the built-in configuration has a database in memory and no keys.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from machtigingen.bewaring.regels import Termijnen

LISTENERS = ("info", "portaal", "api")
_LUISTERT = re.compile(r"([0-9.]+|\*|\[[0-9A-Fa-f:]+\]):[0-9]{1,5}", re.ASCII)
_MAILADRES = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")


class Configuratiefout(Exception):
    """The configuration cannot be used; the text says which setting and why."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """The whole configuration of one portal."""

    map: Path = Path(".")
    adressen: Mapping[str, str] = field(
        default_factory=lambda: {
            "info": "https://localhost:8440",
            "portaal": "https://localhost:8443",
            "api": "https://localhost:8444",
        }
    )
    host: str = "127.0.0.1"
    poorten: Mapping[str, int] = field(default_factory=lambda: {"info": 8440, "portaal": 8443, "api": 8444})
    tls_certificaat: Path = Path("server.pem")
    tls_sleutel: Path = Path("server.key")
    tls_profiel: str = "streng"
    deur: str = "zelf"
    proxy_weg: str = "socket"
    proxy_sockets: Path = Path("sockets")
    proxy_gebruikers: tuple[str, ...] = ()
    proxy_groep: str = ""
    proxy_certificaat: Path | None = None
    proxy_sleutel: Path | None = None
    proxy_vertrouwt: Path | None = None
    proxy_luistert: Mapping[str, str] = field(default_factory=dict)
    database: str = "sqlite::memory:"
    bijlagen: Path = Path("bijlagen")
    bijlagen_mb: int = 20
    virusscan: str = ""
    virusscan_adres: str = "/var/run/clamav/clamd.ctl"
    virusscan_tijdslimiet: float = 15.0
    sleutels: Path = Path("sleutels.json")
    geheim: Path | None = None
    profielen: Path = Path("certificaatprofielen.yaml")
    cov: str = ""
    cov_tijdslimiet: float = 5.0
    cov_adres: str = ""
    cov_certificaat: Path | None = None
    cov_sleutel: Path | None = None
    cov_vertrouwt: Path | None = None
    link_uren: int = 24
    sessie_minuten: int = 15
    sessie_uren: int = 8
    aanroepen_per_minuut: int = 600
    opzoeken_per_uur: int = 60
    metingen_poort: int = 0
    crl_minuten: int = 60
    softwarepakket: str = ""
    smtp: str = ""
    smtp_poort: int = 587
    smtp_beveiliging: str = "starttls"
    smtp_gebruiker: str = ""
    smtp_wachtwoord: Path | None = None
    mail_van: str = ""
    mail_map: Path | None = None
    bewaartermijnen: Mapping[str, int] = field(default_factory=lambda: asdict(Termijnen()))
    adressen_verplicht: bool = False
    overlap_dagen: int = 30
    tweede_factor: str = "uit"
    uitgifte: str = "bestand"
    uitgifte_map: Path = Path("uitgifte")
    productie: bool = False
    sandbox: bool = False
    hsts: bool = False

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises `Configuratiefout` on an unknown, missing or wrong setting."""
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
            raise Configuratiefout(f"{path}: {fout}") from fout
        map_ = path.resolve().parent
        waarden: dict[str, Any] = {"map": map_}
        waarden |= {naam: map_ / getattr(cls, naam) for naam in _PADEN - _ZONDER_PAD}
        for naam, waarde in data.items():
            waarden[naam] = _waarde(naam, waarde, map_)
        config = cls(**waarden)
        config.database_settings()
        config.check_mail()
        config.check_deur()
        config.check_tweede_factor()
        return config

    @property
    def upload_bytes(self) -> int:
        """The largest body with files that is read: all of them together, and what is around them."""
        return (self.bijlagen_mb + 5) * 1024 * 1024

    @classmethod
    def from_environment(cls) -> Self:
        path = os.environ.get("MACHTIGINGEN_CONFIG")
        return cls.load(Path(path)) if path else cls()

    def check_mail(self) -> None:
        """Raises `Configuratiefout` for settings of mail that do not go together."""
        if self.smtp_beveiliging not in ("starttls", "tls", "geen"):
            raise Configuratiefout("smtp_beveiliging: kies starttls, tls of geen")
        if self.smtp and self.mail_map:
            raise Configuratiefout("mail_map: kies een map of een mailserver (smtp), niet allebei")
        if (self.smtp or self.mail_map) and not _MAILADRES.fullmatch(self.mail_van):
            raise Configuratiefout("mail_van: noem het mailadres dat als afzender in de mails staat")

    def check_deur(self) -> None:
        """Raises `Configuratiefout` for settings of the door that do not go together."""
        for naam, mogelijk in _KEUZES.items():
            if getattr(self, naam) not in mogelijk:
                raise Configuratiefout(f"{naam}: kies {' of '.join(mogelijk)}")
        if self.deur == "zelf":
            return
        if self.proxy_weg == "socket" and not self.proxy_gebruikers:
            raise Configuratiefout("proxy_gebruikers: noem de gebruikers waaronder de proxy draait")
        if self.proxy_weg == "loopback" and self.proxy_certificaat is None:
            raise Configuratiefout("proxy_certificaat: noem het certificaat dat de proxy aan het portaal toont")

    def check_tweede_factor(self) -> None:
        """Raises `Configuratiefout`: with a code that everybody knows there is no second factor."""
        if self.tweede_factor not in ("uit", "aan", "proef"):
            raise Configuratiefout("tweede_factor: kies uit, aan of proef")
        if self.tweede_factor == "proef" and not self.sandbox:
            raise Configuratiefout("tweede_factor: proef is alleen voor een sandbox; kies uit of aan")

    def database_settings(self) -> dict[str, Any]:
        """The database as Django wants it. Raises `Configuratiefout`, without the URL: it can hold a password."""
        try:
            delen = urlsplit(self.database)
            delen.port  # noqa: B018 - only reading it finds a wrong one
        except ValueError:
            raise Configuratiefout("database: dit is geen goed adres") from None
        naam = unquote(delen.path.removeprefix("/"))
        if delen.scheme == "sqlite" and naam and not (delen.netloc or delen.query):
            return _sqlite(naam if naam == ":memory:" else str(self.map / naam))
        if delen.scheme == "postgresql" and naam:
            return _postgresql(delen, naam)
        if delen.scheme in ("sqlite", "postgresql"):
            raise Configuratiefout(f"database: dit is geen goed adres voor {delen.scheme}")
        raise Configuratiefout(f"database: {delen.scheme} kennen wij niet; sqlite of postgresql")


def _sqlite(naam: str) -> dict[str, Any]:
    """Durable: WAL, synchronous FULL. Writers take turns from the start of a transaction: BEGIN IMMEDIATE. What is
    deleted is overwritten: secure_delete."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": naam,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;",
        },
        "CONN_MAX_AGE": None,
    }


# Whoever waits longer than this is told that the storage is not available (S101). For libpq: seconds, then
# milliseconds; the URL may say otherwise.
_GEDULD = {
    "connect_timeout": "5",
    "tcp_user_timeout": "10000",
    "options": "-c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s",
}


def _postgresql(delen: SplitResult, naam: str) -> dict[str, Any]:
    """Raises `Configuratiefout` when the driver is not there."""
    if find_spec("psycopg") is None:
        nodig = 'pip install "machtigingenportaal[postgresql]"'
        raise Configuratiefout(f"database: voor postgresql is een pakket nodig: {nodig}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": naam,
        "USER": unquote(delen.username or ""),
        "PASSWORD": unquote(delen.password or ""),
        "HOST": unquote(delen.hostname or ""),
        "PORT": delen.port or "",
        "OPTIONS": _GEDULD | dict(parse_qsl(delen.query)),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


# Of these there is none unless it is named.
_ZONDER_PAD = {
    "geheim", "smtp_wachtwoord", "mail_map", "proxy_certificaat", "proxy_sleutel", "proxy_vertrouwt",
    "cov_certificaat", "cov_sleutel", "cov_vertrouwt",
}  # fmt: skip
_MET_PAD = {"tls_certificaat", "tls_sleutel", "bijlagen", "sleutels", "profielen", "proxy_sockets", "uitgifte_map"}
_PADEN = _MET_PAD | _ZONDER_PAD
_POORTEN = {"metingen_poort", "smtp_poort"}
_KEUZES = {"tls_profiel": ("streng", "ruim"), "deur": ("zelf", "proxy"), "proxy_weg": ("socket", "loopback")}


def _waarde(naam: str, waarde: Any, map_: Path) -> Any:
    if naam == "map" or naam not in Config.__dataclass_fields__:
        raise Configuratiefout(f"{naam}: deze instelling bestaat niet")
    if naam in ("adressen", "poorten", "proxy_luistert"):
        return _per_listener(naam, waarde)
    if naam == "proxy_gebruikers":
        return _teksten(naam, waarde)
    if naam == "bewaartermijnen":
        return _bewaartermijnen(waarde)
    verwacht = Config.__dataclass_fields__[naam].type
    if verwacht is bool and not isinstance(waarde, bool):
        raise Configuratiefout(f"{naam}: dit moet true of false zijn")
    if verwacht in (int, float):
        return _poort(naam, waarde) if naam in _POORTEN else _getal(naam, waarde, heel=verwacht is int)
    if verwacht is not bool and not isinstance(waarde, str):
        raise Configuratiefout(f"{naam}: dit moet tekst zijn")
    return map_ / waarde if naam in _PADEN else waarde


def _teksten(naam: str, waarden: Any) -> tuple[str, ...]:
    if not isinstance(waarden, list) or not all(isinstance(waarde, str) and waarde for waarde in waarden):
        raise Configuratiefout(f'{naam}: dit moet een lijst van teksten zijn, zoals ["www-data"]')
    return tuple(waarden)


def _poort(naam: str, waarde: Any) -> Any:
    if type(waarde) is not int or not 0 <= waarde <= 65535:
        raise Configuratiefout(f"{naam}: dit moet een poort zijn")
    return waarde


def _getal(naam: str, waarde: Any, *, heel: bool) -> Any:
    if isinstance(waarde, bool) or not isinstance(waarde, int if heel else int | float):
        raise Configuratiefout(f"{naam}: dit moet een {'heel ' if heel else ''}getal zijn")
    if not waarde > 0:
        raise Configuratiefout(f"{naam}: dit moet meer dan 0 zijn")
    return waarde


def _bewaartermijnen(waarden: Any) -> Any:
    """Of a term that is not named the default stays."""
    standaard = asdict(Termijnen())
    if not isinstance(waarden, dict):
        raise Configuratiefout("bewaartermijnen: dit moet een tabel zijn")
    for naam, waarde in waarden.items():
        if naam not in standaard:
            raise Configuratiefout(f"bewaartermijnen.{naam}: deze instelling bestaat niet")
        _getal(f"bewaartermijnen.{naam}", waarde, heel=True)
    probleem = Termijnen(**standaard | waarden).problem()
    if probleem:
        raise Configuratiefout(f"bewaartermijnen.{probleem}")
    return standaard | waarden


def _per_listener(groep: str, waarden: Any) -> Any:
    if not isinstance(waarden, dict) or set(waarden) != set(LISTENERS):
        raise Configuratiefout(f"{groep}: noem info, portaal en api")
    for listener, waarde in waarden.items():
        if groep == "poorten":
            _poort(f"poorten.{listener}", waarde)
        if groep == "adressen" and not _is_adres(waarde):
            raise Configuratiefout(f"adressen.{listener}: dit moet https://naam of https://naam:poort zijn")
        if groep == "proxy_luistert" and not (isinstance(waarde, str) and _LUISTERT.fullmatch(waarde)):
            raise Configuratiefout(f"proxy_luistert.{listener}: dit moet adres:poort zijn, zoals 192.0.2.1:443")
    return waarden


def _is_adres(waarde: Any) -> bool:
    """An origin: what comes after it is ours to add."""
    try:
        delen = urlsplit(waarde)
        return (
            isinstance(waarde, str) and bool(delen.hostname) and waarde == f"https://{delen.netloc}" and delen.port != 0
        )
    except (ValueError, AttributeError, TypeError):
        return False
