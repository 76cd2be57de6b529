"""What your calls of the last thirty days came to, and how often users corrected what your package filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from .lezen import pick, picks
from .verbinding import Verkeer


@dataclass(frozen=True, kw_only=True)
class Plek:
    """A fault or a warning of a call, and the field that it was about."""

    code: str
    pad: str = ""


@dataclass(frozen=True, kw_only=True)
class Aanroep:
    """One call. `instroom` or `aanvraag` is the id that it was about."""

    tijdstip: datetime
    handeling: str
    resultaat: Literal["gelukt", "geweigerd"]
    correlatie_id: str
    certificaat: str
    code: str | None = None
    fouten: tuple[Plek, ...] = ()
    softwarepakket: str | None = None
    instroom: str | None = None
    aanvraag: str | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Aanroep":
        tijdstip = datetime.fromisoformat(data["tijdstip"])
        return pick(cls, data, tijdstip=tijdstip, fouten=picks(Plek, data.get("fouten")))


@dataclass(frozen=True, kw_only=True)
class Logboek:
    """Calls, the newest first. Ask on with `na=volgende` when that is not None."""

    vanaf: datetime
    verkeer: Verkeer = field(repr=False)
    aanroepen: tuple[Aanroep, ...] = ()
    volgende: str | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Logboek":
        aanroepen = tuple(map(Aanroep.from_dict, data["aanroepen"]))
        return pick(cls, data, verkeer=verkeer, vanaf=datetime.fromisoformat(data["vanaf"]), aanroepen=aanroepen)


@dataclass(frozen=True, kw_only=True)
class Veldcorrecties:
    """How often your package filled in this question, and how often the user changed it."""

    vraag: str
    tekst: str
    ingevuld: int
    gewijzigd: int
    paden: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Versiecorrecties:
    softwarepakket: str
    versie: str
    aanvragen: int
    ingevuld: int
    gewijzigd: int


@dataclass(frozen=True, kw_only=True)
class Correcties:
    """Over the aanvragen that were sent since `vanaf`; what was changed most comes first."""

    vanaf: datetime
    aanvragen: int
    verkeer: Verkeer = field(repr=False)
    velden: tuple[Veldcorrecties, ...] = ()
    versies: tuple[Versiecorrecties, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Correcties":
        return pick(
            cls,
            data,
            verkeer=verkeer,
            vanaf=datetime.fromisoformat(data["vanaf"]),
            velden=picks(Veldcorrecties, data["velden"]),
            versies=picks(Versiecorrecties, data["versies"]),
        )
