"""Erase what was told about aanvragen that are gone: sent or still waiting, in every ledger."""

from collections.abc import Collection
from uuid import UUID

from machtigingen.notificaties.models import Bezorging


def erase_of(aanvraag_ids: Collection[UUID]) -> None:
    """In the caller's transaction."""
    Bezorging.objects.filter(aanvraag_id__in=aanvraag_ids).delete()
