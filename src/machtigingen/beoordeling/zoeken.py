"""Looking for an aanvraag at the desk, whatever became of it: of the own insurer, and only by who may judge."""

from datetime import date, datetime

from django.db.models import QuerySet

from machtigingen.aanvragen.beslissers import with_first_opinion
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import Zoekvraag, search, search_verzekerde
from machtigingen.foundation import BEOORDELEN, Actor, Bsn
from machtigingen.toegang.queries import require


def search_at_desk(*, actor: Actor, now: datetime, zoekvraag: Zoekvraag) -> QuerySet[Aanvraag]:
    """What was sent to the own insurer, narrowed, changed last on top. The look is recorded. Raises D203."""
    require(actor, BEOORDELEN)
    return with_first_opinion(search(actor=actor, now=now, zoekvraag=zoekvraag))


def search_verzekerde_at_desk(*, actor: Actor, now: datetime, bsn: Bsn, geboortedatum: date) -> tuple[Aanvraag, ...]:
    """What was sent to the own insurer about one person. The look is recorded, without the person. Raises D203."""
    require(actor, BEOORDELEN)
    return search_verzekerde(actor=actor, now=now, bsn=bsn, geboortedatum=geboortedatum)
