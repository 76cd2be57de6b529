"""Which values of an input could make a difference? One from each class that the rules and conditions tell apart.

All choices, and of numbers and dates each limit with both its neighbours. Codes in a table that are always looked at
together are one class; of those classes every selection is tried.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from math import prod
from typing import TypeVar

from machtigingen.beslisboom.afgeleid import decimals_of
from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.rijen import MEESTE_RIJEN
from machtigingen.beslisboom.tabel import Deeltabel, Tabel
from machtigingen.beslisboom.vraag import Operator, Rij, Vergelijking, Vraag, Vraagtype, Waarde

_EIGEN_WOORDEN = "Iets anders, in eigen woorden"
MEESTE_KLASSEN = 8_192  # of one question
MEESTE_SAMEN = 50_000

T = TypeVar("T")
Alternatieven = tuple[Vergelijking, ...]


class TeVeel(Exception):
    """More than can be looked through; about this question, or the whole form."""


@dataclass(frozen=True)
class Invoer:
    """Something that decides: there when its sources are on the path, and then one of these sets of values. That of a
    table follows from its rules."""

    bronnen: tuple[str, ...]
    klassen: tuple[Mapping[str, Waarde], ...]
    tabel: str = ""

    @property
    def namen(self) -> tuple[str, ...]:
        """Its names: of the values, or of a table its own."""
        return tuple(self.klassen[0]) if self.klassen else (self.tabel,)


def deciding(formulier: Formulier) -> list[Invoer]:
    """Every input that a rule or condition looks at, each after what it depends on. Raises TeVeel as soon as they have
    too many classes together: a small file could ask for more than fits in memory."""
    found: list[Invoer] = []
    room = MEESTE_SAMEN
    for invoer in _inputs(formulier):
        room -= len(invoer.klassen)
        if room < 0:
            raise TeVeel(formulier.code)
        found.append(invoer)
    return found


def _inputs(formulier: Formulier) -> Iterator[Invoer]:
    """One by one, so that no more of them are made than are wanted."""
    places = _places(formulier)
    for vraag in formulier.vragen:
        if vraag.link_id in places:
            yield _question(vraag, places[vraag.link_id])
        if any(cel.link_id in places for cel in vraag.cellen):
            yield Invoer((vraag.link_id,), tuple(_tables(vraag, places)))
    for derived in formulier.beslistabel.afgeleid:
        name = derived.vraag.link_id
        if isinstance(derived.berekening, Deeltabel):
            yield Invoer((), (), tabel=name)
        elif name in places:
            vraag = replace(derived.vraag, decimalen=decimals_of(derived.berekening))
            yield Invoer(derived.berekening.bronnen, _question(vraag, places[name]).klassen)


def _question(vraag: Vraag, places: list[Alternatieven]) -> Invoer:
    limits = [vergelijking.waarde for place in places for vergelijking in place]
    values = _classes(vraag, limits)
    if len(values) > MEESTE_KLASSEN:
        raise TeVeel(vraag.link_id)
    return Invoer((vraag.link_id,), tuple({vraag.link_id: value} for value in values))


def _places(formulier: Formulier) -> dict[str, list[Alternatieven]]:
    """Per input where it is compared, each with the comparisons of which one is enough."""
    places: dict[str, list[Alternatieven]] = {}
    for vraag in formulier.items:
        for name in {voorwaarde.vraag for voorwaarde in vraag.enable_when}:
            compared = [each.vergelijking for each in vraag.enable_when if each.vraag == name]
            places.setdefault(name, []).extend([tuple(compared)] if vraag.enable_any else [(one,) for one in compared])
    tables: list[Tabel] = [formulier.beslistabel, *formulier.deeltabellen.values()]
    for regel in (regel for tabel in tables for regel in tabel.regels):
        for toets in regel.toetsen:
            single = all(len(alternatief) == 1 for alternatief in toets.alternatieven)
            flat = tuple(one for alternatief in toets.alternatieven for one in alternatief)
            places.setdefault(toets.vraag, []).extend([flat] if single else [(one,) for one in flat])
    return places


def _tables(vraag: Vraag, places: Mapping[str, list[Alternatieven]]) -> Iterator[Mapping[str, Waarde]]:
    """The table with every selection of the rows that could make a difference, and what then is in its columns."""
    kinds = {
        kolom.link_id: _kinds(kolom, places[cel.link_id]) if cel.link_id in places else _sample(kolom)
        for kolom, cel in zip(vraag.kolommen, vraag.cellen, strict=True)
    }
    filled = {name: values for name, values in kinds.items() if values}
    if prod(len(values) for values in filled.values()) > MEESTE_RIJEN:
        raise TeVeel(vraag.link_id)
    rows: list[Rij] = [dict(zip(filled, values, strict=True)) for values in product(*filled.values())]
    for chosen in _selections(vraag, rows):
        cells = {f"{vraag.link_id}.{name}": list(dict.fromkeys(str(row[name]) for row in chosen)) for name in filled}
        yield {vraag.link_id: chosen, **cells}


def _kinds(kolom: Vraag, places: list[Alternatieven]) -> list[Waarde]:
    """One code of each group that no place tells apart."""
    named: dict[str, list[int]] = {}
    for number, group in enumerate(_groups(places)):
        for code in group:
            named.setdefault(code, []).append(number)
    kinds: dict[tuple[int, ...], Waarde] = {}
    for optie in kolom.opties:
        kinds.setdefault(tuple(named.get(optie.code, ())), optie.code)
    return list(kinds.values())


def _groups(places: list[Alternatieven]) -> Iterator[set[str]]:
    for place in places:
        together = all(vergelijking.operator is Operator.IS for vergelijking in place)
        codes = [str(vergelijking.waarde) for vergelijking in place]
        yield from [set(codes)] if together else [{code} for code in codes]


def _sample(kolom: Vraag) -> list[Waarde]:
    """Any value that can be, for a column that must be filled in and decides nothing."""
    if not kolom.verplicht:
        return []
    match kolom.type:
        case Vraagtype.CHOICE:
            return [kolom.opties[0].code]
        case Vraagtype.INTEGER:
            return [int(Decimal(kolom.minimum or "1"))]
        case Vraagtype.DECIMAL:
            return [kolom.minimum or "0"]
        case _:
            return ["11"]


def _classes(vraag: Vraag, limits: list[Waarde]) -> list[Waarde]:
    """One answer from each class that these limits tell apart."""
    match vraag.type:
        case Vraagtype.BOOLEAN:
            return [True, False]
        case Vraagtype.CHOICE:
            codes = [optie.code for optie in vraag.opties]
            return list(_selections(vraag, codes)) if vraag.meerdere else list(codes)
        case Vraagtype.OPEN_CHOICE:
            return [*(optie.code for optie in vraag.opties), _EIGEN_WOORDEN]
        case Vraagtype.DATE:
            days = {day for limit in limits for day in _around(date.fromisoformat(str(limit)))}
            return [day.isoformat() for day in sorted(days) if _lies_between(vraag, day)]
        case _:
            return _numbers(vraag, {Decimal(str(limit)) for limit in limits})


def _around(day: date) -> Iterator[date]:
    """The day with both its neighbours, as far as there are days."""
    number, last = day.toordinal(), date.max.toordinal()
    return (date.fromordinal(near) for near in (number - 1, number, number + 1) if 0 < near <= last)


def _lies_between(vraag: Vraag, day: date) -> bool:
    return (vraag.minimum or "") <= day.isoformat() and (not vraag.maximum or day.isoformat() <= vraag.maximum)


def _selections(vraag: Vraag, items: Sequence[T]) -> Iterator[list[T]]:
    if 2 ** len(items) > MEESTE_KLASSEN:
        raise TeVeel(vraag.link_id)
    return (list(chosen) for size in range(1, len(items) + 1) for chosen in combinations(items, size))


def _neighbours(vraag: Vraag, limit: Decimal) -> Iterator[Decimal]:
    """The limit, and on both sides of it the nearest number that can be an answer."""
    step = Decimal(1).scaleb(-6 if vraag.meeste_decimalen is None else -vraag.meeste_decimalen)
    yield from (limit - step, limit, limit + step)


def _numbers(vraag: Vraag, limits: set[Decimal]) -> list[Waarde]:
    around = {near for limit in limits for near in _neighbours(vraag, limit)}
    lowest = Decimal(vraag.minimum) if vraag.minimum else min(around)
    highest = Decimal(vraag.maximum) if vraag.maximum else max(around)
    kept = sorted(number for number in around if lowest <= number <= highest)
    if vraag.type is Vraagtype.INTEGER:
        return [int(number) for number in kept]
    return [format(number, "f") for number in kept]
