"""A picture of numbers as `grafiek.html` puts it on the page: its boxes, lines and words, each at its place."""

from dataclasses import dataclass
from enum import StrEnum


class Vulling(StrEnum):
    """A colour with a pattern of its own."""

    GOED = "goed"
    DEELS = "deels"
    FOUT = "fout"
    OPEN = "open"
    REST = "rest"
    VANZELF = "vanzelf"
    MENS = "mens"


@dataclass(frozen=True, kw_only=True)
class Reeks:
    naam: str
    vulling: Vulling


@dataclass(frozen=True, kw_only=True)
class Vak:
    x: str
    y: str
    breedte: str
    hoogte: str
    vulling: Vulling


@dataclass(frozen=True, kw_only=True)
class Tekst:
    """`dx` moves it by pixels; `klasse` says how it hangs, and whether a narrow screen leaves it out."""

    tekst: str
    x: str
    y: str
    dx: str = "0"
    klasse: str = ""

    @property
    def klassen(self) -> tuple[str, ...]:
        return tuple(self.klasse.split())


@dataclass(frozen=True, kw_only=True)
class Lijn:
    x1: str
    y1: str
    x2: str
    y2: str
    klasse: str


@dataclass(frozen=True, kw_only=True)
class Tekening:
    """A whole picture. `titel` and `uitleg` say in words what there is to see; `as_` is the name of its scale."""

    id: str
    titel: str
    uitleg: str
    hoogte: str
    vakken: tuple[Vak, ...]
    teksten: tuple[Tekst, ...] = ()
    lijnen: tuple[Lijn, ...] = ()
    merklijnen: tuple[Lijn, ...] = ()
    reeksen: tuple[Reeks, ...] = ()
    as_: str = ""
    met_schaal: bool = True

    @property
    def vullingen(self) -> tuple[str, ...]:
        return tuple(reeks.vulling.value for reeks in self.reeksen)
