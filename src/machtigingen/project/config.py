"""What an operator sets: one TOML file. Each setting has a safe default or none; a wrong one stops the start.

Paths are relative to the file. `MACHTIGINGEN_CONFIG` names the file for Django; without it (schema work, unit tests)
the built-in configuration has a database in memory and no keys.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

LISTENERS = ("info", "portaal", "api")


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
    database: str = "sqlite::memory:"
    bijlagen: Path = Path("bijlagen")
    sleutels: Path = Path("sleutels.json")
    geheim: Path | None = None
    profielen: Path = Path("certificaatprofielen.yaml")
    cov: str = ""
    cov_tijdslimiet: float = 5.0
    link_uren: int = 24
    sessie_minuten: int = 15
    sessie_uren: int = 8
    softwarepakket: str = ""
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
        waarden |= {naam: map_ / cls.__dataclass_fields__[naam].default for naam in _PADEN - {"geheim"}}
        for naam, waarde in data.items():
            waarden[naam] = _waarde(naam, waarde, map_)
        for groep in ("adressen", "poorten"):
            if set(waarden.get(groep, LISTENERS)) != set(LISTENERS):
                raise Configuratiefout(f"{groep}: noem info, portaal en api")
        return cls(**waarden)

    @classmethod
    def from_environment(cls) -> Self:
        path = os.environ.get("MACHTIGINGEN_CONFIG")
        return cls.load(Path(path)) if path else cls()

    def database_settings(self) -> dict[str, Any]:
        """The database as Django wants it. SQLite is durable: WAL, synchronous FULL, BEGIN IMMEDIATE."""
        delen = urlsplit(self.database)
        if delen.scheme == "sqlite":
            naam = delen.path if delen.path == ":memory:" else str(self.map / unquote(delen.path.lstrip("/")))
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": naam,
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
                },
                "CONN_MAX_AGE": None,
            }
        if delen.scheme == "postgresql":
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(delen.path.lstrip("/")),
                "USER": unquote(delen.username or ""),
                "PASSWORD": unquote(delen.password or ""),
                "HOST": unquote(delen.hostname or ""),
                "PORT": delen.port or "",
                "CONN_MAX_AGE": None,
                "CONN_HEALTH_CHECKS": True,
            }
        raise Configuratiefout(f"database: {delen.scheme} kennen wij niet; sqlite of postgresql")


_PADEN = {"tls_certificaat", "tls_sleutel", "bijlagen", "sleutels", "geheim", "profielen"}


def _waarde(naam: str, waarde: Any, map_: Path) -> Any:
    if naam == "map" or naam not in Config.__dataclass_fields__:
        raise Configuratiefout(f"{naam}: deze instelling bestaat niet")
    verwacht = Config.__dataclass_fields__[naam].type
    if naam in _PADEN:
        return map_ / str(waarde)
    if verwacht in (int, float) and (isinstance(waarde, bool) or not isinstance(waarde, int | float)):
        raise Configuratiefout(f"{naam}: dit moet een getal zijn")
    if verwacht is str and not isinstance(waarde, str):
        raise Configuratiefout(f"{naam}: dit moet tekst zijn")
    if verwacht is bool and not isinstance(waarde, bool):
        raise Configuratiefout(f"{naam}: dit moet true of false zijn")
    return waarde
