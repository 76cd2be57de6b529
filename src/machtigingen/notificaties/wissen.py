"""Erase what was told about aanvragen that are gone: sent or still waiting, in every ledger; and an abonnement that has
ended, when nothing is left of its ledger. All in the caller's transaction."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.queries import BEEINDIGD_DAGEN


def erase_of(aanvraag_ids: Collection[UUID]) -> None:
    Bezorging.objects.filter(aanvraag_id__in=aanvraag_ids).delete()


def count_ended(*, now: datetime) -> int:
    return _ended(now).count()


def erase_ended(*, now: datetime, hooguit: int) -> list[UUID]:
    """Gives which. With it goes whose name stood at it, and where it went."""
    weg = list(_ended(now).select_for_update(skip_locked=True).values_list("pk", flat=True)[:hooguit])
    Abonnement.objects.filter(pk__in=weg).delete()
    return weg


def _ended(now: datetime) -> QuerySet[Abonnement]:
    """For so long ago that no list shows it any more."""
    grootboek = Bezorging.objects.filter(abonnement=OuterRef("pk"))
    lang = Abonnement.objects.filter(ended_at__lt=now - timedelta(days=BEEINDIGD_DAGEN))
    return lang.filter(~Exists(grootboek)).order_by("ended_at", "pk")
