"""What the audit trail calls the messages that aanvragen came from."""

from collections.abc import Collection, Mapping
from uuid import UUID

from machtigingen.instroom.models import Instroom


def of_aanvragen(aanvraag_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """By the id of the aanvraag; a copy has none."""
    gevonden = Instroom.objects.filter(aanvraag__in=aanvraag_ids).values_list("aanvraag_id", "pk")
    return {aanvraag_id: f"instroom:{id_}" for aanvraag_id, id_ in gevonden if aanvraag_id is not None}
