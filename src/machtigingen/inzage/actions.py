"""The log of one patient (NEN 7513). Making it is an act that the log tells of, too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from machtigingen.aanvragen import onderwerpen as aanvragen
from machtigingen.aanvragen.verzekerden import looked_up_at_cov
from machtigingen.audit.actions import record
from machtigingen.audit.nen7513 import Logregel, about
from machtigingen.foundation import Bsn
from machtigingen.instroom import onderwerpen as instroom

GEMAAKT = "patientlogboek_gemaakt"


@dataclass(frozen=True, kw_only=True)
class Inzageregel:
    """One row of the log, and the aanvraag it is about by the name that people know; none when there was none yet."""

    aanvraag: str
    logregel: Logregel


@dataclass(frozen=True, kw_only=True)
class Inzage:
    """Nothing in it names the patient: who gets it knows."""

    gemaakt_at: datetime
    aanvragen: tuple[str, ...]
    regels: tuple[Inzageregel, ...]


def look_up(
    *,
    bsn: Bsn,
    geboortedatum: date,
    now: datetime,
    beheerder: str,
    bron: str,
    vanaf: datetime | None = None,
    tot: datetime | None = None,
) -> Inzage:
    """All rows about the aanvragen of one person, of when they were theirs, as far as these are still kept, and about
    who looked this person up at COV. One row in the trail for each aanvraag says that it was looked up, and by whom;
    one without a number when there was none."""
    with transaction.atomic():
        gevonden = aanvragen.of_verzekerde(bsn=bsn, geboortedatum=geboortedatum)
        sporen = _by_onderwerp(gevonden)
        regels = about((*sporen, looked_up_at_cov(bsn, geboortedatum)), vanaf=vanaf, tot=tot, bron=bron)
        for onderwerp in [f"aanvraag:{een.id}" for een in gevonden] or [""]:
            record(actor=None, now=now, handeling=GEMAAKT, onderwerp=onderwerp, beheerder=beheerder)
    return Inzage(
        gemaakt_at=now,
        aanvragen=tuple(een.naam for een in gevonden),
        regels=tuple(_told(regels, sporen)),
    )


def _told(regels: Iterable[Logregel], sporen: Mapping[str, aanvragen.Aanvraagspoor]) -> Iterator[Inzageregel]:
    """What was done while the aanvraag was about this person; that it was looked up, whenever that was."""
    for regel in regels:
        spoor = sporen.get(f"{regel.objectsoort}:{regel.object}")
        if spoor is None:
            yield Inzageregel(aanvraag="", logregel=regel)
        elif regel.gebeurtenis == GEMAAKT or spoor.was_about(regel.tijdstip):
            yield Inzageregel(aanvraag=spoor.naam, logregel=regel)


def _by_onderwerp(gevonden: tuple[aanvragen.Aanvraagspoor, ...]) -> Mapping[str, aanvragen.Aanvraagspoor]:
    """The aanvraag by each thing that the trail can be about."""
    van_instroom = instroom.of_aanvragen([een.id for een in gevonden])
    sporen = {onderwerp: een for een in gevonden for onderwerp in een.onderwerpen}
    return sporen | {van_instroom[een.id]: een for een in gevonden if een.id in van_instroom}
