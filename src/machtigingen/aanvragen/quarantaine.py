"""Files that nobody may open: those that no scanner has seen yet, and those in which it found a virus.

They lie sealed among the others, and every reading passes them by: the insurer does not know of them, an aanvraag is
not sent with one, and only the provider sees that it is there, and takes it off. What waits is scanned again until
there is an answer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from machtigingen import virusscan
from machtigingen.aanvragen.besluiten import forget_opinion
from machtigingen.aanvragen.bijlagemap import content
from machtigingen.aanvragen.bijlagestand import Quarantaine
from machtigingen.aanvragen.lifecycle import Handeling, Rol, may
from machtigingen.aanvragen.models import Aanvraag, Bijlage
from machtigingen.aanvragen.queries import stand
from machtigingen.aanvragen.sporen import leave
from machtigingen.audit.actions import record
from machtigingen.foundation import DomainError, Fout
from machtigingen.virusscan import Oordeel

AANVULLING = "aanvulling"
"""In place of a question: a file that came after the aanvraag was sent."""
TE_LANG = timedelta(minutes=15)
WACHT, VIRUS = "X108", "X109"
_CODE = {Quarantaine.WACHT: WACHT, Quarantaine.VIRUS: VIRUS}


def problems(aanvraag: Aanvraag, *, vragen: Collection[str]) -> tuple[Fout, ...]:
    """What keeps it from being sent, at the question that it is about."""
    vast = aanvraag.bijlagen.filter(vraag__in=vragen).exclude(quarantaine=Quarantaine.NIET)
    return tuple(Fout(_CODE[Quarantaine(een.quarantaine)], een.vraag) for een in vast.order_by("added_at", "pk"))


def free_files(aanvraag: Aanvraag) -> QuerySet[Bijlage]:
    """What the insurer may see, and goes on paper: in the order in which they came."""
    return aanvraag.bijlagen.filter(quarantaine=Quarantaine.NIET).order_by("added_at", "pk")


def require_free(bijlage: Bijlage) -> None:
    """Raises X108 (not scanned yet), X109 (a virus)."""
    if bijlage.quarantaine != Quarantaine.NIET:
        raise DomainError.one(_CODE[Quarantaine(bijlage.quarantaine)], pad=bijlage.vraag)


@dataclass(frozen=True, kw_only=True)
class Ronde:
    """What one round of scanning came to."""

    schoon: int = 0
    virus: int = 0
    wacht: int = 0  # still

    def __add__(self, later: "Ronde") -> "Ronde":
        return Ronde(schoon=self.schoon + later.schoon, virus=self.virus + later.virus, wacht=later.wacht)


def count_waiting(*, now: datetime | None = None) -> int:
    """How many wait; with `now` only those that wait for too long."""
    wachtend = Bijlage.objects.filter(quarantaine=Quarantaine.WACHT)
    return (wachtend.filter(added_at__lte=now - TE_LANG) if now else wachtend).count()


def scan_waiting(*, now: datetime, hooguit: int = 20) -> Ronde:
    """Scans what waits, the oldest first. A scanner that does not answer ends the round: nothing changes by that."""
    wachtend = Bijlage.objects.filter(quarantaine=Quarantaine.WACHT).order_by("added_at", "pk")
    geteld = {Oordeel.SCHOON: 0, Oordeel.VIRUS: 0}
    for bijlage in wachtend[:hooguit]:
        data = content(bijlage)
        if data is None:  # taken off in this very moment
            continue
        oordeel = virusscan.scan(data)
        if oordeel is Oordeel.ONBEKEND:
            break
        geteld[oordeel] += _settle(bijlage, oordeel, now)
    return Ronde(schoon=geteld[Oordeel.SCHOON], virus=geteld[Oordeel.VIRUS], wacht=count_waiting())


def _settle(bijlage: Bijlage, oordeel: Oordeel, now: datetime) -> bool:
    """False when somebody took it off, or another worker was first."""
    schoon = oordeel is Oordeel.SCHOON
    with transaction.atomic():
        aanvraag = Aanvraag.objects.select_for_update().get(pk=bijlage.aanvraag_id)
        nieuw = Quarantaine.NIET if schoon else Quarantaine.VIRUS
        mijn = Bijlage.objects.filter(pk=bijlage.pk, quarantaine=Quarantaine.WACHT).update(quarantaine=nieuw)
        if not mijn:
            return False
        if schoon and bijlage.vraag == AANVULLING:
            _arrive(aanvraag, bijlage, now)
        handeling = "bijlage_vrijgegeven" if schoon else "bijlage_besmet"
        record(actor=None, now=now, handeling=handeling, onderwerp=f"bijlage:{bijlage.pk}")
    return True


def _arrive(aanvraag: Aanvraag, bijlage: Bijlage, now: datetime) -> None:
    """A document that was sent later reaches the insurer now. Also after a besluit: it was sent before."""
    hoort_ervan = may(stand(aanvraag, now), Handeling.BIJLAGE_TOEVOEGEN, Rol.INDIENER)
    if hoort_ervan:
        forget_opinion(aanvraag)  # without this document it is none
    leave(
        aanvraag,
        actor=None,
        door=bijlage.added_by,
        now=now,
        soort="bijlage",
        handeling="bijlage_toegevoegd",
        melden_verzekeraar="aangevuld" if hoort_ervan else "",
        gegevens={"naam": bijlage.naam, "bijlage": str(bijlage.pk)},
    )
