"""Files that nobody may open: those that no scanner has seen yet, and those in which it found a virus.

They lie sealed among the others, and every reading passes them by: the insurer does not know of them, an aanvraag is
not sent with one, and only the provider sees that it is there, and takes it off. What waits is scanned again until
there is an answer. Of one in which a virus is found once it was sent, the insurer reads nothing any more.
"""

import logging
from collections import Counter
from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf
from time import monotonic

from django.db import transaction
from django.db.models import F, QuerySet

from machtigingen import virusscan
from machtigingen.aanvragen.besluiten import forget_opinion
from machtigingen.aanvragen.bijlagemap import content
from machtigingen.aanvragen.bijlagestand import Quarantaine
from machtigingen.aanvragen.lifecycle import Handeling, Rol, may
from machtigingen.aanvragen.models import Aanvraag, Bijlage, Gebeurtenis
from machtigingen.aanvragen.queries import stand
from machtigingen.aanvragen.sporen import leave
from machtigingen.audit.actions import record
from machtigingen.foundation import DomainError, Fout
from machtigingen.kluis import Kluisfout
from machtigingen.virusscan import Oordeel

log = logging.getLogger("machtigingen.virusscan")

AANVULLING = "aanvulling"
"""In place of a question: a file that came after the aanvraag was sent."""
BESMET = "bijlage_besmet"
TE_LANG = timedelta(minutes=15)
SECONDEN_PER_RONDE = 20.0  # what is to be delivered waits no longer than that, and one file more
WACHT, VIRUS = "X108", "X109"
_CODE = {Quarantaine.WACHT: WACHT, Quarantaine.VIRUS: VIRUS}


def problems(aanvraag: Aanvraag, *, vragen: Collection[str]) -> tuple[Fout, ...]:
    """What keeps it from being sent, at the question that it is about."""
    vast = aanvraag.bijlagen.filter(vraag__in=vragen).exclude(quarantaine=Quarantaine.NIET)
    return tuple(Fout(_CODE[Quarantaine(een.quarantaine)], een.vraag) for een in vast.order_by("added_at", "pk"))


def free_files(aanvraag: Aanvraag) -> QuerySet[Bijlage]:
    """What the insurer may see, and goes on paper: in the order in which they came."""
    return aanvraag.bijlagen.filter(quarantaine=Quarantaine.NIET).order_by("added_at", "pk")


def without_shut_files(aanvraag: Aanvraag, gebeurd: Iterable[Gebeurtenis]) -> tuple[Gebeurtenis, ...]:
    """A timeline as the insurer reads it: a file that nobody may open any more has no name there."""
    alle = tuple(gebeurd)
    if not any(een.soort == "bijlage" for een in alle):
        return alle
    vrij = {str(id_) for id_ in free_files(aanvraag).values_list("pk", flat=True)}
    return tuple(een if een.gegevens.get("bijlage") in vrij else _without_name(een) for een in alle)


def _without_name(gebeurtenis: Gebeurtenis) -> Gebeurtenis:
    kaal = copy(gebeurtenis)
    kaal.gegevens = {naam: waarde for naam, waarde in kaal.gegevens.items() if naam != "naam"}
    return kaal


def later_waits(aanvraag: Aanvraag) -> bool:
    """Whether a document that was sent later is still to reach the insurer."""
    return aanvraag.bijlagen.filter(vraag=AANVULLING, quarantaine=Quarantaine.WACHT).exists()


def may_still_go(bijlage: Bijlage) -> bool:
    """The one thing that is taken off what was sent: a document that came later, while it is in quarantine."""
    return bijlage.vraag == AANVULLING and bijlage.quarantaine != Quarantaine.NIET


def require_free(bijlage: Bijlage) -> None:
    """Raises X108 (not scanned yet), X109 (a virus)."""
    if bijlage.quarantaine != Quarantaine.NIET:
        raise DomainError.one(_CODE[Quarantaine(bijlage.quarantaine)], pad=bijlage.vraag)


@dataclass(frozen=True, kw_only=True)
class Ronde:
    """What one round of scanning came to."""

    schoon: int = 0
    virus: int = 0
    wacht: int = 0  # for an answer, still


def count_waiting(*, now: datetime | None = None) -> int:
    """How many wait; with `now` only those that wait for too long."""
    wachtend = Bijlage.objects.filter(quarantaine=Quarantaine.WACHT)
    return (wachtend.filter(added_at__lte=now - TE_LANG) if now else wachtend).count()


def scan_waiting(*, now: datetime, seconden: float = SECONDEN_PER_RONDE) -> Ronde:
    """Scans what waits until the time is up: first what was not tried yet, then what was tried longest ago. A file that
    cannot be judged keeps nothing else waiting; a scanner that does not answer ends the round."""
    return replace(_scan(Quarantaine.WACHT, now, seconden), wacht=count_waiting())


def scan_open(*, now: datetime) -> Ronde:
    """Scans what may be opened, as what came before there was a scanner. Without an answer it stays open: who has to
    work with it had it already."""
    return _scan(Quarantaine.NIET, now, inf)


def _scan(van: Quarantaine, now: datetime, seconden: float) -> Ronde:
    einde = monotonic() + seconden
    rijen = Bijlage.objects.filter(quarantaine=van)
    beurt = rijen.order_by(F("gescand_at").asc(nulls_first=True), "added_at", "pk")
    allen = list(beurt.values_list("pk", flat=True))
    geteld = Counter[Oordeel]()
    for bijlage in filter(None, (rijen.filter(pk=pk).first() for pk in allen)):
        oordeel = _judged(bijlage)
        if oordeel is Oordeel.ONBEKEND and virusscan.silence():
            break
        geteld[oordeel] += _settle(bijlage, oordeel, now)
        if monotonic() >= einde:
            break
    schoon, virus = geteld[Oordeel.SCHOON], geteld[Oordeel.VIRUS]
    return Ronde(schoon=schoon, virus=virus, wacht=len(allen) - schoon - virus)


def _judged(bijlage: Bijlage) -> Oordeel:
    try:
        data = content(bijlage)
    except (Kluisfout, OSError) as fout:
        log.error("bijlage niet te lezen", extra={"soort": type(fout).__name__})
        return Oordeel.ONBEKEND
    return Oordeel.ONBEKEND if data is None else virusscan.scan(data)  # None: taken off just now, or lost


def _settle(bijlage: Bijlage, oordeel: Oordeel, now: datetime) -> bool:
    """False when somebody took it off, or another worker was first."""
    was = Quarantaine(bijlage.quarantaine)
    wordt = {Oordeel.SCHOON: Quarantaine.NIET, Oordeel.VIRUS: Quarantaine.VIRUS}.get(oordeel, was)
    with transaction.atomic():
        aanvraag = Aanvraag.objects.select_for_update().get(pk=bijlage.aanvraag_id)
        mijn = Bijlage.objects.filter(pk=bijlage.pk, quarantaine=was).update(quarantaine=wordt, gescand_at=now)
        if not mijn or wordt is was:
            return bool(mijn)
        if wordt is Quarantaine.NIET and bijlage.vraag == AANVULLING:
            _arrive(aanvraag, bijlage, now)
        record(
            actor=None,
            now=now,
            handeling=BESMET if wordt is Quarantaine.VIRUS else "bijlage_vrijgegeven",
            onderwerp=f"bijlage:{bijlage.pk}",
        )
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
