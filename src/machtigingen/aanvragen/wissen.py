"""Erase an aanvraag with all that is part of it, or its files alone. When that is due is not ours to say: the caller
judges by its `Ouderdom`, once more under the lock of its row, so that nobody works on what goes.

A file goes after COMMIT: a row never points at nothing. Who is killed in between leaves a file without a row behind;
`sweep` takes those away.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from machtigingen.aanvragen.lifecycle import OPEN, values_of
from machtigingen.aanvragen.models import Aanvraag, Besluit, Bijlage, EerdereVerzekerde, Gebeurtenis, Informatieverzoek
from machtigingen.aanvragen.opvolging import kept_by_what_follows
from machtigingen.aanvragen.ouderdom import Ouderdom

AFVAL_NA = timedelta(days=1)  # longer than an upload takes
_AFVAL_VERTROUWD = 100
_OPEN = frozenset(values_of(OPEN))

Oordeel = Callable[[Ouderdom], bool]
Kandidaten = tuple[tuple[UUID, Ouderdom], ...]


def candidates(
    *, ongeopend_voor: datetime, concept_voor: datetime, ingediend_voor: datetime, na: UUID | None, hooguit: int
) -> Kandidaten:
    """Some aanvragen of which nothing happened since, in an order that `na` goes on in."""
    ingediend, geopend = Q(ingediend_at__isnull=False), Q(opened_at__isnull=False)
    oud = (
        Q(ingediend & Q(updated_at__lte=ingediend_voor))
        | Q(~ingediend & geopend & Q(updated_at__lte=concept_voor))
        | Q(~ingediend & ~geopend & Q(created_at__lte=ongeopend_voor))
    )
    return _ages(_old_ones().filter(oud), na=na, hooguit=hooguit)


def candidates_with_files(*, ingediend_voor: datetime, na: UUID | None, hooguit: int) -> Kandidaten:
    """As `candidates`, of what was sent and has attachments."""
    met = Exists(Bijlage.objects.filter(aanvraag=OuterRef("pk")))
    oud = _old_ones().filter(met, ingediend_at__isnull=False, updated_at__lte=ingediend_voor)
    return _ages(oud, na=na, hooguit=hooguit)


def made_before(moment: datetime, *, na: UUID | None, hooguit: int) -> Kandidaten:
    """As `candidates`, of any kind."""
    return _ages(_old_ones().filter(created_at__lt=moment), na=na, hooguit=hooguit)


@dataclass(frozen=True, kw_only=True)
class Wachtend:
    """One that only stays because nobody decides on it; `laatst_at` is the last thing that happened."""

    aanvraagnummer: str
    uzovi: str
    laatst_at: datetime


def waiting(*, ingediend_voor: datetime) -> tuple[Wachtend, ...]:
    """Those on which a besluit is waited for, of which nothing happened since; the longest first."""
    gevonden = Aanvraag.objects.filter(status__in=_OPEN, updated_at__lte=ingediend_voor).order_by("updated_at", "pk")
    return tuple(
        Wachtend(aanvraagnummer=nummer or "", uzovi=uzovi, laatst_at=laatst_at)
        for nummer, uzovi, laatst_at in gevonden.values_list("aanvraagnummer", "uzovi", "updated_at")
    )


def count_held() -> int:
    """Those with a bewaarslot of their own."""
    return Aanvraag.objects.exclude(bewaarslot="").count()


def _old_ones() -> QuerySet[Aanvraag]:
    return Aanvraag.objects.only(
        "created_at", "updated_at", "vervalt_at", "opened_at", "ingediend_at", "status", "geldig_tot_on", "bewaarslot"
    )


def _ages(gevonden: QuerySet[Aanvraag], *, na: UUID | None, hooguit: int) -> Kandidaten:
    verder = gevonden.filter(pk__gt=na) if na else gevonden
    return tuple(_with_age(verder.order_by("pk")[:hooguit]))


def ages_of(ids: Collection[UUID]) -> Mapping[UUID, Ouderdom]:
    """Of aanvragen that were looked at."""
    return dict(_with_age(_old_ones().filter(pk__in=ids)))


def _with_age(gevonden: Iterable[Aanvraag]) -> Iterator[tuple[UUID, Ouderdom]]:
    """What follows on them is looked at last: when they are to be locked, they are."""
    aanvragen = tuple(gevonden)
    vastgehouden = kept_by_what_follows([een.pk for een in aanvragen])
    return ((een.pk, _age(een, vervolg_houdt=een.pk in vastgehouden)) for een in aanvragen)


def _age(aanvraag: Aanvraag, *, vervolg_houdt: bool) -> Ouderdom:
    return Ouderdom(
        created_at=aanvraag.created_at,
        laatst_at=aanvraag.updated_at,
        vervalt_at=aanvraag.vervalt_at,
        geopend=aanvraag.opened_at is not None,
        ingediend=aanvraag.ingediend_at is not None,
        wacht_op_besluit=aanvraag.status in _OPEN or vervolg_houdt,
        geldig_tot_on=aanvraag.geldig_tot_on,
        bewaarslot=bool(aanvraag.bewaarslot),
    )


def lock_due(ids: Collection[UUID], *, mag: Oordeel) -> dict[UUID, Ouderdom]:
    """Those that may still go, and from now on nobody else's until the transaction ends. One that somebody is working
    on this very moment is left for a next time."""
    vast = _old_ones().select_for_update(skip_locked=True).filter(pk__in=ids).order_by("pk")
    return {id_: ouderdom for id_, ouderdom in _with_age(vast) if mag(ouderdom)}


def erase(ids: Collection[UUID]) -> None:
    """All that there is of these, and that nobody else's row needs. They must be locked; what came in for them is gone
    already. What follows on one of them forgets on what."""
    _delete_files(ids)
    for deel in (Gebeurtenis, Informatieverzoek, Besluit, EerdereVerzekerde):
        deel.objects.filter(aanvraag__in=ids).delete()
    Aanvraag.objects.filter(vervolg_op__in=ids).update(vervolg_op=None)
    Aanvraag.objects.filter(pk__in=ids).delete()


def erase_files(ids: Collection[UUID]) -> tuple[UUID, ...]:
    """The attachments of these, with their names; gives their ids. Answers and timeline go on saying that there were
    files, by id: what the trail says of them is found by that."""
    for een in Gebeurtenis.objects.select_for_update().filter(aanvraag__in=ids, soort="bijlage").order_by("pk"):
        een.gegevens = {naam: waarde for naam, waarde in een.gegevens.items() if naam != "naam"}
        een.save(update_fields=["gegevens"])
    return _delete_files(ids)


def _delete_files(ids: Collection[UUID]) -> tuple[UUID, ...]:
    bijlagen = Bijlage.objects.filter(aanvraag__in=ids)
    weg = tuple(bijlagen.order_by("pk").values_list("pk", flat=True))
    bijlagen.delete()
    transaction.on_commit(partial(_unlink, weg))
    return weg


def count_files(ids: Collection[UUID]) -> int:
    return Bijlage.objects.filter(aanvraag__in=ids).count()


def _unlink(bijlagen: Collection[UUID]) -> int:
    """How many of them were still there."""
    weg = 0
    for bijlage in bijlagen:
        with suppress(FileNotFoundError):
            (_map() / str(bijlage)).unlink()
            weg += 1
    return weg


def waste(*, now: datetime) -> tuple[UUID, ...]:
    """Files in the storage folder that no row points at, for longer than an upload takes. Only names that are ours."""
    oud = [id_ for id_, gewijzigd_at in _files() if gewijzigd_at < (now - AFVAL_NA).timestamp()]
    weg = set(oud)
    for begin in range(0, len(oud), 500):
        weg -= set(Bijlage.objects.filter(pk__in=oud[begin : begin + 500]).values_list("pk", flat=True))
    return tuple(sorted(weg))


def looks_foreign(afval: Collection[UUID]) -> bool:
    """Many, and more than there are rows: then the folder is that of another database."""
    return len(afval) > _AFVAL_VERTROUWD and len(afval) > Bijlage.objects.count()


def sweep(afval: Collection[UUID]) -> int:
    """Takes the waste away; gives how many files that were."""
    return _unlink(afval)


def _files() -> Iterator[tuple[UUID, float]]:
    if not _map().is_dir():
        return
    with os.scandir(_map()) as inhoud:
        for deel in inhoud:
            id_ = _as_id(deel.name)
            if id_ is not None and deel.is_file(follow_symlinks=False):
                yield id_, deel.stat(follow_symlinks=False).st_mtime


def _as_id(naam: str) -> UUID | None:
    try:
        id_ = UUID(naam)
    except ValueError:
        return None
    return id_ if str(id_) == naam else None


def _map() -> Path:
    return Path(settings.MACHTIGINGEN_BIJLAGEN)
