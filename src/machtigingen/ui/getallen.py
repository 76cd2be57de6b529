"""Numbers as people in the Netherlands read them: 1.234, 4,5 and 62%; large, or in a table."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NIETS = "–"


def heel(getal: int) -> str:
    return f"{getal:,}".replace(",", ".")


def tiende(getal: float | None) -> str:
    """With one decimal, unless that is a zero."""
    if getal is None:
        return NIETS
    geheel, _, decimaal = f"{_rounded(getal, '0.1'):,}".partition(".")
    return geheel.replace(",", ".") + (f",{decimaal}" if decimaal != "0" else "")


def procent(aandeel: float | None) -> str:
    """Whole per cents. What is almost nothing or almost all never reads as nothing or as all."""
    if aandeel is None:
        return NIETS
    if 0 < aandeel < 0.01:
        return "< 1%"
    return "> 99%" if 0.99 < aandeel < 1 else f"{_rounded(aandeel * 100, '1')}%"


def _rounded(getal: float, stap: str) -> Decimal:
    """Halves go up, as people round."""
    return Decimal(str(getal)).quantize(Decimal(stap), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True)
class Cijfertabel:
    """The numbers of a picture. Each row begins with its name."""

    titel: str
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]

    @property
    def benoemd(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Each name, with the cells behind it beside the names of their columns."""
        return tuple((naam, tuple(zip(self.kolommen[1:], cellen, strict=True))) for naam, *cellen in self.rijen)


@dataclass(frozen=True, kw_only=True)
class Kerncijfer:
    """One number that matters, large, with what it means."""

    naam: str
    waarde: str
    uitleg: str = ""
