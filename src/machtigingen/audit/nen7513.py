"""The trail about some things, with the fields that NEN 7513 wants of each row (domain notes 6).

What the portal does not check (a treatment relation, consent, an emergency button) it says it did not check. Roles are
those of ISO 21298: 06 works at an instantie or an insurer, 07 runs the portal. Software acts for its organisation:
which person pressed a button there, only its own log knows.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from machtigingen.audit.actions import PORTAAL, SYSTEEM
from machtigingen.audit.handelingen import soort_van
from machtigingen.audit.models import Regel
from machtigingen.foundation import Soort

AUTORISATIEPROTOCOL = "machtigingenportaal: certificaat en autorisatie, versie 1"
_PER_VRAAG = 500
_PLAATS = {Soort.SYSTEEM.value: "api", Soort.PERSOONLIJK.value: "portaal"}


@dataclass(frozen=True, kw_only=True)
class Logregel:
    """One row, in the order of the standard: event, user, object, source. `zin` says it in words."""

    gebeurtenis: str
    actie: str
    tijdstip: datetime
    resultaat: int  # 1 success, 2 refused
    code: str
    controles: str  # T or F for autorisatie, behandelrelatie, toestemming, noodknop
    zin: str
    gebruiker: str
    naam: str
    rol: str
    rolnaam: str
    verantwoordelijke: str
    organisatie: str
    organisatiecode: str
    afzender: str  # for whom it was: the organisation
    indiener: str  # who handed it in: the certificate, and of software which package
    toegangspunt: str
    objectsoort: str
    object: str
    autorisatieprotocol: str
    logbron: str
    logregel: int


def about(
    onderwerpen: Collection[str], *, vanaf: datetime | None = None, tot: datetime | None = None, bron: str
) -> tuple[Logregel, ...]:
    """All rows about these, in every chain, oldest first. `bron` is how this portal is called."""
    gevonden = sorted(_rows(sorted(onderwerpen), vanaf, tot), key=lambda regel: (regel.recorded_at, regel.pk))
    return tuple(_logregel(regel, bron) for regel in gevonden)


def _rows(onderwerpen: list[str], vanaf: datetime | None, tot: datetime | None) -> Iterator[Regel]:
    for begin in range(0, len(onderwerpen), _PER_VRAAG):
        regels = Regel.objects.filter(onderwerp__in=onderwerpen[begin : begin + _PER_VRAAG])
        if vanaf is not None:
            regels = regels.filter(recorded_at__gte=vanaf)
        if tot is not None:
            regels = regels.filter(recorded_at__lt=tot)
        yield from regels


def _logregel(regel: Regel, bron: str) -> Logregel:
    soort = soort_van(regel.handeling)
    objectsoort, _, object_ = regel.onderwerp.partition(":")
    persoon = regel.soort_actor == Soort.PERSOONLIJK.value
    rol, rolnaam = _rol(regel)
    geweigerd = f" wilde {soort.wilde}, en dat is geweigerd ({regel.code})"
    return Logregel(
        gebeurtenis=regel.handeling,
        actie=soort.actie.value,
        tijdstip=regel.recorded_at.astimezone(UTC),
        resultaat=2 if regel.code else 1,
        code=regel.code,
        controles="TFFF" if regel.certificaat and not regel.code else "FFFF",
        zin=f"{_wie(regel)}{geweigerd if regel.code else f' {soort.deed}'}.",
        gebruiker=regel.certificaat or regel.actor,
        naam=_wie(regel),
        rol=rol,
        rolnaam=rolnaam,
        verantwoordelijke=regel.actor if persoon else regel.organisatie,
        organisatie=regel.organisatie,
        organisatiecode=regel.keten if regel.certificaat else "",
        afzender=regel.afzender or (regel.keten if regel.certificaat else ""),
        indiener=_indiener(regel),
        toegangspunt=_PLAATS.get(regel.soort_actor, "") if regel.certificaat else "opdracht",
        objectsoort=objectsoort,
        object=object_,
        autorisatieprotocol=AUTORISATIEPROTOCOL,
        logbron=f"{bron} {regel.keten}",
        logregel=regel.volgnummer,
    )


def _wie(regel: Regel) -> str:
    """As a sentence begins: a person by name, software by that of its package or its certificate."""
    if regel.certificaat:
        software = regel.soort_actor == Soort.SYSTEEM.value
        return f"Software {regel.softwarepakket or regel.actor}" if software else regel.actor
    return "Het portaal" if regel.actor in (SYSTEEM, PORTAAL) else "Een beheerder van het portaal"


def _indiener(regel: Regel) -> str:
    """Of a row of before this was kept, the fingerprint says which certificate it was."""
    wat = f"certificaat {regel.indiener}" if regel.indiener else regel.certificaat
    return " ".join(filter(None, (regel.softwarepakket and f"{regel.softwarepakket},", wat)))


def _rol(regel: Regel) -> tuple[str, str]:
    if not regel.certificaat:
        return "07", "beheer van het portaal"
    waar = "een zorgverzekeraar" if regel.keten.startswith("uzovi:") else "een zorgaanbieder"
    wie = "medewerker" if regel.soort_actor == Soort.PERSOONLIJK.value else "software"
    return "06", f"{wie} van {waar}"
