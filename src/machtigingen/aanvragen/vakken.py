"""The list of an instantie in three: what waits for its own people, what the insurer is busy with, and what is done."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When

from machtigingen.aanvragen.lifecycle import AAN_ZET, OPEN, Status, values_of
from machtigingen.aanvragen.models import Aanvraag, Informatieverzoek


class Vak(Enum):
    WACHT_OP_U = "wacht"
    LOOPT = "loopt"
    KLAAR = "klaar"


_WACHT = {Status.CONCEPT, Status.INFORMATIE_GEVRAAGD}


def vak_van(status: Status) -> Vak:
    """Where an aanvraag of this status at this moment belongs (`queries.stand`)."""
    if status in _WACHT:
        return Vak.WACHT_OP_U
    return Vak.LOOPT if status in AAN_ZET else Vak.KLAAR


def counts(lijst: QuerySet[Aanvraag], now: datetime) -> Mapping[Vak, int]:
    """How many of a list stand in each."""
    geteld = lijst.order_by().aggregate(**{vak.value: Count("pk", filter=_condition(vak, now)) for vak in Vak})
    return {vak: geteld[vak.value] for vak in Vak}


def within(lijst: QuerySet[Aanvraag], vak: Vak, now: datetime) -> QuerySet[Aanvraag]:
    """Those of a list that stand in one, what presses most first: the next day to answer, the next besluit."""
    gevonden = lijst.filter(_condition(vak, now))
    match vak:
        case Vak.WACHT_OP_U:
            open_ = Informatieverzoek.objects.filter(aanvraag=OuterRef("pk"), beantwoord_at=None)
            gevonden = gevonden.annotate(antwoord_voor=Subquery(open_.values("reageren_voor_on")[:1]))
            return gevonden.order_by(F("antwoord_voor").asc(nulls_last=True), "-updated_at", "pk")
        case Vak.LOOPT:
            return gevonden.order_by(F("termijn_tot_on").asc(nulls_last=True), "ingediend_at", "pk")
        case Vak.KLAAR:
            return gevonden.order_by("-updated_at", "pk")


def sent(lijst: QuerySet[Aanvraag]) -> QuerySet[Aanvraag]:
    """Those of a list that were sent, in the order in which they go: what still runs does not go yet."""
    loopt = Case(When(status__in=values_of(OPEN), then=1), default=0)
    return lijst.filter(ingediend_at__isnull=False).order_by(loopt, "updated_at", "pk")


def _condition(vak: Vak, now: datetime) -> Q:
    """`vak_van` as a condition; a concept past its term has lapsed."""
    statussen = values_of(status for status in Status if vak_van(status) is vak)
    vervallen = Q(status=Status.CONCEPT.value, vervalt_at__lte=now)
    gezocht = Q(status__in=statussen)
    return gezocht | vervallen if vak is Vak.KLAAR else gezocht & ~vervallen


def deadlines_of(aanvragen: Iterable[Aanvraag]) -> Mapping[UUID, date]:
    """By which day each open question of the insurer wants an answer, for aanvragen that were found for a list."""
    ids = [aanvraag.pk for aanvraag in aanvragen if aanvraag.status == Status.INFORMATIE_GEVRAAGD.value]
    open_ = Informatieverzoek.objects.filter(aanvraag__in=ids, beantwoord_at=None)
    return dict(open_.values_list("aanvraag_id", "reageren_voor_on"))
