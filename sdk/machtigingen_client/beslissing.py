"""What the rules of a form made of an aanvraag, and what each rule looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .lezen import pick, picks


@dataclass(frozen=True, kw_only=True)
class Weging:
    """One condition of a rule: what it looked at, what stood there and what the rule wanted."""

    tekst: str
    antwoord: str = field(repr=False)
    verwacht: str
    uitslag: str


@dataclass(frozen=True, kw_only=True)
class Regelstap:
    """A rule that was tried. `uitslag` is past, past niet or onbekend."""

    regel: str
    uitslag: str
    wegingen: tuple[Weging, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Regelstap":
        return pick(cls, data, wegingen=picks(Weging, data.get("wegingen")))


@dataclass(frozen=True, kw_only=True)
class Regelbeslissing:
    """`spoor` has the rules in the order in which they were tried; `regel` is the one that decided."""

    uitkomst: str
    tekst: str
    regel: str | None = None
    spoor: tuple[Regelstap, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Regelbeslissing":
        return pick(cls, data, spoor=tuple(map(Regelstap.from_dict, data.get("spoor", ()))))
