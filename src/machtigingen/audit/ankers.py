"""A few rows of all chains, as a text to keep elsewhere: the one thing that shows that a whole chain was made anew, or
that rows of it went too early.

A line for each of these rows: the name of its chain, its number and hash, and when it was written. They are the last of
each chain, for all before it hangs on that; and the first of each month, for rows go from the front: who takes off
younger ones than he may, takes the first of some month that is too young. The last line is a hash over all of them,
short enough to write down.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Min
from django.db.models.functions import TruncMonth

from machtigingen.audit.actions import Breuk
from machtigingen.audit.inkorten import MINIMUM_JAREN
from machtigingen.audit.models import Keten, Regel
from machtigingen.foundation.datums import years_before

_SAMEN = "samen"
_REGEL = re.compile(r"(\S{1,40}) ([0-9]{1,19}) ([0-9a-f]{64}) (\S{1,40})", re.ASCII)


class Ankerfout(Exception):
    """This is no text of anchors, or it was altered."""


@dataclass(frozen=True, kw_only=True)
class Anker:
    """One row of one chain, as it was at some moment."""

    keten: str
    volgnummer: int
    hash: str
    recorded_at: datetime

    def __str__(self) -> str:
        return f"{self.keten} {self.volgnummer} {self.hash} {self.recorded_at.astimezone(UTC).isoformat()}"


def take() -> tuple[Anker, ...]:
    """Of each chain the first row of each month, and its end as it is now."""
    ketens = Keten.objects.filter(volgnummer__gt=0).order_by("naam")
    return tuple(anker for grenzen in ketens for anker in _of_chain(grenzen))


def _of_chain(grenzen: Keten) -> Iterator[Anker]:
    regels = Regel.objects.filter(keten=grenzen.naam, volgnummer__lte=grenzen.volgnummer)
    per_maand = regels.annotate(maand=TruncMonth("recorded_at", tzinfo=UTC)).values("maand").annotate(Min("volgnummer"))
    nummers = {grenzen.volgnummer, *per_maand.values_list("volgnummer__min", flat=True)}
    for regel in regels.filter(volgnummer__in=nummers).order_by("volgnummer"):
        yield Anker(keten=regel.keten, volgnummer=regel.volgnummer, hash=regel.hash, recorded_at=regel.recorded_at)


def write(ankers: Sequence[Anker]) -> str:
    regels = [str(anker) for anker in ankers]
    return "\n".join([*regels, f"{_SAMEN} {_hash(regels)}", ""])


def read(tekst: str) -> tuple[Anker, ...]:
    """Raises `Ankerfout`."""
    *regels, laatste = tekst.strip().splitlines() or [""]
    if laatste != f"{_SAMEN} {_hash(regels)}":
        raise Ankerfout("de laatste regel past niet bij de andere: dit bestand is niet heel, of veranderd")
    return tuple(_read_line(regel) for regel in regels)


def _read_line(regel: str) -> Anker:
    delen = _REGEL.fullmatch(regel)
    try:
        if delen is None or (recorded_at := datetime.fromisoformat(delen[4])).tzinfo is None:
            raise ValueError
    except ValueError as fout:
        raise Ankerfout(f"dit is geen anker: {regel}") from fout
    return Anker(keten=delen[1], volgnummer=int(delen[2]), hash=delen[3], recorded_at=recorded_at)


def _hash(regels: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(regels).encode()).hexdigest()


def compare(ankers: Sequence[Anker], *, now: datetime) -> Iterator[Breuk]:
    """Of each chain the first of these rows that is not as it was. `verify_all` says the rest: that all between a row
    that is found here and the end of its chain fits."""
    gevonden: set[str] = set()
    for anker in ankers:
        reden = "" if anker.keten in gevonden else _difference(anker, now)
        if reden:
            gevonden.add(anker.keten)
            yield Breuk(anker.keten, anker.volgnummer, reden)


def _difference(anker: Anker, now: datetime) -> str:
    grenzen = Keten.objects.filter(naam=anker.keten).first()
    if grenzen is None:
        return "de keten uit het anker is er niet"
    if grenzen.volgnummer < anker.volgnummer:
        return "het anker ligt voorbij het einde van de keten"
    if _hash_there(grenzen, anker) != anker.hash:
        return "de keten is een andere dan die van het anker"
    if grenzen.begin_volgnummer >= anker.volgnummer and anker.recorded_at > years_before(now, MINIMUM_JAREN):
        return f"de regel van het anker is weg, en is nog geen {MINIMUM_JAREN} jaar oud"
    return ""


def _hash_there(grenzen: Keten, anker: Anker) -> str | None:
    """Of a row that went with what was before the beginning there is nothing to compare with."""
    if grenzen.begin_volgnummer > anker.volgnummer:
        return anker.hash
    if grenzen.begin_volgnummer == anker.volgnummer:
        return grenzen.begin_hash
    regel = Regel.objects.filter(keten=anker.keten, volgnummer=anker.volgnummer)
    return regel.values_list("hash", flat=True).first()
