"""How does a message that came in stand now?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from machtigingen.aanvragen.lifecycle import Status
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import stand
from machtigingen.foundation import RAADPLEGEN, Actor, DomainError
from machtigingen.instroom.models import Instroom
from machtigingen.kluis import sleutelbos
from machtigingen.toegang.queries import require

Toestand = Literal["ongeopend", "geopend", "ingediend", "vervallen", "niet_nodig"]


@dataclass(frozen=True, kw_only=True)
class Stand:
    """`token` is None when there is nothing to open any more."""

    id: UUID
    toestand: Toestand
    token: str | None
    geldig_tot: datetime
    aanvraag: Aanvraag | None


def find_instroom(*, actor: Actor, instroom_id: UUID, now: datetime) -> Stand:
    """Raises D203/D204, A101 (foreign or not there: the same)."""
    require(actor, RAADPLEGEN)
    instroom = Instroom.objects.select_related("aanvraag").filter(pk=instroom_id, agb=str(actor.agb)).first()
    if instroom is None:
        raise DomainError.one("A101")
    return stand_of(instroom, now)


def stand_of(instroom: Instroom, now: datetime) -> Stand:
    aanvraag = instroom.aanvraag
    toestand = _toestand(aanvraag, now)
    open_ = toestand in ("ongeopend", "geopend", "ingediend")
    return Stand(
        id=instroom.id,
        toestand=toestand,
        token=sleutelbos().link_token(str(instroom.id)) if open_ else None,
        geldig_tot=aanvraag.vervalt_at if aanvraag and aanvraag.opened_at else instroom.geldig_tot_at,
        aanvraag=aanvraag,
    )


def _toestand(aanvraag: Aanvraag | None, now: datetime) -> Toestand:
    if aanvraag is None:
        return "niet_nodig"
    status = stand(aanvraag, now)
    if status is Status.VERVALLEN:
        return "vervallen"
    if status is not Status.CONCEPT:
        return "ingediend"
    return "geopend" if aanvraag.opened_at else "ongeopend"
