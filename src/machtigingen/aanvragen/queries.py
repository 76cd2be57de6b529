"""What may be seen of aanvragen, and by whom. Every reading starts from `visible_to`; there is no unscoped list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Manager, Q, QuerySet

from machtigingen.aanvragen.beslissers import with_beslisser
from machtigingen.aanvragen.dossier import Dossier, from_json
from machtigingen.aanvragen.lifecycle import KOPIE, OPEN, TEKST, TOEGEKEND, Status, values_of
from machtigingen.aanvragen.models import Aanvraag, Besluit, Gebeurtenis, Informatieverzoek
from machtigingen.aanvragen.verzekerden import index_of
from machtigingen.aanvragen.zoekstatus import Zoekstatus, stands_at
from machtigingen.audit.actions import record, record_each
from machtigingen.formulieren import catalogus
from machtigingen.foundation import BEOORDELEN, INDIENEN, RAADPLEGEN, Actor, Bsn, DomainError
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.toegang.queries import require, vandaag

VERZEGELD = ("bronnen", "antwoorden", "beslissing", "motivering", "einde_reden", "intrekking", "voorstel")
"""The columns that a list leaves shut."""
MUTATIES_MAX = 100
_MET_DE_FEED = ("besluiten", "informatieverzoeken", "gebeurtenissen")
Deel = TypeVar("Deel", Besluit, Informatieverzoek, Gebeurtenis)
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


def require_reader(aanvraag: Aanvraag, *, actor: Actor) -> None:
    """Of what was never sent, a concept or a lapsed one, only who may work on it reads what is in it. Raises D204."""
    if aanvraag.ingediend_at is None:
        require(actor, INDIENEN)


def overview(*, actor: Actor, now: datetime) -> QuerySet[Aanvraag]:
    """The list of an instantie, newest first; the look is recorded."""
    record(actor=actor, now=now, handeling="lijst_bekeken")
    return _lijst(actor, now)


def _lijst(actor: Actor, now: datetime) -> QuerySet[Aanvraag]:
    """Lapsed concepts that nobody opened are left out. A list shows nothing of a patient: nothing sealed is opened."""
    ongeopend_vervallen = Q(status=Status.CONCEPT.value, opened_at__isnull=True, vervalt_at__lte=now)
    zichtbaar = visible_to(actor).exclude(ongeopend_vervallen)
    zichtbaar = zichtbaar.annotate(einde_gezet=Q(einde_reden__isnull=False))
    return with_beslisser(zichtbaar).defer(*VERZEGELD).order_by("-updated_at", "pk")


@dataclass(frozen=True, kw_only=True)
class Zoekvraag:
    """What is looked for; what is empty does not count. `referentie` may be the beginning of one; the days are those
    on which it was sent. Nothing of a patient: for that there is `search_verzekerde`, and nothing else."""

    aanvraagnummer: str = ""
    machtigingsnummer: str = ""
    referentie: str = ""
    agb: str = ""
    specialisme: str = ""
    grondslag: str = ""
    formulier_code: str = ""
    vanaf: date | None = None
    tot: date | None = None
    status: Zoekstatus | None = None


_PRECIES = ("aanvraagnummer", "machtigingsnummer", "specialisme", "grondslag", "formulier_code")
"""What a column must be exactly."""


def search(*, actor: Actor, now: datetime, zoekvraag: Zoekvraag) -> QuerySet[Aanvraag]:
    """The list, narrowed. That somebody looked is recorded and in which way, not what for."""
    op_nummer = zoekvraag.aanvraagnummer or zoekvraag.machtigingsnummer
    record(actor=actor, now=now, handeling="gezocht_op_nummer" if op_nummer else "gezocht")
    precies = {naam: waarde for naam in _PRECIES if (waarde := getattr(zoekvraag, naam))}
    gevonden = _lijst(actor, now).filter(**precies)
    if zoekvraag.referentie:
        gevonden = gevonden.filter(referentie__istartswith=zoekvraag.referentie)
    if zoekvraag.agb:
        gevonden = gevonden.filter(Q(agb=zoekvraag.agb) | Q(zorgverlener=zoekvraag.agb))
    if zoekvraag.vanaf:
        gevonden = gevonden.filter(ingediend_at__gte=_moment(zoekvraag.vanaf, time.min))
    if zoekvraag.tot:
        gevonden = gevonden.filter(ingediend_at__lte=_moment(zoekvraag.tot, time.max))
    if zoekvraag.status:
        gevonden = gevonden.filter(stands_at(zoekvraag.status, now=now, vandaag=vandaag(now)))
    return gevonden


def _moment(dag: date, tijd: time) -> datetime:
    return datetime.combine(max(dag, _OUDST), tijd, tzinfo=NEDERLAND)


def search_verzekerde(*, actor: Actor, now: datetime, bsn: Bsn, geboortedatum: date) -> tuple[Aanvraag, ...]:
    """The aanvragen about one person, newest first: found by the index of the BSN, kept when the sealed answer has
    this birth date. Recorded, without the person, and for each aanvraag that it showed, as in `feed`."""
    record(actor=actor, now=now, handeling="gezocht_op_bsn")
    met_antwoorden = _lijst(actor, now).defer(None).defer(*(naam for naam in VERZEGELD if naam != "antwoorden"))
    gevonden = [
        aanvraag
        for aanvraag in met_antwoorden.filter(bsn_index=index_of(bsn.onthul())).order_by()  # else another index tempts
        if aanvraag.antwoorden.get("geboortedatum", {}).get("waarde") == geboortedatum.isoformat()
    ]
    gevonden.sort(key=lambda aanvraag: aanvraag.updated_at, reverse=True)
    getoond = (f"aanvraag:{aanvraag.id}" for aanvraag in gevonden)
    record_each(actor=actor, now=now, handeling="gevonden_op_bsn", onderwerpen=getoond)
    return tuple(gevonden)


def stand(aanvraag: Aanvraag, now: datetime) -> Status:
    """The status at this moment: a concept past its term has lapsed, a machtiging past its last day has ended, whether
    or not anybody looked."""
    status = Status(aanvraag.status)
    if status is Status.CONCEPT and aanvraag.vervalt_at <= now:
        return Status.VERVALLEN
    if status in TOEGEKEND and aanvraag.geldig_tot_on is not None and aanvraag.geldig_tot_on < vandaag(now):
        return Status.BEEINDIGD
    return status


def dossier_of(aanvraag: Aanvraag, now: datetime) -> Dossier:
    """The form of this aanvraag with its answers. Raises F102 while no form is chosen."""
    formulier = catalogus().formulier(aanvraag.formulier_code, aanvraag.formulier_versie)
    return Dossier(formulier, from_json(aanvraag.antwoorden), vandaag(now))


def _in_order(deel: Manager[Deel]) -> tuple[Deel, ...]:
    """What belongs to an aanvraag, by number. The database is not asked again of one of the feed: it came along."""
    return tuple(sorted(deel.all(), key=attrgetter("volgnummer")))


def besluit_of(aanvraag: Aanvraag) -> Besluit | None:
    """The answer to an aanvraag that was looked at, once there is one: the last, when it was opened again."""
    return next(reversed(besluiten_of(aanvraag)), None)


def besluiten_of(aanvraag: Aanvraag) -> tuple[Besluit, ...]:
    """Every answer to an aanvraag that was looked at, the first one first."""
    return _in_order(aanvraag.besluiten)


def gesprek_of(aanvraag: Aanvraag) -> tuple[Informatieverzoek, ...]:
    """What the insurer asked about an aanvraag that was looked at, with the answers, the first one first."""
    return _in_order(aanvraag.informatieverzoeken)


VRAAG_INGETROKKEN = "vraag_ingetrokken"


def withdrawn_of(aanvraag: Aanvraag) -> frozenset[int]:
    """The numbers of the questions that the insurer took back; for an aanvraag that was looked at."""
    gebeurd = Gebeurtenis.objects.filter(aanvraag=aanvraag, soort=VRAAG_INGETROKKEN)
    return frozenset(een.gegevens["verzoek"] for een in gebeurd)


def open_verzoek_of(aanvraag: Aanvraag) -> Informatieverzoek | None:
    """The question that waits for an answer."""
    return next((een for een in gesprek_of(aanvraag) if een.beantwoord_at is None), None)


def gebeurtenissen_of(aanvraag: Aanvraag) -> tuple[Gebeurtenis, ...]:
    """What happened to an aanvraag that was looked at since it was sent."""
    return _in_order(aanvraag.gebeurtenissen)


def added_by_provider(aanvraag: Aanvraag, *, na: int = 0) -> tuple[Gebeurtenis, ...]:
    """What the provider did with an aanvraag that was looked at, after the one of this number."""
    gevonden = Gebeurtenis.objects.filter(aanvraag=aanvraag, van_verzekeraar=False, volgnummer__gt=na)
    return tuple(gevonden.order_by("volgnummer"))


def last_of_provider(aanvraag: Aanvraag) -> int:
    """The number of the last thing that the provider did: by it one says later what one has seen."""
    nummers = Gebeurtenis.objects.filter(aanvraag=aanvraag, van_verzekeraar=False).values_list("volgnummer", flat=True)
    return max(nummers, default=0)


def vervolgen_of(aanvraag: Aanvraag) -> tuple[Aanvraag, ...]:
    """What followed on an aanvraag that was looked at, oldest first. A copy counts once it was sent."""
    gevonden = Aanvraag.objects.filter(vervolg_op=aanvraag).defer(*VERZEGELD)
    return tuple(gevonden.exclude(vervolg_soort=KOPIE, ingediend_at=None).order_by("created_at", "pk"))


def open_siblings(aanvraag: Aanvraag) -> QuerySet[Aanvraag]:
    """What waits for an answer and follows, in the same way, on what this aanvraag follows on."""
    if aanvraag.vervolg_op_id is None:
        return Aanvraag.objects.none()
    zelfde = Aanvraag.objects.filter(vervolg_op_id=aanvraag.vervolg_op_id, vervolg_soort=aanvraag.vervolg_soort)
    return zelfde.filter(status__in=values_of(OPEN)).exclude(pk=aanvraag.pk)


def eerdere_of(aanvraag: Aanvraag, *, actor: Actor) -> tuple[Aanvraag, ...]:
    """Other aanvragen about the same insured that the actor may see, newest first; for an aanvraag looked at."""
    if not aanvraag.bsn_index:
        return ()
    zelfde = visible_to(actor).filter(bsn_index=aanvraag.bsn_index, ingediend_at__isnull=False)
    lijst = with_beslisser(zelfde.exclude(pk=aanvraag.pk).defer(*VERZEGELD))
    return tuple(lijst.order_by("-ingediend_at", "pk")[:50])


@dataclass(frozen=True)
class Mutaties:
    """A piece of the feed. `cursor` is what to go on from; `meer` says that more is there already."""

    aanvragen: tuple[Aanvraag, ...]
    cursor: int
    meer: bool


def feed(*, actor: Actor, now: datetime, na: int = 0, hoogstens: int = MUTATIES_MAX) -> Mutaties:
    """What changed after a cursor, oldest change first, each aanvraag once and as it stands now. Nothing is missed: a
    place in the feed is only seen once all before it are. The look is recorded, and for each aanvraag that it showed:
    who asks who saw one, finds this too."""
    plaats = "mutatie_verzekeraar" if actor.uzovi is not None else "mutatie"
    rijen = visible_to(actor).filter(**{f"{plaats}__gt": na}).order_by(plaats).prefetch_related(*_MET_DE_FEED)
    gevonden = tuple(rijen[: hoogstens + 1])
    deel = gevonden[:hoogstens]
    with transaction.atomic():
        record(actor=actor, now=now, handeling="mutaties_bekeken")
        getoond = (f"aanvraag:{aanvraag.id}" for aanvraag in deel)
        record_each(actor=actor, now=now, handeling="mutatie_bekeken", onderwerpen=getoond)
    cursor = getattr(deel[-1], plaats) if deel else na
    return Mutaties(deel, cursor, len(gevonden) > hoogstens)
