"""Which values of a package do its users correct? Counted over the aanvragen that one instantie sent; never a value.

An answer that was emptied, or that the form no longer asked, is not kept when the aanvraag is sent: it does not count.

Counting opens every aanvraag of thirty days. What was sent does not change, so a count is kept for as long as the same
aanvragen are in it; asking again costs one query.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max, Min, QuerySet

from machtigingen.aanvragen.dossier import AANGEPAST, SOFTWAREPAKKET, Antwoord, from_json
from machtigingen.aanvragen.queries import visible_to
from machtigingen.audit.actions import record
from machtigingen.audit.queries import LOGBOEK_BEKEKEN
from machtigingen.beslisboom import Formulier
from machtigingen.formulieren import catalogus
from machtigingen.foundation import RAADPLEGEN, Actor, DomainError
from machtigingen.instroom.logboek import begin
from machtigingen.instroom.models import Instroom
from machtigingen.toegang.queries import require

BEWAARD_MAX = 256


@dataclass(frozen=True, kw_only=True)
class Veldtelling:
    """One question: where in a message its value can stand, how often the package filled it in, and how often a person
    then made it something else."""

    vraag: str
    tekst: str
    paden: tuple[str, ...]
    ingevuld: int
    gewijzigd: int


@dataclass(frozen=True, kw_only=True)
class Versietelling:
    softwarepakket: str
    versie: str
    aanvragen: int
    ingevuld: int
    gewijzigd: int


@dataclass(frozen=True, kw_only=True)
class Correcties:
    """What was corrected most comes first."""

    vanaf: datetime
    aanvragen: int
    velden: tuple[Veldtelling, ...]
    versies: tuple[Versietelling, ...]


def find_corrections(*, actor: Actor, now: datetime, softwarepakket: str = "") -> Correcties:
    """Over the aanvragen sent in the last thirty days that came from a message. Raises D203."""
    require(actor, RAADPLEGEN)
    record(actor=actor, now=now, handeling=LOGBOEK_BEKEKEN)
    reeks = _which(actor, vanaf=begin(now), softwarepakket=softwarepakket)
    return replace(_count(actor, softwarepakket, reeks), vanaf=begin(now))


@dataclass(frozen=True)
class _Reeks:
    """Which aanvragen count: so many, the first and the last sent then. Another one makes it another reeks."""

    aantal: int
    eerste: datetime
    laatste: datetime


def _which(actor: Actor, *, vanaf: datetime, softwarepakket: str) -> _Reeks:
    gevonden = _sent(actor, softwarepakket=softwarepakket, vanaf=vanaf).aggregate(
        aantal=Count("pk"), eerste=Min("aanvraag__ingediend_at"), laatste=Max("aanvraag__ingediend_at")
    )
    return _Reeks(gevonden["aantal"], gevonden["eerste"] or vanaf, gevonden["laatste"] or vanaf)


@lru_cache(maxsize=BEWAARD_MAX)
def _count(actor: Actor, softwarepakket: str, reeks: _Reeks) -> Correcties:
    telling = _Telling()
    berichten = _sent(actor, softwarepakket=softwarepakket, vanaf=reeks.eerste)
    berichten = berichten.filter(aanvraag__ingediend_at__lte=reeks.laatste)
    for instroom in berichten.select_related("aanvraag").only(*_KOLOMMEN).iterator(chunk_size=200):
        telling.add(instroom)
    return Correcties(
        vanaf=reeks.eerste, aanvragen=telling.aanvragen.total(), velden=telling.velden(), versies=telling.versies()
    )


def _sent(actor: Actor, *, softwarepakket: str, vanaf: datetime) -> QuerySet[Instroom]:
    """Messages with the aanvraag that they became. An aanvraag is not older than its last change: that has an index."""
    verzonden = visible_to(actor).filter(updated_at__gte=vanaf, ingediend_at__gte=vanaf)
    berichten = Instroom.objects.filter(agb=str(actor.agb), aanvraag__in=verzonden)
    return berichten.filter(softwarepakket=softwarepakket) if softwarepakket else berichten


_KOLOMMEN = (
    "softwarepakket",
    "aanvraag__formulier_code",
    "aanvraag__formulier_versie",
    "aanvraag__softwarepakket",
    "aanvraag__antwoorden",
)


@dataclass
class _Telling:
    aanvragen: Counter[tuple[str, str]] = field(default_factory=Counter)
    vragen: dict[str, Formulier] = field(default_factory=dict)
    per_vraag: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    per_versie: dict[tuple[str, str], Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, instroom: Instroom) -> None:
        aanvraag = instroom.aanvraag
        if aanvraag is None:
            return
        versie = (instroom.softwarepakket, aanvraag.softwarepakket.removeprefix(instroom.softwarepakket).strip())
        try:
            formulier = catalogus().formulier(aanvraag.formulier_code, aanvraag.formulier_versie)
        except DomainError:  # a version that this portal cannot read breaks no list that it stands in
            return
        self.aanvragen[versie] += 1
        for link_id, gewijzigd in pushed(from_json(aanvraag.antwoorden)).items():
            self.vragen.setdefault(link_id, formulier)
            self.per_vraag[link_id][gewijzigd] += 1
            self.per_versie[versie][gewijzigd] += 1

    def velden(self) -> tuple[Veldtelling, ...]:
        rijen = (_field(link_id, self.vragen[link_id], telling) for link_id, telling in self.per_vraag.items())
        return tuple(sorted(rijen, key=lambda rij: (-rij.gewijzigd, -rij.ingevuld, rij.vraag)))

    def versies(self) -> tuple[Versietelling, ...]:
        return tuple(
            Versietelling(
                softwarepakket=pakket,
                versie=versie,
                aanvragen=aantal,
                ingevuld=self.per_versie[pakket, versie].total(),
                gewijzigd=self.per_versie[pakket, versie][True],
            )
            for (pakket, versie), aantal in sorted(self.aanvragen.items())
        )


def pushed(antwoorden: Mapping[str, Antwoord]) -> dict[str, bool]:
    """Each answer that the package gave, and whether a person changed it. What a register or the certificate decided is
    neither the package's nor the person's."""
    return {
        link_id: antwoord.bron == AANGEPAST
        for link_id, antwoord in antwoorden.items()
        if antwoord.gestuurd_bron == SOFTWAREPAKKET and antwoord.bron in (SOFTWAREPAKKET, AANGEPAST)
    }


def _field(link_id: str, formulier: Formulier, telling: Counter[bool]) -> Veldtelling:
    vraag = formulier.vraag(link_id)
    herkomst = formulier.voorinvulling.get(link_id, ())
    return Veldtelling(
        vraag=link_id,
        tekst=vraag.tekst if vraag else link_id,
        paden=tuple(plek.pad for plek in herkomst if plek.bron == SOFTWAREPAKKET),
        ingevuld=telling.total(),
        gewijzigd=telling[True],
    )
