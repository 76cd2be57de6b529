"""What a beoordelaar has to do, and what was done. A list shows nothing of a patient, so nothing sealed is opened."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db.models import Case, CharField, Count, F, FilteredRelation, Q, QuerySet, Value, When

from machtigingen.aanvragen.beslissers import with_beslisser, with_first_opinion
from machtigingen.aanvragen.besluiten import gave_first_opinion
from machtigingen.aanvragen.lifecycle import AAN_ZET, BESLIST, OPEN, Status, values_of
from machtigingen.aanvragen.models import Aanvraag
from machtigingen.aanvragen.queries import VERZEGELD, visible_to
from machtigingen.audit.actions import record
from machtigingen.foundation import BEOORDELEN, Actor
from machtigingen.toegang.contacten import is_same_person
from machtigingen.toegang.queries import require

_AAN_ZET = values_of(AAN_ZET)
_OPEN = values_of(OPEN)
_BESLOTEN = values_of((*BESLIST, Status.NIET_NODIG, Status.BEEINDIGD))
_VRIJ = Q(behandelaar_certificaat="")


class Stapel(Enum):
    """Where an aanvraag lies: every one that was sent on exactly one of these."""

    BUREAU = "bureau"
    TE_DOEN = "te-doen"
    TWEEDE = "tweede"
    COLLEGA = "collega"
    WACHT = "wacht"
    BESLOTEN = "besloten"
    INGETROKKEN = "ingetrokken"


AFGESLOTEN = (Stapel.BESLOTEN, Stapel.INGETROKKEN)
"""Nothing is to be done there."""


@dataclass(frozen=True, kw_only=True)
class Selectie:
    """What somebody can judge best: one form, one specialisme. What is empty does not count."""

    formulier: str = ""
    specialisme: str = ""

    def of(self, aanvragen: QuerySet[Aanvraag]) -> QuerySet[Aanvraag]:
        if self.formulier:
            aanvragen = aanvragen.filter(formulier_code=self.formulier)
        return aanvragen.filter(specialisme=self.specialisme) if self.specialisme else aanvragen

    def has(self, *, formulier: str, specialisme: str) -> bool:
        return self.formulier in ("", formulier) and self.specialisme in ("", specialisme)


ALLES = Selectie()


def worklist(
    *, actor: Actor, now: datetime, stapel: Stapel = Stapel.TE_DOEN, selectie: Selectie = ALLES
) -> QuerySet[Aanvraag]:
    """One pile, what is due first on top. Of what was decided `einde_gezet` says whether its end was set later, and by
    whom it was. The look is recorded. Raises D203."""
    require(actor, BEOORDELEN)
    record(actor=actor, now=now, handeling="werklijst_bekeken")
    return selectie.of(_pile(actor, stapel))


def _pile(actor: Actor, stapel: Stapel) -> QuerySet[Aanvraag]:
    lijst = visible_to(actor).defer(*VERZEGELD)
    match stapel:
        case Stapel.BESLOTEN:
            besloten = with_beslisser(lijst.filter(status__in=_BESLOTEN))
            return besloten.annotate(einde_gezet=Q(einde_reden__isnull=False)).order_by("-updated_at", "pk")
        case Stapel.INGETROKKEN:
            return lijst.filter(status=Status.INGETROKKEN.value).order_by("-updated_at", "pk")
        case Stapel.WACHT:
            open_ = FilteredRelation("informatieverzoeken", condition=Q(informatieverzoeken__beantwoord_at=None))
            wachtend = lijst.filter(status=Status.INFORMATIE_GEVRAAGD.value).annotate(open_verzoek=open_)
            return wachtend.order_by(F("open_verzoek__reageren_voor_on").asc(nulls_last=True), "pk")
        case _:
            aan_zet = lijst.filter(status__in=_AAN_ZET).filter(_condition(stapel, actor))
            if stapel is not Stapel.TE_DOEN:
                aan_zet = with_first_opinion(aan_zet)
            return aan_zet.order_by(F("termijn_tot_on").asc(nulls_last=True), "ingediend_at", "pk")


def _condition(stapel: Stapel, actor: Actor) -> Q:
    """On which pile lies what the insurer is to act on."""
    match stapel:
        case Stapel.BUREAU:
            return _mine(actor)
        case Stapel.COLLEGA:
            return ~_VRIJ & ~_mine(actor)
        case Stapel.TWEEDE:
            return _VRIJ & ~Q(voorstel_certificaat="")
        case _:
            return _VRIJ & Q(voorstel_certificaat="")


def _mine(actor: Actor) -> Q:
    """On the desk of the actor, also after a renewal: what `is_same_person` says, as a condition."""
    namen = visible_to(actor).filter(~_VRIJ, status__in=_AAN_ZET).order_by().values_list("behandelaar", flat=True)
    eigen = [naam for naam in namen.distinct() if is_same_person(actor, naam=naam, certificaat="", medewerker=None)]
    zo_bekend = Q(behandelaar_certificaat=actor.certificaat) | Q(behandelaar__in=eigen)
    if actor.medewerker is not None:
        zo_bekend = Q(behandelaar_medewerker=actor.medewerker) | Q(behandelaar_medewerker=None) & zo_bekend
    return ~_VRIJ & zo_bekend


@dataclass(frozen=True)
class Drukte:
    """How much lies where, of which form and which specialisme."""

    aantallen: Counter[tuple[Stapel, str, str]]

    def on(self, stapel: Stapel, selectie: Selectie = ALLES) -> int:
        return sum(
            aantal
            for (waar, formulier, specialisme), aantal in self.aantallen.items()
            if waar is stapel and selectie.has(formulier=formulier, specialisme=specialisme)
        )

    def by_formulier(self, stapel: Stapel) -> Counter[str]:
        return self._by(stapel, 1)

    def by_specialisme(self, stapel: Stapel) -> Counter[str]:
        return self._by(stapel, 2)

    def _by(self, stapel: Stapel, plaats: int) -> Counter[str]:
        geteld: Counter[str] = Counter()
        for sleutel, aantal in self.aantallen.items():
            if sleutel[0] is stapel:
                geteld[str(sleutel[plaats])] += aantal
        return geteld


def drukte(*, actor: Actor) -> Drukte:
    """All open aanvragen of the own insurer, counted at once. Raises D203."""
    require(actor, BEOORDELEN)
    waar = Case(
        When(status=Status.INFORMATIE_GEVRAAGD.value, then=Value(Stapel.WACHT.value)),
        When(_mine(actor), then=Value(Stapel.BUREAU.value)),
        When(~_VRIJ, then=Value(Stapel.COLLEGA.value)),
        When(_condition(Stapel.TWEEDE, actor), then=Value(Stapel.TWEEDE.value)),
        default=Value(Stapel.TE_DOEN.value),
        output_field=CharField(),
    )
    rijen = (
        visible_to(actor)
        .filter(status__in=_OPEN)
        .annotate(stapel=waar)
        .values("stapel", "formulier_code", "specialisme")
        .annotate(aantal=Count("pk"))
        .order_by()
    )
    return Drukte(
        Counter({(Stapel(rij["stapel"]), rij["formulier_code"], rij["specialisme"]): rij["aantal"] for rij in rijen})
    )


def next_ones(
    *, actor: Actor, stapel: Stapel, selectie: Selectie, na: UUID, hoogstens: int = 5
) -> tuple[Aanvraag, ...]:
    """What comes after the one in hand: first the own desk, then the pile that was being worked on. Never what waits
    for another person than the actor. Raises D203."""
    require(actor, BEOORDELEN)
    stapel = stapel if stapel is Stapel.TWEEDE else Stapel.TE_DOEN
    geweest = [na, *_judged_first(actor)]
    volgende: list[Aanvraag] = []
    for welke in (Stapel.BUREAU, stapel):
        vrij = selectie.of(_pile(actor, welke)).exclude(pk__in=geweest)
        volgende += vrij[: hoogstens - len(volgende)]
    return tuple(volgende)


def _judged_first(actor: Actor) -> list[UUID]:
    """What the actor gave the first opinion of."""
    met_oordeel = visible_to(actor).filter(status__in=_AAN_ZET).exclude(voorstel_certificaat="").defer(*VERZEGELD)
    return [een.pk for een in with_first_opinion(met_oordeel) if gave_first_opinion(een, actor)]
