"""Which rules of a table may fit these answers? One look-up per input, not one per rule.

Rules are bits of a number. Of each input it is worked out once which rules every class of answers passes: the stretches
between the limits that the rules name, or the values that they name and all others. It says exactly what weighing each
rule by itself says.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import xor
from typing import Any

from machtigingen.beslisboom.onbekend import Bekend
from machtigingen.beslisboom.tabel import HitPolicy, Tabel, Toets
from machtigingen.beslisboom.vergelijken import OPERATIES, fits, weight
from machtigingen.beslisboom.vraag import Operator, Vergelijking, Vraag, Waarde

Look = Callable[[str], tuple[Bekend, Waarde | None]]
Toetsen = Sequence[tuple[int, Toets]]
Alternatief = tuple[Vergelijking, ...]


@dataclass(frozen=True)
class Treffers:
    """The rules that fit or may fit, and those of them of which that is not known; the first is the lowest bit."""

    open: int
    onbekend: int

    @property
    def eerste(self) -> int:
        """The number of the first one; -1 when there is none."""
        return (self.open & -self.open).bit_length() - 1

    def nummers(self, hit_policy: HitPolicy) -> list[int]:
        """Those that count under this hit policy."""
        if hit_policy is HitPolicy.FIRST:
            return [self.eerste] if self.open else []
        return [number for number in range(self.open.bit_length()) if self.open >> number & 1]

    def enige(self, hit_policy: HitPolicy) -> int | None:
        """The one rule that decides, when that is known."""
        first = self.open & -self.open
        counted = first if hit_policy is HitPolicy.FIRST else self.open
        return self.eerste if counted and counted == first and not counted & self.onbekend else None


class Regelindex:
    """The rules of one table, by what they look at."""

    def __init__(self, tabel: Tabel, invoer: Mapping[str, Vraag]) -> None:
        self.alle = (1 << len(tabel.regels)) - 1
        tests: dict[tuple[str, int], list[tuple[int, Toets]]] = {}
        for number, regel in enumerate(tabel.regels):
            names = [toets.vraag for toets in regel.toetsen]
            for place, toets in enumerate(regel.toetsen):
                again = names[:place].count(toets.vraag)  # a rule may look at one input more than once
                tests.setdefault((toets.vraag, again), []).append((number, toets))
        self.kolommen = [(name, Kolom(invoer[name], found, self.alle)) for (name, _), found in tests.items()]

    def treffers(self, look: Look) -> Treffers:
        """What may fit when this is what can be seen. What is not asked fits no test."""
        still, unknown = self.alle, 0
        for name, kolom in self.kolommen:
            asked, answer = look(name)
            if asked is False:
                still &= kolom.buiten
            elif answer is None:
                unknown |= kolom.kijkt
            else:
                still &= kolom.passing(answer)
        return Treffers(still, unknown & still)


class Kolom:
    """What the rules of a table want of one input. `kijkt` are the rules that look at it, `buiten` the others."""

    def __init__(self, vraag: Vraag, toetsen: Toetsen, alle: int) -> None:
        self.kijkt = sum(1 << number for number, _ in toetsen)
        self.buiten = alle & ~self.kijkt
        if vraag.meerdere:
            self._klassen: _Geordend | _Los | _Lijst = _Lijst(vraag, toetsen)
        elif vraag.type.geordend:
            self._klassen = _Geordend(vraag, toetsen)
        else:
            self._klassen = _Los(vraag, toetsen)

    def passing(self, antwoord: Waarde) -> int:
        """The rules that this answer keeps in the running."""
        return self._klassen.fitting(antwoord) | self.buiten


class _Geordend:
    """Numbers and dates. Class 2i+1 is the limit i itself, class 2i what lies before it."""

    def __init__(self, vraag: Vraag, toetsen: Toetsen) -> None:
        self._vraag = vraag
        self._grenzen: list[Any] = sorted({weight(vraag, value) for _, toets in toetsen for value in _values(toets)})
        places = {limit: 2 * number + 1 for number, limit in enumerate(self._grenzen)}
        turns = [0] * (2 * len(self._grenzen) + 1)
        for number, toets in toetsen:
            self._mark(turns, 1 << number, toets, places)
        self._passen: list[int] = list(accumulate(turns, xor))

    def _mark(self, turns: list[int], bit: int, toets: Toets, places: Mapping[Any, int]) -> None:
        """Marks each class at which this test turns from fitting to not fitting, or back."""
        covers = Counter({0: 0})
        for alternatief in toets.alternatieven:
            covers.update(dict(self._steps(alternatief, places)))
        covered, before = 0, False
        for place in sorted(covers):
            covered += covers[place]
            now = (covered > 0) is not toets.niet
            if now is not before:
                turns[place] ^= bit
            before = now

    def _steps(self, alternatief: Alternatief, places: Mapping[Any, int]) -> Iterator[tuple[int, int]]:
        """Where one alternative begins to hold (1) and where it ends (-1)."""
        limits = [(one.operator, places[weight(self._vraag, one.waarde)]) for one in alternatief]
        before = False
        for start in sorted({0, *(edge for _, place in limits for edge in (place, place + 1))}):
            now = all(OPERATIES[operator](start, place) for operator, place in limits)
            if now is not before:
                yield start, 1 if now else -1
            before = now

    def fitting(self, antwoord: Waarde) -> int:
        value: Any = weight(self._vraag, antwoord)
        place = bisect_left(self._grenzen, value)
        on_limit = place < len(self._grenzen) and self._grenzen[place] == value
        return self._passen[2 * place + int(on_limit)]


class _Los:
    """Values without an order: those that rules name, and all others."""

    def __init__(self, vraag: Vraag, toetsen: Toetsen) -> None:
        self._anders = sum(1 << number for number, toets in toetsen if fits(vraag, _GEEN, toets))
        self._passen: dict[Waarde, int] = {}
        for number, toets in toetsen:
            otherwise = self._anders >> number & 1
            for value in set(_values(toets)):
                turned = fits(vraag, value, toets) != bool(otherwise)
                self._passen[value] = self._passen.get(value, self._anders) ^ (turned << number)

    def fitting(self, antwoord: Waarde) -> int:
        return self._passen.get(antwoord, self._anders)


class _Lijst:
    """Several values at once. A test that only names values is looked up, any other is weighed."""

    def __init__(self, vraag: Vraag, toetsen: Toetsen) -> None:
        self._vraag = vraag
        plain = [(number, toets) for number, toets in toetsen if _only_names(toets)]
        self._rest = [(number, toets) for number, toets in toetsen if not _only_names(toets)]
        self._wel = sum(1 << number for number, toets in plain if not toets.niet)
        self._niet = sum(1 << number for number, toets in plain if toets.niet)
        self._noemt: dict[Waarde, int] = {}
        for number, toets in plain:
            for value in _values(toets):
                self._noemt[value] = self._noemt.get(value, 0) | 1 << number

    def fitting(self, antwoord: Waarde) -> int:
        named = 0
        for value in antwoord if isinstance(antwoord, list) else []:
            named |= self._noemt.get(str(value), 0)
        weighed = sum(1 << number for number, toets in self._rest if fits(self._vraag, antwoord, toets))
        return named & self._wel | self._niet & ~named | weighed


_GEEN = "\0"  # no answer is this


def _values(toets: Toets) -> Iterable[Waarde]:
    return (one.waarde for alternatief in toets.alternatieven for one in alternatief)


def _only_names(toets: Toets) -> bool:
    return all(len(alternatief) == 1 and alternatief[0].operator is Operator.IS for alternatief in toets.alternatieven)
