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
from machtigingen.toegang.verschillen import Verschillen
from machtigingen.toegang.vervangen import replace_systeemcertificaat

__all__ = ["Toegangsfout", "Toegangsverslag", "load_toegang"]

_NIET_ZONDER = {
    INDIENEN: (RAADPLEGEN, "wie mag indienen, moet ook mogen raadplegen"),
    ADVISEREN: (BEOORDELEN, "wie mag adviseren, moet ook mogen beoordelen"),
}


@dataclass(frozen=True)
class Toegangsverslag:
    """`verschillen`: what the file says otherwise of what was registered already, a line for each."""

    organisaties: int
    certificaten: int
    verschillen: tuple[str, ...] = ()


def load_toegang(
    path: Path, *, profielen: Sequence[Profiel], now: datetime, overschrijf: bool = False
) -> Toegangsverslag:
    """Adds what is new, in one transaction; rights, addresses and people that are registered stay as they are, unless
    `overschrijf`. Repeating it changes nothing. Raises `Toegangsfout`."""
    inhoud = vorm.read(path)
    gelezen = [
        (regel, vorm.read_certificaat(path.parent / regel.bestand, profielen, now)) for regel in inhoud.certificaten
    ]
    _check_one_for_software(gelezen)
    partijen, verschillen = _partijen(inhoud), Verschillen(overschrijf=overschrijf)
    with transaction.atomic():
        for code, soort, partij in partijen:
            _save_organisatie(code, soort, partij, verschillen, now=now)
        for regel, gegevens in sorted(gelezen, key=lambda een: een[0].einddatum is None):  # what ends makes room
            _save_certificaat(regel, gegevens, verschillen, now=now)
        hoe = "met overschrijven" if overschrijf else ""
        record(actor=None, now=now, handeling="toegang_geladen", onderwerp=f"bestand:{path.name}", reden=hoe)
    return Toegangsverslag(len(partijen), len(gelezen), tuple(verschillen.regels))


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


def _save_organisatie(code: str, soort: str, partij: vorm.Partij, verschillen: Verschillen, *, now: datetime) -> None:
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
        _save_medewerker(organisatie, mens, verschillen, now=now)
    if not isinstance(partij, vorm.Instantie):
        return
    if partij.contactpersonen is not None:
        _save_contactpersonen(organisatie, partij.contactpersonen, verschillen, now=now)
    if not organisatie.medewerkers.filter(contact__isnull=False).exists():
        raise Toegangsfout(f"{organisatie} heeft geen contactpersoon")


def _save_contactpersonen(
    organisatie: Organisatie, mensen: list[vorm.Mens], verschillen: Verschillen, *, now: datetime
) -> None:
    """Those of the file, in their order, for who has none yet; else they only work there."""
    nu = list(organisatie.medewerkers.filter(contact__isnull=False).order_by("contact"))
    straks = [_save_medewerker(organisatie, mens, verschillen, now=now) for mens in mensen]
    if nu == straks:
        return
    if nu:
        verschillen.note(str(organisatie), "contact", [een.naam for een in nu], [een.naam for een in straks])
    if nu and not verschillen.overschrijf:
        return
    organisatie.medewerkers.update(contact=None)
    for rang, medewerker in enumerate(straks, start=1):
        if medewerker.einde_at is not None:
            raise Toegangsfout(f"{organisatie}: {medewerker.email} werkt er niet meer en kan geen contactpersoon zijn")
        Medewerker.objects.filter(pk=medewerker.pk).update(contact=rang)


def _save_medewerker(
    organisatie: Organisatie, mens: vorm.Mens, verschillen: Verschillen, *, now: datetime
) -> Medewerker:
    """What the file does not say of somebody stays as it is."""
    medewerker = organisatie.medewerkers.select_for_update().filter(email=mens.email).first()
    waarden: dict[str, Any] = {"naam": mens.naam}
    if mens.einddatum is not None:
        waarden["einde_at"] = _after(mens.einddatum)
    if mens.geblokkeerd is not None:
        sinds = medewerker.geblokkeerd_at if medewerker else None
        waarden["geblokkeerd_at"] = (sinds or now) if mens.geblokkeerd else None
    if medewerker is None:
        return organisatie.medewerkers.create(email=mens.email, **waarden)
    verschillen.settle(f"{organisatie}: {mens.email}", medewerker, waarden)
    return medewerker


def _after(dag: date) -> datetime:
    """The moment that this day is over, in the Netherlands."""
    return datetime.combine(dag + timedelta(days=1), time(), NEDERLAND)


def _save_certificaat(
    regel: vorm.Regel, gegevens: Certificaatgegevens, verschillen: Verschillen, *, now: datetime
) -> None:
    organisatie = Organisatie.objects.filter(code=gegevens.organisatiecode).first()
    if organisatie is None:
        raise Toegangsfout(f"{regel.bestand}: organisatie {gegevens.organisatiecode} is niet geregistreerd")
    _check_autorisaties(regel, organisatie, gegevens.soort)
    waarden = _said_of(regel, gegevens, organisatie)
    bekend = Certificaat.objects.select_for_update().filter(vingerafdruk=gegevens.vingerafdruk).first()
    if bekend is not None:
        _complete(bekend, waarden)
        verschillen.settle(regel.bestand, bekend, waarden)
        return
    if gegevens.soort is Soort.SYSTEEM and regel.einddatum is None:
        waarden["vervangt"] = replace_systeemcertificaat(organisatie, behalve=gegevens.vingerafdruk, now=now)
    Certificaat.objects.create(
        vingerafdruk=gegevens.vingerafdruk,
        organisatie=organisatie,
        soort=gegevens.soort.value,
        serienummer=gegevens.serienummer,
        uitgever=gegevens.uitgever[:120],
        geldig_tot=gegevens.geldig_tot,
        **waarden,
    )


def _said_of(regel: vorm.Regel, gegevens: Certificaatgegevens, organisatie: Organisatie) -> dict[str, Any]:
    waarden: dict[str, Any] = {
        "naam": regel.naam or gegevens.naam,
        "autorisaties": sorted(regel.autorisaties),
    }
    if regel.medewerker is not None:
        waarden["medewerker"] = _holder(regel, organisatie, gegevens.soort)
    if regel.adressen is not None:
        waarden["adressen"] = _adressen(regel)
    if regel.einddatum is not None:
        waarden["einde_at"] = _after(regel.einddatum)
    return waarden


def _complete(bekend: Certificaat, waarden: dict[str, Any]) -> None:
    """What always goes: a holder for who has none, and an end that is sooner."""
    medewerker, einde = waarden.get("medewerker"), waarden.get("einde_at")
    if bekend.medewerker_id is None and medewerker is not None:
        bekend.medewerker = medewerker
    if einde is not None and (bekend.einde_at is None or einde < bekend.einde_at):
        bekend.einde_at = einde
    bekend.save(update_fields=["medewerker", "einde_at"])


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
