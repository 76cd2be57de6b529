"""What a package puts in a concept after its message, and what that came to. A person checks and submits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .antwoord import Fout, Ontbrekend
from .lezen import pick, picks
from .verbinding import Verkeer


@dataclass(frozen=True, kw_only=True)
class Voorstand:
    """How a concept stands: how many of your answers are in it, why others are not, what is open and what is wrong."""

    id: str
    verkeer: Verkeer = field(repr=False)
    overgenomen: int = 0
    niet_overgenomen: tuple[Fout, ...] = ()
    nog_nodig: int = 0
    ontbrekend: tuple[Ontbrekend, ...] = ()
    fouten: tuple[Fout, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Voorstand":
        return pick(
            cls,
            data,
            verkeer=verkeer,
            niet_overgenomen=picks(Fout, data.get("niet_overgenomen")),
            ontbrekend=picks(Ontbrekend, data.get("ontbrekend")),
            fouten=picks(Fout, data.get("fouten")),
        )


@dataclass(frozen=True, kw_only=True)
class Bijlage:
    """A file that stands with a question. `type` and `grootte` are of what the portal keeps: a picture is written anew.
    `quarantaine`: it waits for the virus scanner."""

    id: str
    vraag: str
    naam: str = field(repr=False)
    type: str
    grootte: int
    toegevoegd_op: datetime
    verkeer: Verkeer = field(repr=False)
    quarantaine: bool = False

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Bijlage":
        return pick(cls, data, verkeer=verkeer, toegevoegd_op=datetime.fromisoformat(data["toegevoegd_op"]))
