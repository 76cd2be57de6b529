"""What may stand together in a table? Rules over its rows, as data: in the words of tariff rules.

Within each jaw, element or whatever the columns `per` say: not together with, only with, how many, and how much. At the
question itself such a rule refuses the rows that break it; as a derived value (`afgeleid`) it is for the rules.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from machtigingen.beslisboom.onbekend import Bekend, all_hold

Rijen = Sequence[Mapping[str, object]]


class Verbandsoort(StrEnum):
    """How rows hang together."""

    NIET_SAMEN = "niet_samen"
    ALLEEN_MET = "alleen_met"
    AANTAL = "aantal"
    BEDRAG = "bedrag"


@dataclass(frozen=True, kw_only=True)
class Verband:
    """About the rows that have one of `deze` in `kolom`: what others (`met`) are or are not there, how often they are
    there together (`telt` is the column with the number), or how much stands in their column `telt`."""

    soort: Verbandsoort
    kolom: str
    deze: frozenset[str]
    met: frozenset[str] = frozenset()
    per: tuple[str, ...] = ()
    telt: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    tekst: str = ""

    def judge(self, rijen: Rijen) -> list[Bekend]:
        """Per row whether it keeps to this; not known when something is missing that it depends on."""
        return [self._holds(rijen, number) if self._is_about(rij) else True for number, rij in enumerate(rijen)]

    def holds(self, rijen: Rijen) -> Bekend:
        return all_hold(self.judge(rijen))

    def _is_about(self, rij: Mapping[str, object]) -> bool:
        return rij.get(self.kolom) in self.deze

    def _holds(self, rijen: Rijen, number: int) -> Bekend:
        return _OORDEEL[self.soort](self, rijen, number)

    def _beside(self, rijen: Rijen, number: int) -> Bekend:
        """Whether one of the others stands in the same jaw or element."""
        found = {
            self._same_place(rijen[number], rij)
            for other, rij in enumerate(rijen)
            if other != number and rij.get(self.kolom) in self.met
        }
        return True if True in found else None if None in found else False

    def _same_place(self, one: Mapping[str, object], other: Mapping[str, object]) -> Bekend:
        pairs = [(one.get(name), other.get(name)) for name in self.per]
        return all_hold(None if None in pair else pair[0] == pair[1] for pair in pairs)

    def _apart(self, rijen: Rijen, number: int) -> Bekend:
        beside = self._beside(rijen, number)
        return None if beside is None else not beside

    def _counted(self, rijen: Rijen, number: int) -> Bekend:
        together = [
            (self._same_place(rijen[number], rij), self._number(rij) if self.telt else Decimal(1))
            for rij in rijen
            if self._is_about(rij)
        ]
        if any(same is None or (same and amount is None) for same, amount in together):
            return None
        return self._within(sum((amount for same, amount in together if same and amount is not None), Decimal()))

    def _amount(self, rijen: Rijen, number: int) -> Bekend:
        amount = self._number(rijen[number])
        return None if amount is None else self._within(amount)

    def _number(self, rij: Mapping[str, object]) -> Decimal | None:
        cell = rij.get(self.telt)
        return None if cell is None else Decimal(str(cell))

    def _within(self, number: Decimal) -> bool:
        enough = self.minimum is None or self.minimum <= number
        return enough and (self.maximum is None or number <= self.maximum)


_OORDEEL: Mapping[Verbandsoort, Callable[[Verband, Rijen, int], Bekend]] = {
    Verbandsoort.NIET_SAMEN: Verband._apart,
    Verbandsoort.ALLEEN_MET: Verband._beside,
    Verbandsoort.AANTAL: Verband._counted,
    Verbandsoort.BEDRAG: Verband._amount,
}
