"""Pictures of numbers, drawn by the server: what goes where, for `grafiek.html` to put on the page.

Sideways a place is a share of the width and upwards it is pixels, so a picture fits any screen while its letters keep
their size. A series is told by its pattern and its place, not by its colour alone. Beside each picture stands a table
that says the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from textwrap import wrap

from django.utils.translation import gettext as _

from machtigingen.ui.getallen import heel
from machtigingen.ui.tekening import Lijn, Reeks, Tekening, Tekst, Vak, Vulling

_BOVEN, _VLAK = 24, 208  # above the bars, and the bars themselves
_GRENS = _BOVEN + _VLAK
_TUSSEN = 1.5  # between two parts of one bar
_TEKEN = 7.2  # the width of a digit
_RUIM = 400  # what a picture has across at least, unless the screen is narrow
_LETTERS = 36  # what fits on one line of the narrowest screen
_STREEPJES = 4
_MEESTE_DAGEN = 20


@dataclass(frozen=True, kw_only=True)
class Staaf:
    """One bar, with a number for each reeks. `onder`: a second line below its name."""

    naam: str
    waarden: tuple[int, ...]
    onder: str = ""


@dataclass(frozen=True, kw_only=True)
class Balk:
    """One bar that lies down, with its name above it and words behind it."""

    naam: str
    waarden: tuple[int, ...]
    achter: str = ""


@dataclass(frozen=True, kw_only=True)
class Merklijn:
    """A line across a verdeling, with words at its head."""

    waarde: float
    tekst: str


def staven(
    *, id: str, titel: str, uitleg: str, reeksen: Sequence[Reeks], staven: Sequence[Staaf], as_: str = ""
) -> Tekening:
    """Bars that stand, their parts one above the other."""
    stap, hoogste = _scale(max((sum(staaf.waarden) for staaf in staven), default=0))
    breed = 100 / max(len(staven), 1)
    vakken: list[Vak] = []
    for plaats, staaf in enumerate(staven):
        vakken += _standing(staaf.waarden, reeksen, x=(plaats + 0.15) * breed, breed=breed * 0.7, hoogste=hoogste)
    return Tekening(
        id=id,
        titel=titel,
        uitleg=uitleg,
        hoogte=str(_GRENS + 42),
        vakken=tuple(vakken),
        teksten=(*_scale_words(stap, hoogste), *_totals(staven, breed, hoogste), *_names(staven, breed)),
        lijnen=_scale_lines(stap, hoogste),
        reeksen=tuple(reeksen),
        as_=as_,
    )


def _standing(
    waarden: Sequence[int], reeksen: Sequence[Reeks], *, x: float, breed: float, hoogste: int
) -> Iterable[Vak]:
    onder = float(_GRENS)
    for waarde, reeks in zip(waarden, reeksen, strict=True):
        hoog = waarde / hoogste * _VLAK
        onder -= hoog
        if waarde:
            yield Vak(
                x=_share(x),
                y=_pixels(onder),
                breedte=_share(breed),
                hoogte=_pixels(max(hoog - _TUSSEN, 1)),
                vulling=reeks.vulling,
            )


def _totals(staven: Sequence[Staaf], breed: float, hoogste: int) -> Iterable[Tekst]:
    """The number on top of each bar, where there is room for all of them."""
    totalen = [sum(staaf.waarden) for staaf in staven]
    if max((len(heel(totaal)) for totaal in totalen), default=0) * _TEKEN * len(staven) > _RUIM:
        return
    for plaats, totaal in enumerate(totalen):
        if totaal:
            hoog = _GRENS - totaal / hoogste * _VLAK
            yield Tekst(
                tekst=heel(totaal), x=_share((plaats + 0.5) * breed), y=_pixels(hoog - 6), klasse="midden breed sterk"
            )


def _names(staven: Sequence[Staaf], breed: float) -> Iterable[Tekst]:
    """The names below the bars, as many as fit. Half of those on a narrow screen."""
    elke = -(-len(staven) // 13)
    for plaats, staaf in enumerate(staven):
        midden, smal = _share((plaats + 0.5) * breed), "" if plaats % (2 * elke) == 0 else " breed"
        if plaats % elke == 0:
            yield Tekst(tekst=staaf.naam, x=midden, y=str(_GRENS + 18), klasse=f"midden{smal}")
        if staaf.onder:
            yield Tekst(tekst=staaf.onder, x=midden, y=str(_GRENS + 35), klasse="midden")


def balken(*, id: str, titel: str, uitleg: str, reeksen: Sequence[Reeks], balken: Sequence[Balk]) -> Tekening:
    """Bars that lie, each below its name: a name may be long."""
    hoogste = max((sum(balk.waarden) for balk in balken), default=0) or 1
    vakken: list[Vak] = []
    teksten: list[Tekst] = []
    y = 0
    for balk in balken:
        for regel in wrap(balk.naam, _LETTERS):
            y += 20
            teksten.append(Tekst(tekst=regel, x="0", y=str(y - 4), klasse="naam"))
        # The longest leaves room for the words behind it, on the narrowest screen too.
        einde = sum(balk.waarden) / hoogste * 60
        vakken += _lying(balk.waarden, reeksen, y=y + 3, deel=60 / hoogste)
        teksten.append(Tekst(tekst=balk.achter, x=_share(einde), dx="8", y=str(y + 18)))
        y += 36
    return Tekening(
        id=id,
        titel=titel,
        uitleg=uitleg,
        hoogte=str(max(y - 8, 1)),
        vakken=tuple(vakken),
        teksten=tuple(teksten),
        reeksen=tuple(reeksen),
        met_schaal=False,
    )


def _lying(waarden: Sequence[int], reeksen: Sequence[Reeks], *, y: int, deel: float) -> Iterable[Vak]:
    x = 0.0
    for waarde, reeks in zip(waarden, reeksen, strict=True):
        if waarde:
            yield Vak(
                x=_share(x), y=str(y), breedte=_share(max(waarde * deel, 0.3)), hoogte="20", vulling=reeks.vulling
            )
        x += waarde * deel


def verdeling(
    *, id: str, titel: str, uitleg: str, aantallen: Mapping[int, int], lijnen: Sequence[Merklijn], as_: str
) -> Tekening:
    """How many took how many days: a bar for each day, the last one for all that took longer."""
    einde = max(10, min(_MEESTE_DAGEN, max(aantallen, default=0)))
    langer = sum(aantal for dag, aantal in aantallen.items() if dag > einde)
    hoogtes = [aantallen.get(dag, 0) for dag in range(einde + 1)] + ([langer] if langer else [])
    stap, hoogste = _scale(max(hoogtes))
    breed, reeks = 100 / len(hoogtes), Reeks(naam=as_, vulling=Vulling.MENS)
    vakken: list[Vak] = []
    for plaats, hoogte in enumerate(hoogtes):
        vakken += _standing((hoogte,), (reeks,), x=(plaats + 0.1) * breed, breed=breed * 0.8, hoogste=hoogste)
    dagen = [
        Tekst(tekst=str(dag), x=_share((dag + 0.5) * breed), y=str(_GRENS + 18), klasse="midden")
        for dag in range(0, einde + 1, 5)
    ]
    if langer:
        dagen[-1:] = [Tekst(tekst=_("meer"), x="100%", y=str(_GRENS + 18), klasse="einde")]
    merken = [_mark(lijn, nummer, breed, len(hoogtes)) for nummer, lijn in enumerate(lijnen)]
    return Tekening(
        id=id,
        titel=titel,
        uitleg=uitleg,
        hoogte=str(_GRENS + 26),
        vakken=tuple(vakken),
        teksten=(*_scale_words(stap, hoogste), *dagen, *(tekst for tekst, _lijn in merken)),
        lijnen=_scale_lines(stap, hoogste),
        merklijnen=tuple(lijn for _tekst, lijn in merken),
        reeksen=(reeks,),
        as_=as_,
    )


def _mark(lijn: Merklijn, nummer: int, breed: float, aantal: int) -> tuple[Tekst, Lijn]:
    """Each line has its words on a height of its own. Those of the lower one hang to the left when there is room, away
    from the line that comes after it."""
    x = min(lijn.waarde + 0.5, aantal - 0.5) * breed
    hoog = 12 - nummer * 20
    hangt, dx = ("einde", "-6") if x > (50 if nummer else 18) else ("", "6")
    return (
        Tekst(tekst=lijn.tekst, x=_share(x), dx=dx, y=str(hoog), klasse=f"{hangt} sterk".strip()),
        Lijn(x1=_share(x), y1=str(hoog - 11), x2=_share(x), y2=str(_GRENS), klasse=f"merk{nummer + 1}"),
    )


def _scale(hoogste: int) -> tuple[int, int]:
    """A step of 1, 2 or 5 times a power of ten, so that a few of them reach the highest; and where they end."""
    stappen = (keer * 10**macht for macht in count() for keer in (1, 2, 5))
    stap = next(stap for stap in stappen if stap * _STREEPJES >= hoogste)
    return stap, max(-(-hoogste // stap) * stap, stap)


def _scale_lines(stap: int, hoogste: int) -> tuple[Lijn, ...]:
    hoogtes = (_pixels(_GRENS - waarde / hoogste * _VLAK) for waarde in range(0, hoogste + 1, stap))
    return tuple(
        Lijn(x1="0", y1=hoog, x2="100%", y2=hoog, klasse="streep" if nummer else "grond")
        for nummer, hoog in enumerate(hoogtes)
    )


def _scale_words(stap: int, hoogste: int) -> Iterable[Tekst]:
    for waarde in range(0, hoogste + 1, stap):
        hoog = _pixels(_GRENS - waarde / hoogste * _VLAK + 4)
        yield Tekst(tekst=heel(waarde), x="0", dx="-8", y=hoog, klasse="einde")


def _share(deel: float) -> str:
    return f"{deel:.3f}%"


def _pixels(aantal: float) -> str:
    return f"{aantal:.1f}"
