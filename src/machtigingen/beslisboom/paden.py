"""Every way through a form that could make a difference, walked once.

Input by input one answer of each class is tried (klassen.py). Ways on which the same is asked and the same rules are
still in the running go on as one: so a table of many rules is looked through, and not sampled. Values of functions are
tried by themselves, as if each could be anything whatever the others are; that of a table is what its rules make of the
answers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from machtigingen.beslisboom.formulier import Formulier
from machtigingen.beslisboom.journey import own_condition, settle
from machtigingen.beslisboom.klassen import Invoer, TeVeel, deciding
from machtigingen.beslisboom.onbekend import Bekend, all_hold
from machtigingen.beslisboom.regelindex import Regelindex, Treffers
from machtigingen.beslisboom.tabel import HitPolicy, Tabel
from machtigingen.beslisboom.vraag import Waarde

MEESTE_STAPPEN = 500_000
BESLIST = ""  # the name of the table that decides

Antwoorden = dict[str, Waarde]
Over = tuple[int, ...]  # of each table the rules still in the running, as bits
Gevraagd = tuple[Bekend, ...]  # of each item, and then of each member of a group its own condition
Laag = dict[tuple[Over, Gevraagd], Antwoorden]


@dataclass
class Verkenning:
    """What was met: the questions asked, per table the rules that decided, and answers at which none did or more."""

    gevraagd: set[str] = field(default_factory=set)
    beslist: dict[str, set[int]] = field(default_factory=dict)
    gaten: dict[str, Antwoorden] = field(default_factory=dict)
    dubbel: dict[tuple[str, int, int], Antwoorden] = field(default_factory=dict)

    def note(self, naam: str, tabel: Tabel, over: int, antwoorden: Antwoorden) -> int | None:
        """What one table makes of one way: the number of the rule that decides, if any."""
        found = Treffers(over, 0)
        numbers = found.nummers(tabel.hit_policy)
        self.beslist.setdefault(naam, set()).update(numbers)
        if not numbers:
            self.gaten.setdefault(naam, antwoorden)
        if len(numbers) > 1:
            self.dubbel.setdefault((naam, numbers[0], numbers[1]), antwoorden)
        return found.enige(tabel.hit_policy)


def explore(formulier: Formulier) -> Verkenning:
    """Walks all of it. Raises TeVeel when that is more than can be looked through."""
    found = Verkenning()
    wandeling = _Wandeling(formulier, found)
    laag: Laag = {(wandeling.begin, wandeling.settled({})): {}}
    for invoer in deciding(formulier):
        laag = wandeling.on(laag, invoer)
    for (over, gevraagd), antwoorden in laag.items():
        found.note(BESLIST, formulier.beslistabel, over[0], antwoorden)
        found.gevraagd |= {item.link_id for item, asked in zip(formulier.items, gevraagd, strict=False) if asked}
    return found


class _Wandeling:
    """Takes a layer of ways past one input."""

    def __init__(self, formulier: Formulier, found: Verkenning) -> None:
        self._form = formulier
        self._found = found
        self._names = [BESLIST, *formulier.deelindex]
        self._indexes = [formulier.regelindex, *formulier.deelindex.values()]
        self._tables: list[Tabel] = [formulier.beslistabel, *formulier.deeltabellen.values()]
        self._items = [item.link_id for item in formulier.items]
        self._members = [item for item in formulier.items if item.groep and item.enable_when]
        self._looked_at = {voorwaarde.vraag for item in formulier.items for voorwaarde in item.enable_when}
        self._first = [tabel.hit_policy is HitPolicy.FIRST for tabel in self._tables]
        self._past: set[str] = set()
        self._settled = tuple(0 for _ in self._indexes)
        self._place = {name: place for place, name in enumerate(self._items)}
        self._weight = sum(1 + len(item.enable_when) for item in formulier.items)
        self._steps = 0

    @property
    def begin(self) -> Over:
        return tuple(index.alle for index in self._indexes)

    def settled(self, antwoorden: Mapping[str, Waarde]) -> Gevraagd:
        """A member of a group that is not known yet may have failed already: such ways do not go on as one."""
        self._count(self._weight)
        pad = settle(self._form, antwoorden)
        return (*pad.gevraagd.values(), *(own_condition(item, pad) for item in self._members))

    def on(self, laag: Laag, invoer: Invoer) -> Laag:
        self._past.update(invoer.namen)
        self._settled = tuple(index.alle & ~self._pending(index) for index in self._indexes)
        passing = [self._passing(values) for values in invoer.klassen]
        passed_by = self._passing(dict.fromkeys(invoer.namen))
        after: Laag = {}
        opens: dict[tuple[Gevraagd, int], Gevraagd] = {}
        for (over, gevraagd), antwoorden in laag.items():
            if invoer.tabel:
                new = self._through_table(invoer.tabel, over, antwoorden)
                after.setdefault((new, gevraagd), antwoorden)
            elif not self._on_path(invoer, gevraagd):
                after.setdefault((self._that_matter(_left(over, passed_by)), gevraagd), antwoorden)
            else:
                self._count(len(passing) * (1 + len(self._items) // 20))
                for number, kept in enumerate(passing):
                    asked = self._opened(opens, gevraagd, antwoorden, invoer, number)
                    key = self._that_matter(_left(over, kept)), asked
                    if key not in after:
                        after[key] = antwoorden | dict(invoer.klassen[number])
        return after

    def _opened(
        self,
        opens: dict[tuple[Gevraagd, int], Gevraagd],
        gevraagd: Gevraagd,
        antwoorden: Antwoorden,
        invoer: Invoer,
        number: int,
    ) -> Gevraagd:
        """What is asked after this answer; the same for all ways on which the same was asked before it."""
        if self._looked_at.isdisjoint(invoer.namen):
            return gevraagd
        if (gevraagd, number) not in opens:
            opens[gevraagd, number] = self.settled(antwoorden | dict(invoer.klassen[number]))
        return opens[gevraagd, number]

    def _through_table(self, naam: str, over: Over, antwoorden: Antwoorden) -> Over:
        """The rule that fits gives the value; the rules of this table are done with."""
        place, tabel = self._names.index(naam), self._form.deeltabellen[naam]
        number = self._found.note(naam, tabel, over[place], antwoorden)
        value = None if number is None else tabel.regels[number].waarde
        left = self._that_matter(_left(over, self._passing({naam: value})))
        return (*left[:place], 0, *left[place + 1 :])

    def _passing(self, values: Mapping[str, Waarde | None]) -> Over:
        """Per table the rules that these values keep in the running; None is a value that is not there."""
        return tuple(reduce(and_, _kept(index, values), index.alle) for index in self._indexes)

    def _on_path(self, invoer: Invoer, gevraagd: Gevraagd) -> Bekend:
        return all_hold(gevraagd[self._place[source]] for source in invoer.bronnen)

    def _pending(self, index: Regelindex) -> int:
        """The rules that look at something still to come."""
        return reduce(or_, (kolom.kijkt for name, kolom in index.kolommen if name not in self._past), 0)

    def _that_matter(self, over: Over) -> Over:
        """With FIRST what comes after a rule that fits for certain can no longer decide."""
        return tuple(
            rules & ((sure & -sure) << 1) - 1 if first and (sure := rules & settled) else rules
            for rules, settled, first in zip(over, self._settled, self._first, strict=True)
        )

    def _count(self, steps: int) -> None:
        self._steps += steps
        if self._steps > MEESTE_STAPPEN:
            raise TeVeel(self._form.code)


def _left(over: Over, kept: Over) -> Over:
    return tuple(map(and_, over, kept))


def _kept(index: Regelindex, values: Mapping[str, Waarde | None]) -> Iterator[int]:
    for name, kolom in index.kolommen:
        if name in values:
            value = values[name]
            yield kolom.buiten if value is None else kolom.passing(value)
