"""Cut the oldest rows off a chain. What is left still fits: the chain remembers after which row it begins, and a row of
its own says so.

The database lets go only of rows before that beginning. In one transaction the beginning is moved, the rows go and the
row about it is written, so there is never half of it.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from machtigingen.audit.actions import KETEN_INGEKORT, PORTAAL, append, begin_of, lock
from machtigingen.audit.models import Keten, Regel
from machtigingen.foundation.datums import years_before

MINIMUM_JAREN = 5  # for as long as this, no row goes (domain notes 6)
PER_VRAAG = 500  # names; a database takes so many at once


def names() -> tuple[str, ...]:
    """Every chain, in order."""
    return tuple(Keten.objects.order_by("naam").values_list("naam", flat=True))


def count_old(keten: str, *, before: datetime, keep: Collection[str] = ()) -> int:
    """How many rows `cut_off` would take off this chain."""
    grenzen = Keten.objects.get(naam=keten)
    return _last_to_go(grenzen, before=before, keep=keep) - grenzen.begin_volgnummer


def cut_off(keten: str, *, before: datetime, now: datetime, keep: Collection[str] = (), hooguit: int) -> int:
    """Takes off the rows of before a moment, the oldest first, at most so many; gives how many. It stops at the first
    row that is younger or about something that is to be kept: a chain has no holes. Raises ValueError when that moment
    is not long enough ago."""
    if before > years_before(now, MINIMUM_JAREN):
        raise ValueError(f"regels van nog geen {MINIMUM_JAREN} jaar oud blijven")
    with transaction.atomic():
        grenzen = lock(keten)
        tot = min(_last_to_go(grenzen, before=before, keep=keep), grenzen.begin_volgnummer + hooguit)
        aantal = tot - grenzen.begin_volgnummer
        if aantal <= 0:
            return 0
        grenzen.begin_volgnummer = tot
        grenzen.begin_hash = Regel.objects.values_list("hash", flat=True).get(keten=keten, volgnummer=tot)
        grenzen.save(update_fields=["begin_volgnummer", "begin_hash"])
        Regel.objects.filter(keten=keten, volgnummer__lte=tot).delete()
        append(
            keten,
            recorded_at=now,
            soort_actor=PORTAAL,
            actor=PORTAAL,
            organisatie="",
            certificaat="",
            handeling=KETEN_INGEKORT,
            onderwerp=begin_of(grenzen),
        )
    return aantal


def _last_to_go(grenzen: Keten, *, before: datetime, keep: Collection[str]) -> int:
    """The number of the last row before the first one that stays."""
    regels = Regel.objects.filter(keten=grenzen.naam, volgnummer__gt=grenzen.begin_volgnummer)
    namen = sorted(keep)
    blijft = [Q(recorded_at__gte=before)]
    blijft += [Q(onderwerp__in=namen[plek : plek + PER_VRAAG]) for plek in range(0, len(namen), PER_VRAAG)]
    eersten = [_first_of(regels.filter(welke)) for welke in blijft]
    return min((eerste - 1 for eerste in eersten if eerste is not None), default=grenzen.volgnummer)


def _first_of(regels: QuerySet[Regel]) -> int | None:
    return regels.order_by("volgnummer").values_list("volgnummer", flat=True).first()
