"""The rows that the figures of an insurer are counted from. Nothing sealed is opened: what it is about is not asked."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from machtigingen.aanvragen.doorlooptijd import end_of_waiting
from machtigingen.aanvragen.lifecycle import OPEN, Status
from machtigingen.aanvragen.queries import visible_to
from machtigingen.aanvragen.termijn import Pauze
from machtigingen.audit.actions import record
from machtigingen.beoordeling.cijfers import Afloop, Cijfers, Meting, Periode, count, day_of
from machtigingen.foundation import BEOORDELEN, Actor
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.toegang.queries import require, vandaag

_PER_KEER = 2000
_VERSIE = re.compile(r"(?<=\S) \S*[0-9]\S*$", re.ASCII)
_VERZOEK = (
    "informatieverzoeken__gesteld_at",
    "informatieverzoeken__beantwoord_at",
    "zonder_antwoord",
    "informatieverzoeken__reageren_voor_on",
)
_ZONDER_BESLUIT = {Status.INGETROKKEN: Afloop.INGETROKKEN, Status.VERVALLEN: Afloop.VERVALLEN}


def find_figures(*, actor: Actor, now: datetime, periode: Periode, formulier: str = "") -> Cijfers:
    """The figures of the own insurer, of one formulier or of all. That somebody looked is recorded. Raises D203."""
    require(actor, BEOORDELEN)
    record(actor=actor, now=now, handeling="cijfers_bekeken")
    metingen = _metingen(actor, periode=periode, formulier=formulier)
    return count(metingen, periode=periode, vandaag=vandaag(now))


class _Rij(NamedTuple):
    """An aanvraag with one of its besluiten, or with none."""

    pk: UUID
    formulier_code: str
    softwarepakket: str
    ingediend_at: datetime
    status: str
    termijn_tot_on: date | None
    besluiten__status: str | None
    besluiten__door_regel: bool | None
    besluiten__besloten_at: datetime | None


def _metingen(actor: Actor, *, periode: Periode, formulier: str) -> Iterator[Meting]:
    eerste, daarna = (
        datetime.combine(dag, time.min, tzinfo=NEDERLAND) for dag in (periode.van, periode.tot + timedelta(days=1))
    )
    gevraagd = visible_to(actor).filter(ingediend_at__gte=eerste, ingediend_at__lt=daarna)
    if formulier:
        gevraagd = gevraagd.filter(formulier_code=formulier)
    pauzes: dict[UUID, list[Pauze]] = defaultdict(list)
    verzoeken = gevraagd.filter(informatieverzoeken__isnull=False).order_by()
    verzoeken = verzoeken.annotate(zonder_antwoord=Q(informatieverzoeken__antwoorden=None))
    for rij in verzoeken.values_list("pk", *_VERZOEK).iterator(chunk_size=_PER_KEER):
        pauzes[rij[0]].append(_pauze(*rij[1:]))
    op_volgorde = gevraagd.order_by("ingediend_at", "pk", "besluiten__volgnummer").values_list(*_Rij._fields)
    rijen = map(_Rij._make, op_volgorde.iterator(chunk_size=_PER_KEER))
    for pk, besluiten in groupby(rijen, key=lambda rij: rij.pk):
        yield _meting(tuple(besluiten), pauzes.get(pk, ()))


def _pauze(
    gesteld_at: datetime, beantwoord_at: datetime | None, zonder_antwoord: bool, reageren_voor_on: date
) -> Pauze:
    """An insurer waits no longer than an answer could come."""
    tot = day_of(beantwoord_at) if beantwoord_at else None
    if tot is not None and zonder_antwoord:
        tot = end_of_waiting(tot, reageren_voor=reageren_voor_on)
    return day_of(gesteld_at), tot


def _meting(rijen: tuple[_Rij, ...], pauzes: Iterable[Pauze]) -> Meting:
    """What was decided is what the last besluit says; how long it took ended with the first."""
    eerste, laatste = rijen[0], rijen[-1]
    return Meting(
        formulier=laatste.formulier_code,
        softwarepakket=package_without_version(laatste.softwarepakket),
        ingediend_at=laatste.ingediend_at,
        afloop=_afloop(Status(laatste.status), laatste.besluiten__status),
        besloten_at=eerste.besluiten__besloten_at,
        door_regel=bool(laatste.besluiten__door_regel),
        eerst_door_regel=bool(eerste.besluiten__door_regel),
        termijn_tot_on=laatste.termijn_tot_on,
        pauzes=tuple(pauzes),
    )


def _afloop(status: Status, besluit: str | None) -> Afloop:
    """A machtiging that ended was granted, and counts as that; what was opened again is open."""
    if status in _ZONDER_BESLUIT:
        return _ZONDER_BESLUIT[status]
    return Afloop.OPEN if status in OPEN or besluit is None else Afloop(besluit)


def package_without_version(softwarepakket: str) -> str:
    """DemoOog 5.2 is DemoOog: a last word with a digit in it is taken for the version."""
    return _VERSIE.sub("", softwarepakket)
