"""The answers, read leniently: within v1 fields are only added, so one we do not know is ignored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from .verbinding import Verkeer

Part = TypeVar("Part")


def pick(kind: type[Part], data: Mapping[str, Any], **parsed: Any) -> Part:
    """Make a `kind` of the fields it knows; `parsed` holds those that are more than plain JSON."""
    known = {part.name for part in fields(kind)}  # type: ignore[arg-type]  # every kind here is a dataclass
    plain = {name: frozen(value) for name, value in data.items() if name in known and name not in parsed}
    return kind(**plain | parsed)


def frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def picks(kind: type[Part], rows: Iterable[Mapping[str, Any]] | None) -> tuple[Part, ...]:
    return tuple(pick(kind, row) for row in rows or ())


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


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
class Toekenning:
    """What was granted in place of what was asked, both as text."""

    vraag: str
    tekst: str
    waarde: str
    gevraagd: str | None = None


@dataclass(frozen=True, kw_only=True)
class Besluitregel:
    """What was decided of one line: toegekend, anders or afgewezen. `reden` is a code of the insurer."""

    regel: int
    omschrijving: str
    uitkomst: str
    toegekend: tuple[Toekenning, ...] = ()
    reden: str | None = None
    reden_tekst: str | None = None
    toelichting: str | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Besluitregel":
        return pick(cls, data, toegekend=picks(Toekenning, data.get("toegekend")))


@dataclass(frozen=True, kw_only=True)
class Besluit:
    uitkomst: str
    reden: str
    genomen_op: datetime
    automatisch: bool = False
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    regels: tuple[Besluitregel, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Besluit":
        return pick(
            cls,
            data,
            genomen_op=moment(data["genomen_op"]),
            geldig_vanaf=day(data.get("geldig_vanaf")),
            geldig_tot=day(data.get("geldig_tot")),
            regels=tuple(map(Besluitregel.from_dict, data.get("regels", ()))),
        )


@dataclass(frozen=True, kw_only=True)
class Aanvraag:
    """The request that came from a message. `machtigingsnummer` is there only when it is granted. `specificatie` says
    more precisely what the status is; an older portal does not tell it."""

    id: str
    status: str
    status_tekst: str
    aanvraagnummer: str | None = None
    besluit: Besluit | None = None
    machtigingsnummer: str | None = None
    specificatie: str | None = None
    specificatie_tekst: str | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Aanvraag":
        besluit = data.get("besluit")
        return pick(cls, data, besluit=Besluit.from_dict(besluit) if besluit else None)


@dataclass(frozen=True, kw_only=True)
class Document:
    """What can be had of an aanvraag that was submitted, at `adres`."""

    soort: str
    type: str
    adres: str


@dataclass(frozen=True, kw_only=True)
class Informatievraag:
    """What the insurer asks. A person answers in the portal, on `reageren_voor` at the latest."""

    nummer: int
    gesteld_op: datetime
    reageren_voor: date
    vragen: tuple[str, ...]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Informatievraag":
        gesteld, tot = datetime.fromisoformat(data["gesteld_op"]), date.fromisoformat(data["reageren_voor"])
        return pick(cls, data, gesteld_op=gesteld, reageren_voor=tot)


@dataclass(frozen=True, kw_only=True)
class Aanvraagstand(Aanvraag):
    """An aanvraag on its own, with what a package can keep of it. A user sees it at `adres`. It holds until
    `geldig_tot`, also when the insurer set that after the besluit, with `einde_reden`. Of a besluit that was opened
    again, `heropen_reden` says why."""

    adres: str
    verkeer: Verkeer = field(repr=False)
    referentie: str | None = None
    ingediend_op: datetime | None = None
    documenten: tuple[Document, ...] = ()
    gewijzigd_op: datetime | None = None
    verwacht_op: date | None = None
    geldig_tot: date | None = None
    einde_soort: str | None = None
    einde_reden: str | None = None
    intrek_reden: str | None = None
    heropend_op: datetime | None = None
    heropen_reden: str | None = None
    open_vragen: tuple[Informatievraag, ...] = ()
    vervolg_op: str | None = None
    vervolg_soort: str | None = None

    @classmethod
    def from_answer(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Aanvraagstand":
        besluit = data.get("besluit")
        return pick(
            cls,
            data,
            verkeer=verkeer,
            besluit=Besluit.from_dict(besluit) if besluit else None,
            ingediend_op=moment(data.get("ingediend_op")),
            documenten=picks(Document, data.get("documenten")),
            gewijzigd_op=moment(data.get("gewijzigd_op")),
            verwacht_op=day(data.get("verwacht_op")),
            geldig_tot=day(data.get("geldig_tot")),
            heropend_op=moment(data.get("heropend_op")),
            open_vragen=tuple(map(Informatievraag.from_dict, data.get("open_vragen", ()))),
        )


@dataclass(frozen=True, kw_only=True)
class Wijzigingen:
    """A piece of what changed. Store what is in it, then `cursor`, and go on from there; while `meer`, at once."""

    cursor: str
    meer: bool
    verkeer: Verkeer = field(repr=False)
    aanvragen: tuple[Aanvraagstand, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Wijzigingen":
        aanvragen = tuple(Aanvraagstand.from_answer(een, verkeer=verkeer) for een in data["aanvragen"])
        return cls(cursor=data["cursor"], meer=data["meer"], verkeer=verkeer, aanvragen=aanvragen)


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
