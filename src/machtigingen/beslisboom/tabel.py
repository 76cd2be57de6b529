"""A decision table apart from what it decides: rules with their unary tests, and how many of them may fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from machtigingen.beslisboom.vraag import Vergelijking


class HitPolicy(StrEnum):
    """FIRST: the first rule that fits decides. UNIQUE: at most one rule may fit."""

    FIRST = "FIRST"
    UNIQUE = "UNIQUE"


@dataclass(frozen=True)
class Toets:
    """A unary test on one answer: all comparisons of one alternative hold, or with `niet` those of none."""

    vraag: str
    alternatieven: tuple[tuple[Vergelijking, ...], ...]
    niet: bool = False


class Tabelregel(Protocol):
    """A rule of any table."""

    @property
    def naam(self) -> str: ...

    @property
    def toetsen(self) -> tuple[Toets, ...]: ...


class Tabel(Protocol):
    """Any table: the one that decides, or one whose value it looks at."""

    @property
    def hit_policy(self) -> HitPolicy: ...

    @property
    def regels(self) -> Sequence[Tabelregel]: ...


@dataclass(frozen=True)
class Deelregel:
    """A rule of a table whose value another table looks at."""

    naam: str
    toetsen: tuple[Toets, ...]
    waarde: str


@dataclass(frozen=True)
class Deeltabel:
    """A table that another one builds on, as DMN chains decisions: its value is that of the rule that fits."""

    hit_policy: HitPolicy
    regels: tuple[Deelregel, ...]

    @property
    def bronnen(self) -> tuple[str, ...]:
        """All that its rules look at."""
        return tuple(dict.fromkeys(toets.vraag for regel in self.regels for toets in regel.toetsen))
