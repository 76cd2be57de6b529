"""What may be seen of aanvragen, and by whom. Every reading starts from `visible_to`; there is no unscoped list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from uuid import UUID

from django.db.models import Q, QuerySet

from machtigingen.aanvragen.dossier import Dossier, from_json
from machtigingen.aanvragen.lifecycle import TEKST, Status
from machtigingen.aanvragen.models import Aanvraag, Besluit
from machtigingen.audit.actions import record
from machtigingen.formulieren import catalogus
from machtigingen.foundation import BEOORDELEN, RAADPLEGEN, Actor, Bsn, DomainError
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.kluis import sleutelbos
from machtigingen.toegang.queries import vandaag

_OUDST = date(2000, 1, 1)  # no aanvraag is older; a day long before that is no moment that a database knows


def visible_to(actor: Actor) -> QuerySet[Aanvraag]:
    """An instantie sees its own; an insurer what was sent to it; without the autorisatie nobody sees anything."""
    if actor.agb is not None and actor.mag(RAADPLEGEN):
        return Aanvraag.objects.filter(agb=str(actor.agb))
    if actor.uzovi is not None and actor.mag(BEOORDELEN):
        return Aanvraag.objects.filter(uzovi=str(actor.uzovi), ingediend_at__isnull=False)
    return Aanvraag.objects.none()


def find(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """One aanvraag, without a trace of the look: for acts, which leave their own. Raises A101, foreign or not there."""
    aanvraag = visible_to(actor).filter(pk=aanvraag_id).first()
    if aanvraag is None:
        raise DomainError.one("A101")
    return aanvraag


def look(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """One aanvraag, to be shown: the look is recorded, also a refused one. Raises A101."""
    return _look(find, actor=actor, now=now, aanvraag_id=aanvraag_id)


def look_at_sent(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    """As `look`, for what there is of an aanvraag only once it is sent. Raises A101, A102."""
    return _look(_find_sent, actor=actor, now=now, aanvraag_id=aanvraag_id)


def _find_sent(*, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    aanvraag = find(actor=actor, now=now, aanvraag_id=aanvraag_id)
    if aanvraag.ingediend_at is None:
        raise DomainError.one("A102", status=TEKST[stand(aanvraag, now)])
    return aanvraag


def _look(find_: Callable[..., Aanvraag], *, actor: Actor, now: datetime, aanvraag_id: UUID) -> Aanvraag:
    leave_trace = partial(
        record, actor=actor, now=now, handeling="aanvraag_bekeken", onderwerp=f"aanvraag:{aanvraag_id}"
    )
    try:
        aanvraag = find_(actor=actor, now=now, aanvraag_id=aanvraag_id)
    except DomainError as fout:
        leave_trace(code=fout.code, fouten=fout.fouten)
        raise
    leave_trace()
    return aanvraag


def overview(*, actor: Actor, now: datetime) -> QuerySet[Aanvraag]:
    """The list of an instantie, newest first; the look is recorded."""
    record(actor=actor, now=now, handeling="lijst_bekeken")
    return _lijst(actor, now)


def _lijst(actor: Actor, now: datetime) -> QuerySet[Aanvraag]:
    """Lapsed concepts that nobody opened are left out. A list shows nothing of a patient: nothing sealed is opened."""
    ongeopend_vervallen = Q(status=Status.CONCEPT.value, opened_at__isnull=True, vervalt_at__lte=now)
    zichtbaar = visible_to(actor).exclude(ongeopend_vervallen)
    return zichtbaar.defer("bronnen", "antwoorden", "beslissing").order_by("-updated_at", "pk")


@dataclass(frozen=True, kw_only=True)
class Zoekvraag:
    """What is looked for; what is empty does not count. `referentie` may be the beginning of one; the days are those
    on which it was sent. Nothing of a patient: for that there is `search_verzekerde`, and nothing else."""

    aanvraagnummer: str = ""
    referentie: str = ""
    vanaf: date | None = None
    tot: date | None = None
    status: Status | None = None


def search(*, actor: Actor, now: datetime, zoekvraag: Zoekvraag) -> QuerySet[Aanvraag]:
    """The list, narrowed. That somebody looked is recorded, not what for."""
    record(actor=actor, now=now, handeling="gezocht")
    gevonden = _lijst(actor, now)
    if zoekvraag.aanvraagnummer:
        gevonden = gevonden.filter(aanvraagnummer=zoekvraag.aanvraagnummer)
    if zoekvraag.referentie:
        gevonden = gevonden.filter(referentie__istartswith=zoekvraag.referentie)
    if zoekvraag.vanaf:
        gevonden = gevonden.filter(ingediend_at__gte=_moment(zoekvraag.vanaf, time.min))
    if zoekvraag.tot:
        gevonden = gevonden.filter(ingediend_at__lte=_moment(zoekvraag.tot, time.max))
    return gevonden.filter(_stands_at(zoekvraag.status, now)) if zoekvraag.status else gevonden


def _moment(dag: date, tijd: time) -> datetime:
    return datetime.combine(max(dag, _OUDST), tijd, tzinfo=NEDERLAND)


def _stands_at(status: Status, now: datetime) -> Q:
    """`stand` as a condition."""
    concept = Q(status=Status.CONCEPT.value)
    match status:
        case Status.CONCEPT:
            return concept & Q(vervalt_at__gt=now)
        case Status.VERVALLEN:
            return concept & Q(vervalt_at__lte=now) | Q(status=status.value)
        case _:
            return Q(status=status.value)


def search_verzekerde(*, actor: Actor, now: datetime, bsn: Bsn, geboortedatum: date) -> tuple[Aanvraag, ...]:
    """The aanvragen about one person, newest first: found by the index of the BSN, kept when the sealed answer has
    this birth date. Recorded, without the person."""
    record(actor=actor, now=now, handeling="gezocht_op_bsn")
    index = sleutelbos().blind_index(bsn.onthul(), context="bsn")
    met_antwoorden = _lijst(actor, now).defer(None).defer("bronnen", "beslissing")
    gevonden = (
        aanvraag
        for aanvraag in met_antwoorden.filter(bsn_index=index).order_by()  # an order would tempt to another index
        if aanvraag.antwoorden.get("geboortedatum", {}).get("waarde") == geboortedatum.isoformat()
    )
    return tuple(sorted(gevonden, key=lambda aanvraag: aanvraag.updated_at, reverse=True))


def stand(aanvraag: Aanvraag, now: datetime) -> Status:
    """The status at this moment: a concept past its term has lapsed, whether or not anybody looked."""
    status = Status(aanvraag.status)
    return Status.VERVALLEN if status is Status.CONCEPT and aanvraag.vervalt_at <= now else status


def dossier_of(aanvraag: Aanvraag, now: datetime) -> Dossier:
    """The form of this aanvraag with its answers. Raises F102 while no form is chosen."""
    formulier = catalogus().formulier(aanvraag.formulier_code, aanvraag.formulier_versie)
    return Dossier(formulier, from_json(aanvraag.antwoorden), vandaag(now))


def besluit_of(aanvraag: Aanvraag) -> Besluit | None:
    """The answer to an aanvraag that was looked at, once there is one."""
    return Besluit.objects.filter(aanvraag=aanvraag).first()
