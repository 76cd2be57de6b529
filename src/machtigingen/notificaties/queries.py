"""Who is subscribed, and what came of each bezorging: for its owner, for the operator, and for who got a mail."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from machtigingen.foundation import BEOORDELEN, RAADPLEGEN, Actor, DomainError
from machtigingen.kluis import link_hash
from machtigingen.notificaties.kanalen import VERZENDERS
from machtigingen.notificaties.models import Abonnement, Bezorging
from machtigingen.notificaties.soorten import Bezorgsoort, Kanaal, Soort, Toestand, bezorgsoort
from machtigingen.notificaties.tellingen import FOR_NOBODY
from machtigingen.toegang.organisaties import stopped_codes
from machtigingen.toegang.queries import require

BLAD_MAX = 100
# Where something goes is only unsealed to go there, or to be shown to who filled it in.
VERZEGELD_ABONNEMENT = ("adres", "geheim")
VERZEGELD = ("abonnement__adres", "abonnement__geheim")
BEEINDIGD_DAGEN = 30
ACHTERSTAND = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Abonnementstand:
    """Where it goes does not show in a log. No `soorten` means all of them."""

    id: UUID
    kanaal: Kanaal
    adres: str = field(repr=False)
    soorten: tuple[Soort, ...]
    softwarepakket: str
    created_at: datetime
    created_by: str
    ended_at: datetime | None
    wacht: int = 0
    opgegeven: int = 0


@dataclass(frozen=True, kw_only=True)
class Bezorgingstand:
    id: UUID
    kanaal: Kanaal
    organisatiecode: str
    aanvraag_id: UUID | None
    soort: Bezorgsoort
    status: str
    created_at: datetime
    toestand: Toestand
    pogingen: int
    volgende_poging_at: datetime | None
    bezorgd_at: datetime | None
    foutsoort: str
    foutcode: str


@dataclass(frozen=True, kw_only=True)
class Bezorgingenblad:
    """Some bezorgingen, newest first; `volgende` is where the next ones begin, None when there are none."""

    bezorgingen: tuple[Bezorgingstand, ...]
    volgende: UUID | None


@dataclass(frozen=True, kw_only=True)
class Nieuws:
    """What a mail is about, as far as anybody may know who holds its link."""

    soort: Soort
    organisatiecode: str
    aanvraag_id: UUID
    aanvraagnummer: str


def require_following(actor: Actor) -> None:
    """Who may look at aanvragen may hear of them: of the own instantie, or sent to the own insurer. Raises D203."""
    require(actor, BEOORDELEN if actor.uzovi else RAADPLEGEN)


def own(actor: Actor, kanaal: Kanaal) -> QuerySet[Abonnement]:
    """Those of the actor's own organisation, that somebody there asked for."""
    return Abonnement.objects.filter(
        organisatiecode=str(actor.agb or actor.uzovi), kanaal=kanaal.value, medewerker=None
    )


def subscriptions(*, actor: Actor, now: datetime, kanaal: Kanaal) -> tuple[Abonnementstand, ...]:
    """The own ones, newest first, with those that ended in the last thirty days. Raises D203."""
    require_following(actor)
    nog = Q(ended_at=None) | Q(ended_at__gte=now - timedelta(days=BEEINDIGD_DAGEN))
    return counted(own(actor, kanaal).filter(nog))


def counted(rijen: QuerySet[Abonnement]) -> tuple[Abonnementstand, ...]:
    """With how much of it did not arrive (yet)."""
    geteld = rijen.annotate(wacht=_count(Toestand.WACHT), op=_count(Toestand.OPGEGEVEN))
    return tuple(stand_of(een, wacht=een.wacht, opgegeven=een.op) for een in geteld.order_by("-created_at", "-id"))


def _count(toestand: Toestand) -> Count:
    return Count("bezorgingen", filter=Q(bezorgingen__toestand=toestand.value))


def find_ledger(
    *,
    actor: Actor,
    kanaal: Kanaal,
    abonnement_id: UUID,
    toestand: Toestand | None = None,
    na: UUID | None = None,
    hooguit: int = BLAD_MAX,
) -> Bezorgingenblad:
    """What was told to an own abonnement, newest first; `na` goes on after that one. Raises D203, N101."""
    require_following(actor)
    abonnement = own(actor, kanaal).filter(pk=abonnement_id).first()
    if abonnement is None:
        raise DomainError.one("N101")
    rijen = Bezorging.objects.filter(abonnement=abonnement).select_related("abonnement").defer(*VERZEGELD)
    if toestand is not None:
        rijen = rijen.filter(toestand=toestand.value)
    if na is not None:
        rijen = rijen.filter(_older(abonnement, na))
    gevonden = list(rijen.order_by("-created_at", "-id")[: hooguit + 1])
    blad = gevonden[:hooguit]
    return Bezorgingenblad(
        bezorgingen=tuple(bezorging_of(rij) for rij in blad),
        volgende=blad[-1].id if len(gevonden) > hooguit else None,
    )


def _older(abonnement: Abonnement, na: UUID) -> Q:
    """In the order of the ledger, after this one. After one that is not there comes nothing."""
    moment = abonnement.bezorgingen.filter(pk=na).values_list("created_at", flat=True).first()
    if moment is None:
        return Q(pk__in=())
    return Q(created_at__lt=moment) | Q(created_at=moment, id__lt=na)


def deliveries(*, toestanden: Iterable[Toestand], hooguit: int) -> tuple[Bezorgingstand, ...]:
    """Of everybody, for whoever runs the portal: what happened longest ago first. What is for nobody any more was
    ended on purpose, and is none that did not arrive."""
    rijen = Bezorging.objects.filter(toestand__in=[toestand.value for toestand in toestanden]).exclude(FOR_NOBODY)
    gelezen = rijen.select_related("abonnement").defer(*VERZEGELD).order_by("created_at", "id")
    return tuple(bezorging_of(rij) for rij in gelezen[:hooguit])


def sends(kanaal: Kanaal) -> bool:
    """Can this portal send anything by this way?"""
    return not VERZENDERS[kanaal].check_config()


def is_behind(*, now: datetime) -> bool:
    """Does something wait for longer than a worker that runs would leave it, by a way that this portal has? What waits
    for its next attempt, or for a receiver that rests or is stopped, is left; so is what is claimed, but no claim lasts
    so long."""
    kanalen = [kanaal.value for kanaal in Kanaal if sends(kanaal)]
    wachtend = Bezorging.objects.filter(toestand=Toestand.WACHT.value, abonnement__kanaal__in=kanalen)
    wachtend = wachtend.exclude(abonnement__organisatiecode__in=stopped_codes())
    lang = now - ACHTERSTAND
    vrij = Q(geclaimd_tot_at=None) | Q(geclaimd_tot_at__lt=lang)
    uitgerust = Q(abonnement__rust_tot_at=None) | Q(abonnement__rust_tot_at__lt=lang)
    return wachtend.filter(vrij, uitgerust, volgende_poging_at__lt=lang).exists()


def count_waiting(kanaal: Kanaal) -> int:
    return Bezorging.objects.filter(toestand=Toestand.WACHT.value, abonnement__kanaal=kanaal.value).count()


def find_news(token: str) -> Nieuws | None:
    """What the mail with this link was about; None for a link that nobody was sent."""
    rijen = Bezorging.objects.select_related("abonnement").defer(*VERZEGELD)
    rij = rijen.filter(link_hash=link_hash(token)).first()
    if rij is None or rij.aanvraag_id is None:
        return None
    return Nieuws(
        soort=Soort(rij.soort),
        organisatiecode=rij.abonnement.organisatiecode,
        aanvraag_id=rij.aanvraag_id,
        aanvraagnummer=rij.aanvraagnummer,
    )


def stand_of(abonnement: Abonnement, *, wacht: int = 0, opgegeven: int = 0) -> Abonnementstand:
    return Abonnementstand(
        id=abonnement.id,
        kanaal=Kanaal(abonnement.kanaal),
        adres=abonnement.adres,
        soorten=tuple(Soort(soort) for soort in abonnement.soorten),
        softwarepakket=abonnement.softwarepakket,
        created_at=abonnement.created_at,
        created_by=abonnement.created_by,
        ended_at=abonnement.ended_at,
        wacht=wacht,
        opgegeven=opgegeven,
    )


def bezorging_of(rij: Bezorging) -> Bezorgingstand:
    return Bezorgingstand(
        id=rij.id,
        kanaal=Kanaal(rij.abonnement.kanaal),
        organisatiecode=rij.abonnement.organisatiecode,
        aanvraag_id=rij.aanvraag_id,
        soort=bezorgsoort(rij.soort),
        status=rij.status,
        created_at=rij.created_at,
        toestand=Toestand(rij.toestand),
        pogingen=rij.pogingen,
        volgende_poging_at=rij.volgende_poging_at if rij.toestand == Toestand.WACHT.value else None,
        bezorgd_at=rij.bezorgd_at,
        foutsoort=rij.foutsoort,
        foutcode=rij.foutcode,
    )
