"""What stands in a file with organisations, people, certificates and autorisaties: its form, read strictly."""

import ssl
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from machtigingen.pki import Certificaatgegevens, Profiel, verify


class Toegangsfout(Exception):
    """The file cannot be loaded; nothing of it was. The text says where and why."""


class _Streng(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=False)


class Mens(_Streng):
    naam: str = Field(min_length=1, max_length=120)
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)
    einddatum: date | None = None
    geblokkeerd: bool | None = None


class Partij(_Streng):
    naam: str = Field(min_length=1, max_length=120)
    begindatum: date | None = None
    einddatum: date | None = None
    medewerkers: list[Mens] = []


class Instantie(Partij):
    """`contactpersonen` in order: the first, and the second if there is one."""

    agb: str = Field(pattern=r"^[0-9]{8}$")
    soort: str = Field(pattern=r"^(praktijk|instelling)$")
    contactpersonen: list[Mens] | None = Field(default=None, min_length=1, max_length=2)


class Verzekeraar(Partij):
    uzovi: str = Field(pattern=r"^[0-9]{4}$")


class Overige(Partij):
    code: str = Field(pattern=r"^([0-9]{4}|[0-9]{8})$")


class Regel(_Streng):
    bestand: str
    naam: str | None = Field(default=None, min_length=1, max_length=120)
    autorisaties: list[str] = []
    medewerker: str | None = None
    adressen: list[str] | None = None
    einddatum: date | None = None


class Bestand(_Streng):
    instanties: list[Instantie] = []
    verzekeraars: list[Verzekeraar] = []
    portaalbeheer: list[Overige] = []
    tussenpartijen: list[Overige] = []
    certificaten: list[Regel] = []


def read(path: Path) -> Bestand:
    """Raises `Toegangsfout`."""
    try:
        return Bestand.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fout:
        raise Toegangsfout(f"{path}: {fout}") from fout
    except ValidationError as fout:
        eerste = fout.errors(include_input=False)[0]
        plaats = ".".join(str(deel) for deel in eerste["loc"])
        raise Toegangsfout(f"{path}: {plaats}: {eerste['msg']}") from fout


def read_certificaat(path: Path, profielen: Sequence[Profiel], now: datetime) -> Certificaatgegevens:
    """What the certificate says; an expired or revoked one may be registered, a stranger's may not."""
    try:
        der = ssl.PEM_cert_to_DER_cert(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as fout:
        raise Toegangsfout(f"{path}: {fout}") from fout
    verdict = verify(der, profielen=profielen, at=now)
    if verdict.gegevens is None:
        raise Toegangsfout(f"{path}: {verdict.reden}")
    return verdict.gegevens
