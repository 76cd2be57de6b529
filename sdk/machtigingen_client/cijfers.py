"""The figures of an insurer over a period. Nothing of a patient is in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .lezen import pick, picks
from .verbinding import Verkeer


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What was sent in the period, and what came of it. Working days are until the first decision."""

    ingediend: int
    besloten: int = 0
    vanzelf: int = 0
    aandeel_vanzelf: float | None = None
    goedgekeurd: int = 0
    gedeeltelijk_goedgekeurd: int = 0
    afgewezen: int = 0
    niet_nodig: int = 0
    ingetrokken: int = 0
    vervallen: int = 0
    open: int = 0
    te_laat: int = 0
    werkdagen_gemiddeld: float | None = None
    werkdagen_mediaan: float | None = None
    werkdagen_gemiddeld_beoordelaar: float | None = None
    werkdagen_mediaan_beoordelaar: float | None = None
    werkdagen_90_procent_beoordelaar: float | None = None


@dataclass(frozen=True, kw_only=True)
class Formuliertelling(Telling):
    formulier: str | None = None


@dataclass(frozen=True, kw_only=True)
class Pakkettelling(Telling):
    softwarepakket: str | None = None


@dataclass(frozen=True, kw_only=True)
class Maandtelling(Telling):
    maand: str


@dataclass(frozen=True, kw_only=True)
class Doorlooptijd:
    """How many decisions of a person took so many working days."""

    werkdagen: int
    aantal: int


@dataclass(frozen=True, kw_only=True)
class Cijfers:
    verzekeraar: str
    van: date
    tot: date
    totaal: Telling
    verkeer: Verkeer = field(repr=False)
    formulier: str | None = None
    per_formulier: tuple[Formuliertelling, ...] = ()
    per_softwarepakket: tuple[Pakkettelling, ...] = ()
    per_maand: tuple[Maandtelling, ...] = ()
    werkdagen_beoordelaar: tuple[Doorlooptijd, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Cijfers":
        return pick(
            cls,
            data,
            verkeer=verkeer,
            van=date.fromisoformat(data["van"]),
            tot=date.fromisoformat(data["tot"]),
            totaal=pick(Telling, data["totaal"]),
            per_formulier=picks(Formuliertelling, data.get("per_formulier")),
            per_softwarepakket=picks(Pakkettelling, data.get("per_softwarepakket")),
            per_maand=picks(Maandtelling, data.get("per_maand")),
            werkdagen_beoordelaar=picks(Doorlooptijd, data.get("werkdagen_beoordelaar")),
        )
