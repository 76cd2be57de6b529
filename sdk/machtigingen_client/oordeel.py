"""What an insurer decides, as it goes over the wire: a decision line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .bericht import Onderdeel, Waarde


@dataclass(frozen=True, kw_only=True)
class Regelbericht(Onderdeel):
    """What you say of one line. `toegekend` is what you grant in place of what was asked, when that is `anders`."""

    regel: int
    uitkomst: Literal["toegekend", "anders", "afgewezen"]
    toegekend: Mapping[str, Waarde] | None = None
    reden: str | None = None
    toelichting: str | None = None


@dataclass(frozen=True, kw_only=True)
class Besluitbericht(Onderdeel):
    """A decision on every line of a dossier. The same decision may be sent again at any time. With `gezien` of that
    dossier it is refused (A118) when the provider answered or added something since."""

    regels: tuple[Regelbericht, ...]
    toelichting: str
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    gezien: int | None = None
