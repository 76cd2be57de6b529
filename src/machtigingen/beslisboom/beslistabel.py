"""A decision table: a stated subset of DMN 1.3.

One table decides per form, and may look at the value of others (`afgeleid`). Hit policies FIRST and UNIQUE; a cell is a
unary test: `-`, a value, a comparison (`!= < <= > >=`), a range (`[1..2]`, `(1..2]`), a list of those, or `not(...)`.
Inputs are questions, columns of tables, and values derived from answers by one of a few named functions.
"""

from dataclasses import dataclass
from enum import StrEnum

from machtigingen.beslisboom.afgeleid import Afgeleid
from machtigingen.beslisboom.tabel import HitPolicy, Toets


class Uitkomst(StrEnum):
    """What a form can say by itself; BEOORDELEN leaves it to a person."""

    GOEDGEKEURD = "goedgekeurd"
    NIET_NODIG = "niet_nodig"
    BEOORDELEN = "beoordelen"
    AFGEWEZEN = "afgewezen"


@dataclass(frozen=True, kw_only=True)
class Regel:
    """When all tests fit, this outcome. `onderbouwing` cites the law or standard behind it."""

    naam: str
    toetsen: tuple[Toets, ...]
    uitkomst: Uitkomst
    tekst: str
    onderbouwing: str = ""


@dataclass(frozen=True, kw_only=True)
class Beslistabel:
    """The rules of a form. Only with `automatisch_afwijzen` may a rule refuse without a person."""

    hit_policy: HitPolicy
    automatisch_afwijzen: bool = False
    regels: tuple[Regel, ...]
    afgeleid: tuple[Afgeleid, ...] = ()
