"""The control steps as a picture: where does every number, word and code stand? The colours are in the template."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from machtigingen.doors.info.catalogus import Deel, Uitleg

REGEL = 19  # one line of words
CODE_BREED, CODE_HOOG = 54, 34  # one code, with the air around it
KOP = 44
TUSSEN = 26


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One of the two shapes: with the codes beside the words, or below them."""

    naam: str
    breedte: int
    tekens: int
    codes_x: int
    per_rij: int
    ernaast: bool


BREED = Shape(naam="breed", breedte=760, tekens=44, codes_x=394, per_rij=6, ernaast=True)
SMAL = Shape(naam="smal", breedte=280, tekens=31, codes_x=44, per_rij=4, ernaast=False)


@dataclass(frozen=True, kw_only=True)
class Plek:
    """A code in the picture."""

    uitleg: Uitleg
    x: int
    y: int


@dataclass(frozen=True, kw_only=True)
class Regel:
    tekst: str
    y: int


@dataclass(frozen=True, kw_only=True)
class Rij:
    """One control step. `y` is its top; `groep` is the heading above it, when another group begins."""

    deel: Deel
    y: int
    regels: tuple[Regel, ...]
    plekken: tuple[Plek, ...]
    groep: str = ""


@dataclass(frozen=True, kw_only=True)
class Beeld:
    maat: Shape
    rijen: tuple[Rij, ...]
    hoogte: int


def draw(delen: Iterable[Deel], maat: Shape) -> Beeld:
    """Only the control steps: what comes later in the portal has no order."""
    y, vorige, rijen = 0, "", []
    for deel in (deel for deel in delen if deel.nummer):
        groep = str(deel.stap.groep)
        y += KOP if groep != vorige else 0
        rij = _rij(deel, y, maat, groep if groep != vorige else "")
        rijen.append(rij)
        y = _bottom(rij, maat) + TUSSEN
        vorige = groep
    return Beeld(maat=maat, rijen=tuple(rijen), hoogte=y + KOP)


def _rij(deel: Deel, y: int, maat: Shape, groep: str) -> Rij:
    woorden = textwrap.wrap(str(deel.stap.vraag), maat.tekens)
    regels = tuple(Regel(tekst=tekst, y=y + 41 + nummer * REGEL) for nummer, tekst in enumerate(woorden))
    top = y if maat.ernaast else regels[-1].y + 12
    return Rij(deel=deel, y=y, groep=groep, regels=regels, plekken=tuple(_places(deel.uitleg, top, maat)))


def _places(codes: tuple[Uitleg, ...], top: int, maat: Shape) -> Iterator[Plek]:
    for nummer, uitleg in enumerate(codes):
        rij, kolom = divmod(nummer, maat.per_rij)
        yield Plek(uitleg=uitleg, x=maat.codes_x + kolom * (CODE_BREED + 6), y=top + rij * CODE_HOOG)


def _bottom(rij: Rij, maat: Shape) -> int:
    return max(rij.regels[-1].y + 4, rij.plekken[-1].y + CODE_HOOG - 6)
