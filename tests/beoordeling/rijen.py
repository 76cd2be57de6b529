"""Requests in the storage, made without the way there: for what only counts or lists them."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from machtigingen.aanvragen.models import Aanvraag, Besluit, Informatieverzoek

_NUMMERS = count(261100000000)


def verzonden(ingediend_at: datetime, *, status: str = "ingediend", **anders: Any) -> Aanvraag:
    """An aanvraag that was sent then."""
    velden = {
        "agb": "22990001",
        "uzovi": "9901",
        "formulier_code": "X02",
        "formulier_versie": "1.0",
        "softwarepakket": "DemoOog 5.2",
        "aanvraagnummer": str(next(_NUMMERS)),
        "created_at": ingediend_at,
        "updated_at": ingediend_at,
        "vervalt_at": ingediend_at + timedelta(days=30),
    }
    return Aanvraag.objects.create(ingediend_at=ingediend_at, status=status, **(velden | anders))


def besluit(
    aanvraag: Aanvraag, besloten_at: datetime, *, status: str = "goedgekeurd", door_regel: bool = False
) -> None:
    """One more answer to it; it does not move the aanvraag."""
    Besluit.objects.create(
        aanvraag=aanvraag,
        volgnummer=aanvraag.besluiten.count() + 1,
        status=status,
        door_regel=door_regel,
        toelichting="Klopt.",
        besloten_at=besloten_at,
    )


def verzoek(aanvraag: Aanvraag, gesteld_at: datetime, beantwoord_at: datetime | None) -> None:
    Informatieverzoek.objects.create(
        aanvraag=aanvraag,
        volgnummer=aanvraag.informatieverzoeken.count() + 1,
        vragen=["Waarom?"],
        gesteld_at=gesteld_at,
        gesteld_door="B. Ordelaar",
        reageren_voor_on=gesteld_at.date() + timedelta(days=14),
        beantwoord_at=beantwoord_at,
    )
