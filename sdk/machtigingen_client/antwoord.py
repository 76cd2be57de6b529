"""What the portal answers to a message, to a dry run and to who asks who it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from .aanvraag import Aanvraag
from .lezen import moment, pick, picks
from .verbinding import Verkeer


@dataclass(frozen=True, kw_only=True)
class Fout:
    """One fault or warning: what is wrong, why, who solves it and how. `lampje` is its light in the chain."""

    code: str
    melding: str
    pad: str = ""
    oorzaak: str = ""
    wie: str = ""
    actie: str = ""
    doc: str = ""
    lampje: str = ""


@dataclass(frozen=True, kw_only=True)
class Formulier:
    code: str
    versie: str
    titel: str


@dataclass(frozen=True, kw_only=True)
class Ontbrekend:
    vraag: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Ontvangst:
    """What became of a message. When `machtiging_nodig` is False there is no link, and `reden` says why."""

    id: str
    verkeer: Verkeer = field(repr=False)
    link: str | None = None
    geldig_tot: datetime | None = None
    formulier: Formulier | None = None
    mogelijke_formulieren: tuple[Formulier, ...] = ()
    ingevuld: int = 0
    nog_nodig: int = 0
    ontbrekend: tuple[Ontbrekend, ...] = ()
    waarschuwingen: tuple[Fout, ...] = ()
    toestand: str = ""
    machtiging_nodig: bool = True
    reden: str = ""
    code: str = ""
    doc: str = ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Ontvangst":
        formulier = data.get("formulier")
        return pick(
            cls,
            data,
            verkeer=verkeer,
            geldig_tot=moment(data.get("geldig_tot")),
            formulier=pick(Formulier, formulier) if formulier else None,
            mogelijke_formulieren=picks(Formulier, data.get("mogelijke_formulieren")),
            ontbrekend=picks(Ontbrekend, data.get("ontbrekend")),
            waarschuwingen=picks(Fout, data.get("waarschuwingen")),
        )


@dataclass(frozen=True, kw_only=True)
class Lamp:
    """One light of the chain between a package and a form. Grey: not looked at, because of a red one before it."""

    naam: str
    titel: str
    kleur: str  # groen, oranje, rood or grijs
    uitleg: str = ""
    code: str = ""
    wie: str = ""
    actie: str = ""
    doc: str = ""


@dataclass(frozen=True, kw_only=True)
class Zou:
    """What would have happened to the message, had it been pushed."""

    uitkomst: str  # formulier, keuze, niet_nodig, herhaald or geweigerd
    status: int
    formulier: Formulier | None = None
    mogelijke_formulieren: tuple[Formulier, ...] = ()
    ingevuld: int = 0
    nog_nodig: int = 0
    ontbrekend: tuple[Ontbrekend, ...] = ()
    reden: str | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Zou":
        formulier = data.get("formulier")
        return pick(
            cls,
            data,
            formulier=pick(Formulier, formulier) if formulier else None,
            mogelijke_formulieren=picks(Formulier, data.get("mogelijke_formulieren")),
            ontbrekend=picks(Ontbrekend, data.get("ontbrekend")),
        )


@dataclass(frozen=True, kw_only=True)
class Proef:
    """The outcome of a dry run: everything that is wrong at once, and the chain of lights. Nothing was stored."""

    akkoord: bool
    zou: Zou
    verkeer: Verkeer = field(repr=False)
    keten: tuple[Lamp, ...] = ()
    fouten: tuple[Fout, ...] = ()
    waarschuwingen: tuple[Fout, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Proef":
        return pick(
            cls,
            data,
            verkeer=verkeer,
            zou=Zou.from_dict(data["zou"]),
            keten=picks(Lamp, data.get("keten")),
            fouten=picks(Fout, data.get("fouten")),
            waarschuwingen=picks(Fout, data.get("waarschuwingen")),
        )


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where a message and its aanvraag stand now."""

    id: str
    toestand: Literal["ongeopend", "geopend", "ingediend", "vervallen", "niet_nodig"]
    verkeer: Verkeer = field(repr=False)
    link: str | None = None
    geldig_tot: datetime | None = None
    aanvraag: Aanvraag | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Stand":
        aanvraag = data.get("aanvraag")
        return pick(
            cls,
            data,
            verkeer=verkeer,
            geldig_tot=moment(data.get("geldig_tot")),
            aanvraag=Aanvraag.from_dict(aanvraag) if aanvraag else None,
        )


@dataclass(frozen=True, kw_only=True)
class WieBenIk:
    """What the portal reads in the certificate, and what its holder may do."""

    soort: str
    naam: str
    organisatie: str
    verkeer: Verkeer = field(repr=False)
    agb: str | None = None
    uzovi: str | None = None
    autorisaties: tuple[str, ...] = ()
    serienummer: str = ""
    geldig_tot: datetime | None = None
    dagen_geldig: int = 0
    kan_niet: tuple[Mapping[str, str], ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "WieBenIk":
        return pick(
            cls,
            data,
            verkeer=verkeer,
            autorisaties=tuple(data.get("autorisaties", ())),
            geldig_tot=moment(data.get("geldig_tot")),
            kan_niet=tuple(data.get("kan_niet", ())),
        )
