"""An aanvraag as its insurer follows it: from whom it is, how long there is to decide, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .aanvraag import Aanvraag, Besluit, Informatievraag
from .antwoord import Formulier
from .bericht import Instantie
from .lezen import day, moment, pick
from .verbinding import Verkeer


@dataclass(frozen=True, kw_only=True)
class Beoordelingsstand(Aanvraag):
    """Where it stands for you. `besluit_voor` is None while the provider is to answer. `behandelaar` is a person of
    yours who has it on the desk; with `tweede_nodig` there is a first opinion, and another person decides."""

    instantie: Instantie
    formulier: Formulier
    gewijzigd_op: datetime
    verkeer: Verkeer = field(repr=False)
    ingediend_op: datetime | None = None
    besluit_voor: date | None = None
    geldig_tot: date | None = None
    behandelaar: str | None = None
    tweede_nodig: bool = False
    open_vragen: tuple[Informatievraag, ...] = ()
    vervolg_op: str | None = None
    vervolg_soort: str | None = None

    @classmethod
    def from_answer(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Beoordelingsstand":
        return pick(cls, data, verkeer=verkeer, **parsed_stand(data))


def parsed_stand(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a Beoordelingsstand that are more than plain JSON."""
    besluit = data.get("besluit")
    return {
        "besluit": Besluit.from_dict(besluit) if besluit else None,
        "instantie": pick(Instantie, data["instantie"]),
        "formulier": pick(Formulier, data["formulier"]),
        "gewijzigd_op": datetime.fromisoformat(data["gewijzigd_op"]),
        "ingediend_op": moment(data.get("ingediend_op")),
        "besluit_voor": day(data.get("besluit_voor")),
        "geldig_tot": day(data.get("geldig_tot")),
        "open_vragen": tuple(map(Informatievraag.from_dict, data.get("open_vragen", ()))),
    }


@dataclass(frozen=True, kw_only=True)
class Toegestuurd:
    """A piece of what changed. Store what is in it, then `cursor`, and go on from there; while `meer`, at once."""

    cursor: str
    meer: bool
    verkeer: Verkeer = field(repr=False)
    aanvragen: tuple[Beoordelingsstand, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Toegestuurd":
        aanvragen = tuple(Beoordelingsstand.from_answer(een, verkeer=verkeer) for een in data["aanvragen"])
        return cls(cursor=data["cursor"], meer=data["meer"], verkeer=verkeer, aanvragen=aanvragen)
