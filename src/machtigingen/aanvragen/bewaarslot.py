"""Legal hold: of an aanvraag with a bewaarslot nothing goes, however old it is. By who runs the portal."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.audit.actions import record
from machtigingen.foundation import holds_bsn

REDEN_MAX = 200


class Slotfout(Exception):
    """There is no such aanvraag, or the reason cannot be kept."""


def set_hold(*, naam: str, reden: str, now: datetime, beheerder: str) -> Aanvraag:
    """`naam` is the number of an aanvraag, or its id. A next reason takes the place of the former one. Raises
    `Slotfout`."""
    reden = _read_reason(reden)
    return _set(naam, reden, handeling="bewaarslot_gezet", reden=reden, now=now, beheerder=beheerder)


def lift_hold(*, naam: str, reden: str, now: datetime, beheerder: str) -> Aanvraag:
    """From now on its terms count again. Why is in the trail only. Raises `Slotfout`."""
    return _set(naam, "", handeling="bewaarslot_gelicht", reden=_read_reason(reden), now=now, beheerder=beheerder)


def _read_reason(reden: str) -> str:
    """It stays in the trail, that outlives the aanvraag."""
    reden = " ".join(reden.split())
    if not reden or len(reden) > REDEN_MAX or not reden.isprintable():
        raise Slotfout(f"reden: geef een reden van hooguit {REDEN_MAX} tekens")
    if holds_bsn(reden):
        raise Slotfout("reden: hierin staat een BSN, of een nummer dat er een kan zijn")
    return reden


def _set(naam: str, slot: str, *, handeling: str, reden: str, now: datetime, beheerder: str) -> Aanvraag:
    with transaction.atomic():
        aanvraag = Aanvraag.objects.select_for_update().filter(**_which(naam)).first()
        if aanvraag is None:
            raise Slotfout(f"{naam}: deze aanvraag is er niet")
        if aanvraag.bewaarslot != slot:
            aanvraag.bewaarslot = slot
            aanvraag.save(update_fields=["bewaarslot"])
            record(
                actor=None,
                now=now,
                handeling=handeling,
                onderwerp=f"aanvraag:{aanvraag.id}",
                beheerder=beheerder,
                reden=reden,
            )
    return aanvraag


def _which(naam: str) -> dict[str, object]:
    try:
        return {"pk": UUID(naam)}
    except ValueError:
        return {"aanvraagnummer": naam.strip()}
