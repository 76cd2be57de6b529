"""What the trail says of one chain. Who may read it, and that reading leaves a trace itself, is up to the caller."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from machtigingen.audit.actions import SYSTEEM
from machtigingen.audit.foutregel import Foutplek, read_fouten, write_fouten
from machtigingen.audit.models import Regel
from machtigingen.foundation import Actor, Fout, Soort

LOGBOEK_BEKEKEN = "logboek_bekeken"
MUTATIE_BEKEKEN = "mutatie_bekeken"
TOEGANG_GEWEIGERD = "toegang_geweigerd"
INLOGGEN_GEWEIGERD = "inloggen_geweigerd"
AANROEP_GEWEIGERD = "aanroep_geweigerd"
_GEEN_AANROEP = (LOGBOEK_BEKEKEN, MUTATIE_BEKEKEN, INLOGGEN_GEWEIGERD)


@dataclass(frozen=True, kw_only=True)
class Aanroep:
    """One call by software, as the trail tells it."""

    volgnummer: int
    tijdstip: datetime
    handeling: str
    onderwerp: str
    certificaat: str
    gelukt: bool
    code: str
    fouten: tuple[Foutplek, ...]
    correlatie_id: str
    softwarepakket: str


@dataclass(frozen=True, kw_only=True)
class Logboekvraag:
    """Which calls: those since a moment, of one package, with one correlation id, with one code among their faults.
    What is not said does not matter."""

    vanaf: datetime | None = None
    softwarepakket: str = ""
    correlatie_id: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Daad:
    """One act, as the trail tells it: who did what, with what, and why."""

    tijdstip: datetime
    door: str
    handeling: str
    onderwerp: str
    reden: str


@dataclass(frozen=True, kw_only=True)
class Dadenvraag:
    """Which acts: of these kinds, from a moment and before another, by one person, with one of these things. `eigen`:
    what the portal itself, or who runs it, did with these counts too."""

    handelingen: Collection[str]
    vanaf: datetime | None = None
    voor: datetime | None = None
    door: str = ""
    onderwerpen: Collection[str] | None = None
    eigen: Collection[str] = ()


def acts(keten: str, vraag: Dadenvraag, *, hooguit: int) -> tuple[Daad, ...]:
    """The acts in one chain, and those of the portal with what is its own, newest first."""
    gevonden = _acts(keten, vraag)
    if vraag.vanaf is not None:
        gevonden = gevonden.filter(recorded_at__gte=vraag.vanaf)
    if vraag.voor is not None:
        gevonden = gevonden.filter(recorded_at__lt=vraag.voor)
    if vraag.door:
        gevonden = gevonden.filter(actor=vraag.door)
    if vraag.onderwerpen is not None:
        gevonden = gevonden.filter(onderwerp__in=vraag.onderwerpen)
    return tuple(
        Daad(
            tijdstip=regel.recorded_at,
            door=regel.actor,
            handeling=regel.handeling,
            onderwerp=regel.onderwerp,
            reden=regel.reden,
        )
        for regel in gevonden.order_by("-recorded_at", "-pk")[:hooguit]
    )


def who_acted(keten: str, vraag: Dadenvraag) -> tuple[str, ...]:
    """The names of whoever did something of that kind, in order."""
    return tuple(_acts(keten, vraag).order_by("actor").values_list("actor", flat=True).distinct())


def _acts(keten: str, vraag: Dadenvraag) -> QuerySet[Regel]:
    waar = Q(keten=keten) | Q(keten=SYSTEEM, onderwerp__in=vraag.eigen)
    return Regel.objects.filter(waar, handeling__in=vraag.handelingen, code="")


def calls(keten: str, vraag: Logboekvraag, *, vanaf: datetime, na: int | None, hooguit: int) -> tuple[Aanroep, ...]:
    """The calls by software in one chain, newest first, none before `vanaf`; `na` goes on after the call with that
    number. Looking at this log is no call that it shows, nor is each of the aanvragen that one call showed, nor a
    certificate of software in a browser."""
    sinds = max(vanaf, vraag.vanaf or vanaf)
    gevonden = _by_software(keten, vanaf=sinds).exclude(handeling__in=_GEEN_AANROEP)
    if vraag.softwarepakket:
        gevonden = gevonden.filter(softwarepakket=vraag.softwarepakket)
    if vraag.correlatie_id:
        gevonden = gevonden.filter(correlatie_id=vraag.correlatie_id)
    if vraag.code:
        gevonden = gevonden.filter(Q(code=vraag.code) | Q(fouten__contains=vraag.code))
    if na is not None:
        gevonden = gevonden.filter(_older(keten, na))
    return tuple(_aanroep(regel) for regel in gevonden.order_by("-recorded_at", "-volgnummer")[:hooguit])


def packages(keten: str, *, vanaf: datetime) -> tuple[str, ...]:
    """The names of the packages that called, in order."""
    benoemd = _by_software(keten, vanaf=vanaf).exclude(softwarepakket="").order_by("softwarepakket")
    return tuple(benoemd.values_list("softwarepakket", flat=True).distinct())


def was_refused_since(actor: Actor, *, handeling: str, fouten: Sequence[Fout], vanaf: datetime) -> bool:
    """Is it in the trail already that this certificate was refused for these faults?"""
    geweigerd = Regel.objects.filter(keten=actor.keten, recorded_at__gte=vanaf, handeling=handeling)
    return geweigerd.filter(certificaat=actor.certificaat, fouten=write_fouten(fouten)).exists()


def count_since(actor: Actor, *, handeling: str, vanaf: datetime) -> int:
    """How often this certificate did this since then, what was refused left out."""
    gedaan = Regel.objects.filter(keten=actor.keten, recorded_at__gt=vanaf, handeling=handeling, code="")
    return gedaan.filter(certificaat=actor.certificaat).count()


def _by_software(keten: str, *, vanaf: datetime) -> QuerySet[Regel]:
    """Also what knocked with a certificate of the wrong kind."""
    van_software = Q(soort_actor=Soort.SYSTEEM.value) | Q(handeling=TOEGANG_GEWEIGERD)
    return Regel.objects.filter(van_software, keten=keten, recorded_at__gte=vanaf)


def _older(keten: str, volgnummer: int) -> Q:
    """In the order of the log, after this row. After a row that is not there comes nothing."""
    moment = Regel.objects.filter(keten=keten, volgnummer=volgnummer).values_list("recorded_at", flat=True).first()
    if moment is None:
        return Q(pk__in=())
    return Q(recorded_at__lt=moment) | Q(recorded_at=moment, volgnummer__lt=volgnummer)


def _aanroep(regel: Regel) -> Aanroep:
    return Aanroep(
        volgnummer=regel.volgnummer,
        tijdstip=regel.recorded_at,
        handeling=regel.handeling,
        onderwerp=regel.onderwerp,
        certificaat=regel.actor,
        gelukt=not regel.code,
        code=regel.code,
        fouten=read_fouten(regel.fouten),
        correlatie_id=regel.correlatie_id,
        softwarepakket=regel.softwarepakket,
    )


def last_recorded_at() -> datetime | None:
    """When the newest line of all chains was written, by the clock of then."""
    return Regel.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
