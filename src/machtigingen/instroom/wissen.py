"""Erase what came in: with the aanvraag that was made of it, or by itself when it needed none."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from machtigingen.instroom.models import Instroom


def erase_of(aanvraag_ids: Collection[UUID]) -> Mapping[UUID, UUID]:
    """The message of each of these aanvragen, as far as there was one; in the caller's transaction. From now on its
    reference can be used again, and its link leads nowhere."""
    van = Instroom.objects.filter(aanvraag__in=aanvraag_ids)
    weg = {aanvraag_id: id_ for aanvraag_id, id_ in van.values_list("aanvraag_id", "pk") if aanvraag_id is not None}
    van.delete()
    return weg


def count_unneeded(*, received_voor: datetime, now: datetime) -> int:
    return _unneeded(received_voor, now).count()


def erase_unneeded(*, received_voor: datetime, now: datetime, hooguit: int) -> tuple[UUID, ...]:
    """Some messages that were told that no machtiging is needed. In the caller's transaction."""
    vast = _unneeded(received_voor, now).select_for_update(skip_locked=True)
    weg = tuple(vast.order_by("pk").values_list("pk", flat=True)[:hooguit])
    Instroom.objects.filter(pk__in=weg).delete()
    return weg


def _unneeded(received_voor: datetime, now: datetime) -> QuerySet[Instroom]:
    return Instroom.objects.filter(aanvraag=None, received_at__lte=received_voor, geldig_tot_at__lte=now)
