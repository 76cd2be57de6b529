"""Register organisations, people, certificates and autorisaties from one file, all or nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from machtigingen.audit.actions import record
from machtigingen.foundation import ADVISEREN, BEHEREN, BEOORDELEN, INDIENEN, RAADPLEGEN, Soort
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.pki import Certificaatgegevens, Profiel
from machtigingen.toegang import bestand as vorm
from machtigingen.toegang.adressen import Adresfout, parse_adressen
from machtigingen.toegang.bestand import Toegangsfout
from machtigingen.toegang.models import Certificaat, Medewerker, Organisatie
from machtigingen.toegang.queries import possible_autorisaties
from machtigingen.toegang.vervangen import replace_systeemcertificaat

__all__ = ["Toegangsfout", "Toegangsverslag", "load_toegang"]

_NIET_ZONDER = {
    INDIENEN: (RAADPLEGEN, "wie mag indienen, moet ook mogen raadplegen"),
    ADVISEREN: (BEOORDELEN, "wie mag adviseren, moet ook mogen beoordelen"),
}


@dataclass(frozen=True)
class Toegangsverslag:
    organisaties: int
    certificaten: int


def load_toegang(path: Path, *, profielen: Sequence[Profiel], now: datetime) -> Toegangsverslag:
    """Loads the file in one transaction. Repeating it changes nothing. Raises `Toegangsfout`."""
    inhoud = vorm.read(path)
    gelezen = [
        (regel, vorm.read_certificaat(path.parent / regel.bestand, profielen, now)) for regel in inhoud.certificaten
    ]
    _check_one_for_software(gelezen)
    partijen = _partijen(inhoud)
    with transaction.atomic():
        for code, soort, partij in partijen:
            _save_organisatie(code, soort, partij, now=now)
        for regel, gegevens in sorted(gelezen, key=lambda een: een[0].einddatum is None):  # what ends makes room
            _save_certificaat(regel, gegevens, now=now)
        record(actor=None, now=now, handeling="toegang_geladen", onderwerp=f"bestand:{path.name}")
    return Toegangsverslag(len(partijen), len(gelezen))


def _partijen(inhoud: vorm.Bestand) -> list[tuple[str, str, vorm.Partij]]:
    return [
        *((een.agb, een.soort, een) for een in inhoud.instanties),
        *((een.uzovi, Organisatie.Soort.VERZEKERAAR.value, een) for een in inhoud.verzekeraars),
        *((een.code, Organisatie.Soort.PORTAALBEHEER.value, een) for een in inhoud.portaalbeheer),
        *((een.code, Organisatie.Soort.TUSSENPARTIJ.value, een) for een in inhoud.tussenpartijen),
    ]


def _check_one_for_software(gelezen: list[tuple[vorm.Regel, Certificaatgegevens]]) -> None:
    """Raises `Toegangsfout` for two system certificates of one organisation that are both to stay."""
    blijft = Counter(
        gegevens.organisatiecode
        for regel, gegevens in gelezen
        if gegevens.soort is Soort.SYSTEEM and regel.einddatum is None
    )
    for code, aantal in blijft.items():
        if aantal > 1:
            raise Toegangsfout(
                f"organisatie {code} heeft {aantal} systeemcertificaten zonder einddatum; er mag er maar een blijven"
            )


def _save_organisatie(code: str, soort: str, partij: vorm.Partij, *, now: datetime) -> None:
    organisatie, _ = Organisatie.objects.update_or_create(
        code=code,
        defaults={
            "naam": partij.naam,
            "soort": soort,
            "begin_on": partij.begindatum,
            "einde_on": partij.einddatum,
        },
    )
    for mens in partij.medewerkers:
        _save_medewerker(organisatie, mens, now=now)
    if not isinstance(partij, vorm.Instantie):
        return
    if partij.contactpersonen is not None:
        _save_contactpersonen(organisatie, partij.contactpersonen, now=now)
    if not organisatie.medewerkers.filter(contact__isnull=False).exists():
        raise Toegangsfout(f"{organisatie} heeft geen contactpersoon")


def _save_contactpersonen(organisatie: Organisatie, mensen: list[vorm.Mens], *, now: datetime) -> None:
    """Those of the file, in their order, take the place of who it was."""
    organisatie.medewerkers.update(contact=None)
    for rang, mens in enumerate(mensen, start=1):
        medewerker = _save_medewerker(organisatie, mens, now=now)
        if medewerker.einde_at is not None:
            raise Toegangsfout(f"{organisatie}: {mens.email} werkt er niet meer en kan geen contactpersoon zijn")
        Medewerker.objects.filter(pk=medewerker.pk).update(contact=rang)


def _save_medewerker(organisatie: Organisatie, mens: vorm.Mens, *, now: datetime) -> Medewerker:
    """What the file does not say of somebody stays as it is."""
    medewerker, _ = Medewerker.objects.get_or_create(
        organisatie=organisatie, email=mens.email, defaults={"naam": mens.naam}
    )
    medewerker.naam = mens.naam
    if mens.einddatum is not None:
        medewerker.einde_at = _after(mens.einddatum)
    if mens.geblokkeerd is not None:
        medewerker.geblokkeerd_at = (medewerker.geblokkeerd_at or now) if mens.geblokkeerd else None
    medewerker.save(update_fields=["naam", "einde_at", "geblokkeerd_at"])
    return medewerker


def _after(dag: date) -> datetime:
    """The moment that this day is over, in the Netherlands."""
    return datetime.combine(dag + timedelta(days=1), time(), NEDERLAND)


def _save_certificaat(regel: vorm.Regel, gegevens: Certificaatgegevens, *, now: datetime) -> None:
    organisatie = Organisatie.objects.filter(code=gegevens.organisatiecode).first()
    if organisatie is None:
        raise Toegangsfout(f"{regel.bestand}: organisatie {gegevens.organisatiecode} is niet geregistreerd")
    _check_autorisaties(regel, organisatie, gegevens.soort)
    waarden: dict[str, Any] = {
        "organisatie": organisatie,
        "soort": gegevens.soort.value,
        "naam": regel.naam or gegevens.naam,
        "serienummer": gegevens.serienummer,
        "autorisaties": sorted(regel.autorisaties),
        "geldig_tot": gegevens.geldig_tot,
    }
    if regel.medewerker is not None:
        waarden["medewerker"] = _holder(regel, organisatie, gegevens.soort)
    if regel.adressen is not None:
        waarden["adressen"] = _adressen(regel)
    if regel.einddatum is not None:
        waarden["einde_at"] = _after(regel.einddatum)
    bekend = Certificaat.objects.filter(vingerafdruk=gegevens.vingerafdruk).first()
    if gegevens.soort is Soort.SYSTEEM and regel.einddatum is None and (bekend is None or bekend.einde_at is None):
        vorige = replace_systeemcertificaat(organisatie, behalve=gegevens.vingerafdruk, now=now)
        waarden |= {"vervangt": vorige} if vorige else {}
    Certificaat.objects.update_or_create(vingerafdruk=gegevens.vingerafdruk, defaults=waarden)


def _check_autorisaties(regel: vorm.Regel, organisatie: Organisatie, soort: Soort) -> None:
    if organisatie.is_instantie and BEHEREN in regel.autorisaties:
        raise Toegangsfout(f"{regel.bestand}: beheren hoort bij een contactpersoon; noem die bij de instantie")
    mogelijk = possible_autorisaties(organisatie, soort=soort.value)
    if not mogelijk.issuperset(regel.autorisaties):
        wel, niet = ", ".join(sorted(mogelijk)), ", ".join(sorted(set(regel.autorisaties) - mogelijk))
        raise Toegangsfout(f"{regel.bestand}: {organisatie} kan niet {niet}; wel {wel or 'niets'}")
    for autorisatie, (nodig, uitleg) in _NIET_ZONDER.items():
        if autorisatie in regel.autorisaties and nodig not in regel.autorisaties:
            raise Toegangsfout(f"{regel.bestand}: {uitleg}")


def _holder(regel: vorm.Regel, organisatie: Organisatie, soort: Soort) -> Medewerker:
    if soort is Soort.SYSTEEM:
        raise Toegangsfout(f"{regel.bestand}: een systeemcertificaat is van de organisatie, niet van een medewerker")
    medewerker = organisatie.medewerkers.filter(email=regel.medewerker).first()
    if medewerker is None:
        raise Toegangsfout(f"{regel.bestand}: bij {organisatie} staat geen medewerker {regel.medewerker}")
    return medewerker


def _adressen(regel: vorm.Regel) -> list[str]:
    try:
        return parse_adressen(regel.adressen or [])
    except Adresfout as fout:
        raise Toegangsfout(f"{regel.bestand}: {fout}") from fout
