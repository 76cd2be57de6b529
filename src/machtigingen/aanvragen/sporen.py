"""What an act on a sent aanvraag leaves behind, always all of it and in one transaction: the row itself, a line of the
timeline, its place in both feeds, the notificaties and one row of the audit log.

Every act takes its locks in one order, so that no two ever wait for each other: the rows of aanvragen (what is followed
on before what follows), the series of numbers, and the chain of the audit log last. What else an act records, it
records after `leave`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from machtigingen.aanvragen.lifecycle import Status, hoofdstatus
from machtigingen.aanvragen.models import Aanvraag, Gebeurtenis
from machtigingen.aanvragen.nummers import next_mutatie
from machtigingen.audit.actions import record
from machtigingen.foundation import Actor
from machtigingen.notificaties.actions import publish


def leave(
    aanvraag: Aanvraag,
    *,
    actor: Actor | None,
    now: datetime,
    soort: str,
    handeling: str,
    melden: str = "",
    melden_verzekeraar: str = "",
    gegevens: Mapping[str, Any] | None = None,
    door: str = "",
) -> None:
    """Stores the aanvraag with its traces. `soort` names the line of the timeline, `melden` what subscribers hear,
    `melden_verzekeraar` what only those of the insurer hear; without these the act concerns only who did it. Without
    an `actor` the portal itself does it, later, for somebody of the provider (`door`). In the transaction of the
    caller, as its last step."""
    aanvraag.versie += 1
    aanvraag.updated_at = now
    if melden:
        aanvraag.mutatie = next_mutatie(aanvraag.agb)
    aanvraag.mutatie_verzekeraar = next_mutatie(aanvraag.uzovi)
    aanvraag.save()
    Gebeurtenis.objects.create(
        aanvraag=aanvraag,
        volgnummer=aanvraag.gebeurtenissen.count() + 1,
        soort=soort,
        at=now,
        door=actor.naam if actor else door,
        van_verzekeraar=actor is not None and actor.uzovi is not None,
        gegevens=dict(gegevens or {}),
    )
    if melden or melden_verzekeraar:
        publish(
            aanvraag_id=aanvraag.id,
            agb=aanvraag.agb if melden else "",
            uzovi=aanvraag.uzovi,
            soort=melden or melden_verzekeraar,
            status=hoofdstatus(Status(aanvraag.status)).value,
            now=now,
            aanvraagnummer=aanvraag.aanvraagnummer or "",
        )
    record(actor=actor, now=now, handeling=handeling, onderwerp=f"aanvraag:{aanvraag.id}")
