"""The message: what a care package already knows.

Each class mirrors one object of the contract. A field that is None is left out of the message. The checks
themselves are the portal's: it answers with a code for each, and this package does not repeat them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Waarde = str | int | float | bool | Sequence[str]


def to_wire(value: Any) -> Any:
    """Turn a value into what JSON can hold: dates as JJJJ-MM-DD, amounts as text with two decimals."""
    if is_dataclass(value):
        parts = {part.name: getattr(value, part.name) for part in fields(value)}
        return {name: to_wire(part) for name, part in parts.items() if part is not None}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, Mapping):
        return {name: to_wire(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_wire(part) for part in value]
    return value


class Onderdeel:
    """A part of the message."""

    def to_dict(self) -> dict[str, Any]:
        """The part as it goes over the wire."""
        wire: dict[str, Any] = to_wire(self)
        return wire


@dataclass(frozen=True, kw_only=True)
class Softwarepakket(Onderdeel):
    naam: str
    versie: str


@dataclass(frozen=True, kw_only=True)
class Verzekerde(Onderdeel):
    bsn: str = field(repr=False)  # never in a log or a stack trace
    geboortedatum: date
    naam: str | None = None
    geslacht: Literal["man", "vrouw", "onbekend"] | None = None
    uzovi: str | None = None
    verzekerdenummer: str | None = None


@dataclass(frozen=True, kw_only=True)
class Instantie(Onderdeel):
    agb: str


@dataclass(frozen=True, kw_only=True)
class Zorgverlener(Onderdeel):
    agb: str
    specialisme: str


@dataclass(frozen=True, kw_only=True)
class Behandeling(Onderdeel):
    """A treatment named by its diagnosis and zorgactiviteit (hospital, clinic)."""

    diagnose: str
    zorgactiviteit: str | None = None  # without it more forms may fit; the user then chooses


@dataclass(frozen=True, kw_only=True)
class Prestatie(Onderdeel):
    code: str
    aantal: int
    element: str | None = None
    kaak: Literal["onder", "boven"] | None = None
    honorarium: Decimal | None = None
    techniek: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Prestaties(Onderdeel):
    """A treatment named by prestaties of one list (dental care)."""

    prestatiecodelijst: str
    prestaties: tuple[Prestatie, ...]


@dataclass(frozen=True, kw_only=True)
class Formulierkeuze(Onderdeel):
    """A treatment named by the form that is to be filled in."""

    formulier: str


Verstrekking = Behandeling | Prestaties | Formulierkeuze


@dataclass(frozen=True, kw_only=True)
class Instroombericht(Onderdeel):
    """One message. The same `referentie` with the same content may be sent again at any time."""

    softwarepakket: Softwarepakket
    referentie: str
    grondslag: Literal["zvw", "wlz"]
    begindatum: date
    verzekerde: Verzekerde
    instantie: Instantie
    zorgverlener: Zorgverlener
    verstrekking: Verstrekking
    antwoorden: Mapping[str, Waarde] | None = None
    opmerking: str | None = None
