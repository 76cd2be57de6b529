"""Let somebody in again at the word of the operator: for whoever has no other contactpersoon to ask."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from machtigingen.audit.actions import lock, record
from machtigingen.toegang.einde import not_over
from machtigingen.toegang.gegevens import GEEN_FACTOR
from machtigingen.toegang.models import Medewerker


def unlock_by_operator(*, code: str, email: str, reden: str, now: datetime, beheerder: str) -> bool:
    """False when nobody has this address there, or no longer works there."""
    leeg = {"geblokkeerd_at": None, "foute_pogingen": 0}
    return _update(code, email, leeg, "medewerker_gedeblokkeerd", reden=reden, now=now, beheerder=beheerder)


def erase_factor_by_operator(*, code: str, email: str, reden: str, now: datetime, beheerder: str) -> bool:
    """False when nobody has this address there, or no longer works there. A lock stays."""
    return _update(code, email, GEEN_FACTOR, "tweede_factor_gewist", reden=reden, now=now, beheerder=beheerder)


def _update(
    code: str, email: str, waarden: Mapping[str, object], handeling: str, *, reden: str, now: datetime, beheerder: str
) -> bool:
    with transaction.atomic():
        lock("systeem")
        werkt = not_over(now)
        wie = Medewerker.objects.filter(werkt, organisatie__code=code, email__iexact=email)
        pk = wie.values_list("pk", flat=True).first()
        if pk is None:
            return False
        Medewerker.objects.filter(pk=pk).update(**waarden)
        record(actor=None, now=now, handeling=handeling, onderwerp=f"medewerker:{pk}", reden=reden, beheerder=beheerder)
    return True
