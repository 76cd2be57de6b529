"""Which values does a rule need that nobody typed? Worked out from answers: the input expressions of DMN.

A closed set of pure functions, declared by name in beslistabel.yaml, and tables that another one builds on. A value is
there when all it is worked out from is on the path, and known when all of that is answered; what cannot be worked out
is not known. The value of a table is always there: what is off the path fits no test in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from machtigingen.beslisboom.rijen import amount, total
from machtigingen.beslisboom.tabel import Deeltabel
from machtigingen.beslisboom.verband import Verband
from machtigingen.beslisboom.vraag import Rij, Vraag, Waarde

Antwoorden = Mapping[str, Waarde]


@dataclass(frozen=True)
class JarenSinds:
    """The whole years, or months, from one date to another; not known when the dates stand the wrong way round."""

    van: str
    tot: str
    in_maanden: bool = False

    @property
    def bronnen(self) -> tuple[str, ...]:
        return self.van, self.tot

    def value(self, antwoorden: Antwoorden) -> Waarde | None:
        begin, end = (date.fromisoformat(str(antwoorden[bron])) for bron in self.bronnen)
        months = 12 * (end.year - begin.year) + end.month - begin.month - (end.day < begin.day)
        return (months if self.in_maanden else months // 12) if begin <= end else None


@dataclass(frozen=True)
class TotaalVan:
    """What a table adds up to: the same number that people see below it."""

    tabel: Vraag

    @property
    def bronnen(self) -> tuple[str, ...]:
        return (self.tabel.link_id,)

    def value(self, antwoorden: Antwoorden) -> Waarde | None:
        together = total(self.tabel, rows_of(antwoorden, self.tabel.link_id))
        return None if together is None else format(together.normalize() + 0, "f")


@dataclass(frozen=True)
class BinnenGrenzen:
    """Whether in every row this amount is at most the limit of that row's code; a code without a limit is not known."""

    tabel: str
    kolom: str
    per: str
    grenzen: Mapping[str, str]

    @property
    def bronnen(self) -> tuple[str, ...]:
        return (self.tabel,)

    def value(self, antwoorden: Antwoorden) -> Waarde | None:
        pairs = [
            (amount(rij.get(self.kolom)), self.grenzen.get(str(rij.get(self.per))))
            for rij in rows_of(antwoorden, self.tabel)
        ]
        known = [spent <= Decimal(limit) for spent, limit in pairs if spent is not None and limit is not None]
        if False in known:
            return False
        return True if known and len(known) == len(pairs) else None


@dataclass(frozen=True)
class HoudtVerband:
    """Whether all rows of a table keep to a rule over them."""

    tabel: str
    verband: Verband

    @property
    def bronnen(self) -> tuple[str, ...]:
        return (self.tabel,)

    def value(self, antwoorden: Antwoorden) -> Waarde | None:
        return self.verband.holds(rows_of(antwoorden, self.tabel))


@dataclass(frozen=True)
class NaTermijn:
    """Whether the last time is long enough ago for what is asked again: the rows with one of `deze`. Without such rows
    it is, whatever the days; when the day of the last time is not known neither is this, nor when a row does not say
    what it is about."""

    tabel: str
    kolom: str
    deze: frozenset[str]
    sinds: JarenSinds
    maanden: int

    @property
    def bronnen(self) -> tuple[str, ...]:
        return (self.tabel,)

    def counts(self, antwoorden: Antwoorden) -> bool:
        return any(rij.get(self.kolom) in self.deze for rij in rows_of(antwoorden, self.tabel))

    def value(self, antwoorden: Antwoorden) -> Waarde | None:
        if any(self.kolom not in rij for rij in rows_of(antwoorden, self.tabel)):
            return None
        if not self.counts(antwoorden):
            return True
        months = value_of(self.sinds, antwoorden)
        return None if months is None else int(str(months)) >= self.maanden


Functie = JarenSinds | TotaalVan | BinnenGrenzen | HoudtVerband | NaTermijn
Berekening = Functie | Deeltabel


@dataclass(frozen=True)
class Afgeleid:
    """A named value: `vraag` says how it is called, compared and shown, `berekening` how it is worked out."""

    vraag: Vraag
    berekening: Berekening


def all_sources(functie: Functie) -> tuple[str, ...]:
    """The questions that this value can come from, whatever is answered."""
    return functie.bronnen + (functie.sinds.bronnen if isinstance(functie, NaTermijn) else ())


def needed_for(functie: Functie, antwoorden: Antwoorden) -> tuple[str, ...]:
    """Those of them that have to be on the path before it can fit a test."""
    without_term = isinstance(functie, NaTermijn) and not functie.counts(antwoorden)
    return functie.bronnen if without_term else all_sources(functie)


def decimals_of(functie: Functie) -> int | None:
    """How many decimals such a value has at most; None when that is not said."""
    if not isinstance(functie, TotaalVan) or functie.tabel.totaal is None:
        return None
    amounts = [kolom.decimalen for kolom in functie.tabel.kolommen if kolom.link_id in functie.tabel.totaal.som]
    known = [decimals for decimals in amounts if decimals is not None]
    return max(known) if known and len(known) == len(amounts) else None


def value_of(functie: Functie, antwoorden: Antwoorden) -> Waarde | None:
    """None as soon as something that it is worked out from is not answered."""
    known = all(bron in antwoorden for bron in functie.bronnen)
    return functie.value(antwoorden) if known else None


def rows_of(antwoorden: Antwoorden, tabel: str) -> list[Rij]:
    """The rows of a table that was answered."""
    rijen = antwoorden.get(tabel)
    return [rij for rij in rijen if isinstance(rij, dict)] if isinstance(rijen, list) else []
