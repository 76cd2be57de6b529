"""What a beoordelaar has to do, and what was done. A list shows nothing of a patient, so nothing sealed is opened."""

from datetime import datetime

from django.db.models import QuerySet

from machtigingen.aanvragen.lifecycle import AAN_ZET, OPEN
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import VERZEGELD, visible_to
from machtigingen.audit.actions import record
from machtigingen.foundation import BEOORDELEN, Actor
from machtigingen.toegang.queries import require

_AAN_ZET = [status.value for status in AAN_ZET]
_OPEN = [status.value for status in OPEN]


def worklist(*, actor: Actor, now: datetime) -> QuerySet[Aanvraag]:
    """What waits for a decision, the longest waiting first. The look is recorded. Raises D203."""
    require(actor, BEOORDELEN)
    record(actor=actor, now=now, handeling="werklijst_bekeken")
    return _lijst(actor).filter(status__in=_AAN_ZET).order_by("ingediend_at", "pk")


def decided(*, actor: Actor) -> QuerySet[Aanvraag]:
    """What was decided, by a rule or by a person, newest first. Raises D203."""
    require(actor, BEOORDELEN)
    return _lijst(actor).exclude(status__in=_OPEN).order_by("-updated_at", "pk")


def _lijst(actor: Actor) -> QuerySet[Aanvraag]:
    return visible_to(actor).defer(*VERZEGELD)
