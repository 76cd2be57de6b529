"""How much was asked, how much of it decided itself, and how long did the rest take? Pure: rows in, figures out.

A row says nothing of a patient, and neither do the figures. Each aanvraag counts once, in the month in which it was
sent. The time to a decision is counted in working days, without those on which the insurer waited for an answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import cached_property, lru_cache
from typing import Self

from machtigingen.aanvragen.termijn import Pauze
from machtigingen.foundation.datums import NEDERLAND
from machtigingen.foundation.werkdagen import werkdagen_tussen


class Afloop(Enum):
    """How it stands with what was sent: open, decided in one of four ways, or over without a decision."""

    OPEN = "open"
    GOEDGEKEURD = "goedgekeurd"
    GEDEELTELIJK_GOEDGEKEURD = "gedeeltelijk_goedgekeurd"
    AFGEWEZEN = "afgewezen"
    NIET_NODIG = "niet_nodig"
    INGETROKKEN = "ingetrokken"
    VERVALLEN = "vervallen"


BESLOTEN = (Afloop.GOEDGEKEURD, Afloop.GEDEELTELIJK_GOEDGEKEURD, Afloop.AFGEWEZEN, Afloop.NIET_NODIG)


@dataclass(frozen=True, kw_only=True)
class Meting:
    """What counts of one aanvraag. `besloten_at` and `eerst_door_regel` are of the first decision on it, `afloop` and
    `door_regel` of the last."""

    formulier: str
    softwarepakket: str
    ingediend_at: datetime
    afloop: Afloop
    besloten_at: datetime | None = None
    door_regel: bool = False
    eerst_door_regel: bool = False
    termijn_tot_on: date | None = None
    pauzes: tuple[Pauze, ...] = ()

    @property
    def is_besloten(self) -> bool:
        return self.afloop in BESLOTEN

    def is_te_laat(self, vandaag: date) -> bool:
        return self.afloop is Afloop.OPEN and self.termijn_tot_on is not None and self.termijn_tot_on < vandaag

    @property
    def doorlooptijd(self) -> int | None:
        """The working days until the first decision that the insurer did not wait; None while there is none."""
        if not self.is_besloten or self.besloten_at is None:
            return None
        return working_days(day_of(self.ingediend_at), day_of(self.besloten_at), pauzes=self.pauzes)


MEESTE_MAANDEN = 25  # two years, wherever in a month they begin
OUDST = date(2000, 1, 1)  # no aanvraag is older


@dataclass(frozen=True, kw_only=True)
class Periode:
    """From the first day up to and including the last, by the day on which an aanvraag was sent."""

    van: date
    tot: date

    @classmethod
    def last_year(cls, vandaag: date) -> Self:
        """Twelve calendar months, of which this one is the last."""
        vorig_jaar = vandaag.month < 12
        return cls(van=date(vandaag.year - vorig_jaar, vandaag.month % 12 + 1, 1), tot=vandaag)

    @property
    def maanden(self) -> tuple[date, ...]:
        """The first day of each month in it."""
        eerste, laatste = (dag.year * 12 + dag.month - 1 for dag in (self.van, self.tot))
        return tuple(date(maand // 12, maand % 12 + 1, 1) for maand in range(eerste, laatste + 1))

    @property
    def is_too_long(self) -> bool:
        """More than two years, or from before there were aanvragen."""
        return self.van < OUDST or len(self.maanden) > MEESTE_MAANDEN


@dataclass(frozen=True)
class Doorlooptijd:
    """How many decisions took how many working days."""

    per_dag: Mapping[int, int]

    @cached_property
    def aantal(self) -> int:
        return sum(self.per_dag.values())

    @property
    def gemiddeld(self) -> float | None:
        return sum(dagen * aantal for dagen, aantal in self.per_dag.items()) / self.aantal if self.aantal else None

    @property
    def mediaan(self) -> float | None:
        """Half of them took this long at most; between two days the mean of both."""
        if not self.aantal:
            return None
        return (self._nth((self.aantal + 1) // 2) + self._nth(self.aantal // 2 + 1)) / 2

    def binnen(self, procent: int) -> int | None:
        """So many per cent took this many days at most."""
        return self._nth(max(1, -(-self.aantal * procent // 100))) if self.aantal else None

    def _nth(self, plaats: int) -> int:
        for dagen in sorted(self.per_dag):
            plaats -= self.per_dag[dagen]
            if plaats <= 0:
                return dagen
        raise ValueError("there are not so many")


@dataclass(frozen=True, kw_only=True)
class Telling:
    """The figures of one group. Shares are of what was decided, 0 to 1; None while nothing was."""

    per_afloop: Mapping[Afloop, int]
    vanzelf: int
    te_laat: int
    doorlooptijd: Doorlooptijd
    doorlooptijd_beoordelaar: Doorlooptijd

    def aantal(self, *aflopen: Afloop) -> int:
        return sum(self.per_afloop.get(afloop, 0) for afloop in aflopen)

    @property
    def ingediend(self) -> int:
        return self.aantal(*Afloop)

    @property
    def besloten(self) -> int:
        return self.aantal(*BESLOTEN)

    @property
    def aandeel_vanzelf(self) -> float | None:
        return self.vanzelf / self.besloten if self.besloten else None

    def aandeel(self, afloop: Afloop) -> float | None:
        return self.aantal(afloop) / self.besloten if self.besloten else None


@dataclass(frozen=True, kw_only=True)
class Cijfers:
    """All of a period. The groups stand by size, the months in order; a month without anything is there too."""

    periode: Periode
    totaal: Telling
    per_formulier: Mapping[str, Telling]
    per_softwarepakket: Mapping[str, Telling]
    per_maand: Mapping[date, Telling]


def count(metingen: Iterable[Meting], *, periode: Periode, vandaag: date) -> Cijfers:
    """One pass over the rows, in any order; what is kept does not grow with their number."""
    totaal = _Teller()
    formulieren: dict[str, _Teller] = defaultdict(_Teller)
    pakketten: dict[str, _Teller] = defaultdict(_Teller)
    maanden = {maand: _Teller() for maand in periode.maanden}
    for meting in metingen:
        tellers = (
            totaal,
            formulieren[meting.formulier],
            pakketten[meting.softwarepakket],
            maanden[day_of(meting.ingediend_at).replace(day=1)],
        )
        te_laat, dagen = meting.is_te_laat(vandaag), meting.doorlooptijd
        for teller in tellers:
            teller.add(meting, te_laat=te_laat, dagen=dagen)
    return Cijfers(
        periode=periode,
        totaal=totaal.telling(),
        per_formulier=_by_size(formulieren),
        per_softwarepakket=_by_size(pakketten),
        per_maand={maand: teller.telling() for maand, teller in maanden.items()},
    )


def _by_size(tellers: Mapping[str, "_Teller"]) -> dict[str, Telling]:
    tellingen = {naam: teller.telling() for naam, teller in tellers.items()}
    return dict(sorted(tellingen.items(), key=lambda groep: (-groep[1].ingediend, groep[0])))


@dataclass
class _Teller:
    """A telling on its way."""

    per_afloop: Counter[Afloop] = field(default_factory=Counter)
    vanzelf: int = 0
    te_laat: int = 0
    dagen: Counter[int] = field(default_factory=Counter)
    dagen_beoordelaar: Counter[int] = field(default_factory=Counter)

    def add(self, meting: Meting, *, te_laat: bool, dagen: int | None) -> None:
        self.per_afloop[meting.afloop] += 1
        self.te_laat += te_laat
        vanzelf = meting.is_besloten and meting.door_regel
        self.vanzelf += vanzelf
        if dagen is not None:
            self.dagen[dagen] += 1
            if not (
                vanzelf or meting.eerst_door_regel
            ):  # opened again after a rule, it is no decision that took a person no day
                self.dagen_beoordelaar[dagen] += 1

    def telling(self) -> Telling:
        return Telling(
            per_afloop=dict(self.per_afloop),
            vanzelf=self.vanzelf,
            te_laat=self.te_laat,
            doorlooptijd=Doorlooptijd(dict(self.dagen)),
            doorlooptijd_beoordelaar=Doorlooptijd(dict(self.dagen_beoordelaar)),
        )


def day_of(moment: datetime) -> date:
    """The day in the Netherlands."""
    return moment.astimezone(NEDERLAND).date()


def working_days(van: date, tot: date, *, pauzes: Sequence[Pauze] = ()) -> int:
    """The working days after `van`, up to and including `tot`, on which the clock ran: the day of a question counts,
    the day of its answer does not (as in `aanvragen.termijn`). A pause without an end lasts."""
    dagen, geteld_tot = _tussen(van, tot), van
    for begin, einde in sorted((begin, min(einde or tot, tot)) for begin, einde in pauzes):
        begin = max(begin, geteld_tot)
        if einde > begin:
            dagen -= _tussen(begin, einde)
            geteld_tot = einde
    return dagen


# The same few days come back for hundreds of thousands of rows.
_tussen = lru_cache(maxsize=100_000)(werkdagen_tussen)
