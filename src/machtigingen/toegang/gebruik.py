"""When and from where was a certificate first and last used? Written at most once an hour, or from another address.

It is for the contactpersoon to see. A call never waits for it, and never fails on it.
"""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from machtigingen.foundation import Actor
from machtigingen.toegang.models import Certificaat
from machtigingen.toegang.queries import NOTEREN_NA

log = logging.getLogger("machtigingen.verzoek")


def record_use(actor: Actor, *, now: datetime) -> None:
    """Of many calls at once one writes: whoever comes next finds it done."""
    lang_geleden = (
        Q(laatst_gebruikt_at=None) | Q(laatst_gebruikt_at__lte=now - NOTEREN_NA) | ~Q(laatst_adres=actor.adres)
    )
    try:
        with transaction.atomic():
            Certificaat.objects.filter(
                lang_geleden | Q(laatst_gebruikt_at__gt=now + NOTEREN_NA), vingerafdruk=actor.certificaat
            ).update(gestart_at=Coalesce("gestart_at", now), laatst_gebruikt_at=now, laatst_adres=actor.adres)
    except DatabaseError as weg:
        log.error("gebruik niet vastgelegd", extra={"soort": type(weg).__name__})
