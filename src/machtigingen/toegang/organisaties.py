"""What there is to know of an organisation, for who has only its code."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max

from machtigingen.toegang.models import Blokkade, Organisatie
from machtigingen.toegang.queries import vandaag

_STOPS = Blokkade.objects.filter(soort=Blokkade.Soort.ORGANISATIE)


def organisatienaam(code: str) -> str:
    """Empty when nobody is registered under it."""
    return Organisatie.objects.filter(code=code).values_list("naam", flat=True).first() or ""


def stopped_codes() -> Collection[str]:
    """Of all that are stopped now."""
    return list(_STOPS.filter(opgeheven_at=None).values_list("waarde", flat=True))


def released_at(code: str) -> datetime | None:
    """When it was last let go again; None when it never was stopped."""
    moment: datetime | None = _STOPS.filter(waarde=code).aggregate(laatst=Max("opgeheven_at"))["laatst"]
    return moment


def is_agreement_over(code: str, *, now: datetime) -> bool:
    """Not of who is registered nowhere."""
    return Organisatie.objects.filter(code=code, einde_on__lt=vandaag(now)).exists()
