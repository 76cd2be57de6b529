"""Register organisations, certificates and autorisaties from one file, all or nothing."""

import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import yaml
from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from machtigingen.audit.actions import record
from machtigingen.foundation import INDIENEN, RAADPLEGEN
from machtigingen.pki import Certificaatgegevens, Profiel, verify
from machtigingen.toegang.models import Certificaat, Contactpersoon, Organisatie
from machtigingen.toegang.queries import possible_autorisaties


class Toegangsfout(Exception):
    """The file cannot be loaded; nothing of it was. The text says where and why."""


class _Streng(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=False)


class _Contact(_Streng):
    naam: str = Field(min_length=1, max_length=120)
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")


class _Instantie(_Streng):
    agb: str = Field(pattern=r"^[0-9]{8}$")
    naam: str = Field(min_length=1, max_length=120)
    soort: str = Field(pattern=r"^(praktijk|instelling)$")
    einddatum: date | None = None
    contactpersonen: list[_Contact] | None = None


class _Verzekeraar(_Streng):
    uzovi: str = Field(pattern=r"^[0-9]{4}$")
    naam: str = Field(min_length=1, max_length=120)


class _Certificaat(_Streng):
    bestand: str
    naam: str | None = Field(default=None, min_length=1, max_length=120)
    autorisaties: list[str] = []


class _Bestand(_Streng):
    instanties: list[_Instantie] = []
    verzekeraars: list[_Verzekeraar] = []
    certificaten: list[_Certificaat] = []


@dataclass(frozen=True)
class Toegangsverslag:
    organisaties: int
    certificaten: int


def load_toegang(path: Path, *, profielen: Sequence[Profiel], now: datetime) -> Toegangsverslag:
    """Loads the file in one transaction. Repeating it changes nothing. Raises `Toegangsfout`."""
    inhoud = _lees(path)
    gelezen = [(regel, _certificaat(path.parent / regel.bestand, profielen, now)) for regel in inhoud.certificaten]
    with transaction.atomic():
        for instantie in inhoud.instanties:
            _bewaar_instantie(instantie)
        for verzekeraar in inhoud.verzekeraars:
            Organisatie.objects.update_or_create(
                code=verzekeraar.uzovi,
                defaults={"naam": verzekeraar.naam, "soort": Organisatie.Soort.VERZEKERAAR},
            )
        for regel, gegevens in gelezen:
            _bewaar_certificaat(regel, gegevens)
        record(actor=None, now=now, handeling="toegang_geladen", onderwerp=f"bestand:{path.name}")
    return Toegangsverslag(len(inhoud.instanties) + len(inhoud.verzekeraars), len(gelezen))


def _lees(path: Path) -> _Bestand:
    try:
        return _Bestand.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fout:
        raise Toegangsfout(f"{path}: {fout}") from fout
    except ValidationError as fout:
        eerste = fout.errors(include_input=False)[0]
        plaats = ".".join(str(deel) for deel in eerste["loc"])
        raise Toegangsfout(f"{path}: {plaats}: {eerste['msg']}") from fout


def _certificaat(path: Path, profielen: Sequence[Profiel], now: datetime) -> Certificaatgegevens:
    """What the certificate says; an expired or revoked one may be registered, a stranger's may not."""
    try:
        der = ssl.PEM_cert_to_DER_cert(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as fout:
        raise Toegangsfout(f"{path}: {fout}") from fout
    verdict = verify(der, profielen=profielen, at=now)
    if verdict.gegevens is None:
        raise Toegangsfout(f"{path}: {verdict.reden}")
    return verdict.gegevens


def _bewaar_instantie(instantie: _Instantie) -> None:
    organisatie, _ = Organisatie.objects.update_or_create(
        code=instantie.agb,
        defaults={"naam": instantie.naam, "soort": instantie.soort, "einde_on": instantie.einddatum},
    )
    if instantie.contactpersonen is None:
        return
    organisatie.contactpersonen.exclude(email__in=[contact.email for contact in instantie.contactpersonen]).delete()
    for contact in instantie.contactpersonen:
        Contactpersoon.objects.update_or_create(
            organisatie=organisatie, email=contact.email, defaults={"naam": contact.naam}
        )


def _bewaar_certificaat(regel: _Certificaat, gegevens: Certificaatgegevens) -> None:
    organisatie = Organisatie.objects.filter(code=gegevens.organisatiecode).first()
    if organisatie is None:
        raise Toegangsfout(f"{regel.bestand}: organisatie {gegevens.organisatiecode} is niet geregistreerd")
    mogelijk = possible_autorisaties(organisatie)
    if not mogelijk.issuperset(regel.autorisaties):
        wel, niet = ", ".join(sorted(mogelijk)), ", ".join(sorted(set(regel.autorisaties) - mogelijk))
        raise Toegangsfout(f"{regel.bestand}: {organisatie} kan niet {niet}; wel {wel}")
    if INDIENEN in regel.autorisaties and RAADPLEGEN not in regel.autorisaties:
        raise Toegangsfout(f"{regel.bestand}: wie mag indienen, moet ook mogen raadplegen")
    Certificaat.objects.update_or_create(
        vingerafdruk=gegevens.vingerafdruk,
        defaults={
            "organisatie": organisatie,
            "soort": gegevens.soort.value,
            "naam": regel.naam or gegevens.naam,
            "serienummer": gegevens.serienummer,
            "autorisaties": sorted(regel.autorisaties),
            "geldig_tot": gegevens.geldig_tot,
        },
    )
