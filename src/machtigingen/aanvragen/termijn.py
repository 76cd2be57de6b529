"""When is a decision due, and how does the clock stand? Pure: dates in, dates out.

The clock counts working days and stops while the insurer waits for information. The day of a question still counts as
used, the day of the answer does not, as the day of submission does not. After an answer the term begins anew, or it
goes on where it stood: that is agreed per insurer and form (domain notes 1.12). Without an answer it always goes on
where it stood, from the last day on which one could come (Awb 4:15, first section: until the term that was set for it
has passed unused).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from machtigingen.foundation.werkdagen import werkdag_na, werkdagen_tussen

Pauze = tuple[date, date | None]


@dataclass(frozen=True, kw_only=True)
class Stand:
    """The clock on one day. `over`: the working days that are left of `van`; below 0 when it is late."""

    over: int
    van: int
    gepauzeerd: bool = False
    te_laat: bool = False
    waarschuwing: bool = False


def uiterlijk(
    begonnen: date,
    *,
    dagen: int,
    pauzes: Sequence[Pauze],
    opnieuw: bool,
    onbeantwoord: Sequence[tuple[date, date]] = (),
) -> date | None:
    """The last day for the decision; None while the clock stands still. `opnieuw`: an answer begins the term anew.
    `onbeantwoord`: the pauses, apart from `pauzes`, that ended without an answer."""
    gesloten = [(van, tot) for van, tot in pauzes if tot is not None]
    if len(gesloten) < len(pauzes):
        return None
    if opnieuw:
        begonnen, gesloten = max([begonnen, *(tot for _, tot in gesloten)]), []
    return werkdag_na(begonnen, dagen + _stilgestaan(begonnen, [*gesloten, *onbeantwoord]))


def over_na_pauze(begonnen: date, *, dagen: int, pauzes: Sequence[Pauze], opnieuw: bool) -> int:
    """The working days that will be left once an open question is answered; all of them when the term begins anew."""
    open_sinds = [van for van, tot in pauzes if tot is None]
    if opnieuw or not open_sinds:
        return dagen
    sinds = max(begonnen, min(open_sinds))
    eerder = [(van, tot) for van, tot in pauzes if tot is not None]
    return dagen - (werkdagen_tussen(begonnen, sinds) - _stilgestaan(begonnen, eerder))


def stand_van(
    *, tot: date | None, vandaag: date, dagen: int, waarschuwing: int, over_na_pauze: int | None = None
) -> Stand:
    """`tot` is what `uiterlijk` said, `waarschuwing` so many working days ahead there is a warning."""
    if tot is None:
        return Stand(over=dagen if over_na_pauze is None else over_na_pauze, van=dagen, gepauzeerd=True)
    over, te_laat = werkdagen_tussen(vandaag, tot), vandaag > tot
    return Stand(over=over, van=dagen, te_laat=te_laat, waarschuwing=not te_laat and over <= waarschuwing)


def _stilgestaan(begonnen: date, pauzes: Iterable[tuple[date, date]]) -> int:
    """The working days on which the clock stood still; a day within two pauses counts once."""
    dagen, geteld_tot = 0, begonnen
    for van, tot in sorted(pauzes):
        van = max(van, geteld_tot)
        if tot > van:
            dagen += werkdagen_tussen(van, tot)
            geteld_tot = tot
    return dagen
