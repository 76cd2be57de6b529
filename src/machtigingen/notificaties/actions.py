"""Something happened with an aanvraag: write down whom to tell. The act and this note are one transaction."""

import uuid
from datetime import datetime
from uuid import UUID

from django.db import transaction

from machtigingen.kluis import link_hash
from machtigingen.notificaties.link import token_of
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.soorten import Kanaal, Soort


def publish(
    *, aanvraag_id: UUID, agb: str, uzovi: str, soort: str, status: str, now: datetime, aanvraagnummer: str = ""
) -> None:
    """Writes one bezorging for each abonnement of this instantie and this insurer that wants to know `soort`, in the
    transaction of the caller. Sends nothing: the worker does, after COMMIT. `status` is the word of the contract."""
    wat = Soort(soort)
    organisaties = [code for code in (agb, uzovi) if code]
    abonnementen = Abonnement.objects.filter(organisatiecode__in=organisaties, ended_at=None, medewerker=None)
    with transaction.atomic(savepoint=False):
        Bezorging.objects.bulk_create(
            _bezorging(
                abonnement, aanvraag_id=aanvraag_id, aanvraagnummer=aanvraagnummer, soort=wat, status=status, now=now
            )
            for abonnement in abonnementen.order_by("created_at", "id").only("kanaal", "soorten")
            if not abonnement.soorten or wat.value in abonnement.soorten
        )


def _bezorging(
    abonnement: Abonnement, *, aanvraag_id: UUID, aanvraagnummer: str, soort: Soort, status: str, now: datetime
) -> Bezorging:
    id_ = uuid.uuid4()
    return Bezorging(
        id=id_,
        abonnement=abonnement,
        aanvraag_id=aanvraag_id,
        aanvraagnummer=aanvraagnummer,
        soort=soort.value,
        status=status,
        created_at=now,
        volgende_poging_at=now,
        link_hash=link_hash(token_of(id_)) if abonnement.kanaal == Kanaal.MAIL.value else None,
    )
