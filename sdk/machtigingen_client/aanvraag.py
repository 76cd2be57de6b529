"""An aanvraag as the portal tells of it: where it stands, what was decided line by line, and what is still asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .lezen import day, moment, pick, picks
from .verbinding import Verkeer


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
