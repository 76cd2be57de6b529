"""All that an assessor sees of an aanvraag, as data. Answers, names of files and letters are in no `repr`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .aanvraag import Besluit
from .antwoord import Formulier, Fout
from .beoordeling import Beoordelingsstand, parsed_stand
from .beslissing import Regelbeslissing
from .lezen import day, moment, pick, picks
from .verbinding import Verkeer


@dataclass(frozen=True, kw_only=True)
class Aanleiding:
    """Why a person has to look: a code, and the same in words."""

    reden: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class BeantwoordeVraag:
    """`bron` says who answered; `gestuurd` what the package had sent, when something else stands there now."""

    vraag: str
    tekst: str
    waarde: Any = field(default=None, repr=False)
    weergave: str = field(default="", repr=False)
    bron: str | None = None
    gestuurd: str | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Onderwerp:
    onderwerp: str
    titel: str
    vragen: tuple[BeantwoordeVraag, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Onderwerp":
        return pick(cls, data, vragen=picks(BeantwoordeVraag, data.get("vragen")))


@dataclass(frozen=True, kw_only=True)
class Wijzigbaar:
    """What can be granted otherwise, by `vraag`."""

    vraag: str
    tekst: str
    type: str
    gevraagd: str | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Aanvraagregel:
    """A line to decide on."""

    regel: int
    omschrijving: str = field(repr=False)
    wijzigbaar: tuple[Wijzigbaar, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Aanvraagregel":
        return pick(cls, data, wijzigbaar=picks(Wijzigbaar, data.get("wijzigbaar")))


@dataclass(frozen=True, kw_only=True)
class Besluitreden:
    """A reason that you agreed on, and the outcomes that it goes with."""

    code: str
    tekst: str
    voor: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Informatieverzoek:
    """What was asked of the provider. There are no `antwoorden` while they wait, or when it was withdrawn."""

    nummer: int
    gesteld_op: datetime
    gesteld_door: str
    reageren_voor: date
    vragen: tuple[str, ...] = field(default=(), repr=False)
    antwoorden: tuple[str, ...] | None = field(default=None, repr=False)
    beantwoord_op: datetime | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Informatieverzoek":
        gesteld, tot = datetime.fromisoformat(data["gesteld_op"]), date.fromisoformat(data["reageren_voor"])
        return pick(cls, data, gesteld_op=gesteld, reageren_voor=tot, beantwoord_op=moment(data.get("beantwoord_op")))


@dataclass(frozen=True, kw_only=True)
class Dossierbijlage:
    """A file: `dienst.bijlage(aanvraag, id)` fetches it."""

    id: str
    vraag: str
    naam: str = field(repr=False)
    type: str
    grootte: int
    toegevoegd_op: datetime
    adres: str

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Dossierbijlage":
        return pick(cls, data, toegevoegd_op=datetime.fromisoformat(data["toegevoegd_op"]))


@dataclass(frozen=True, kw_only=True)
class Gebeurtenis:
    """One thing that happened, by whom, and what belongs to its kind."""

    soort: str
    op: datetime
    door: str
    van_verzekeraar: bool = False
    reden: str | None = field(default=None, repr=False)
    einde: date | None = None
    aan: str | None = None
    naam: str | None = field(default=None, repr=False)
    vervolg: str | None = None
    verzoek: int | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Gebeurtenis":
        return pick(cls, data, op=datetime.fromisoformat(data["op"]), einde=day(data.get("einde")))


@dataclass(frozen=True, kw_only=True)
class EerdereAanvraag:
    """Another aanvraag about the same insured that was sent to you."""

    id: str
    formulier: Formulier
    status: str
    status_tekst: str
    specificatie: str
    specificatie_tekst: str
    aanvraagnummer: str | None = None
    ingediend_op: datetime | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "EerdereAanvraag":
        formulier = pick(Formulier, data["formulier"])
        return pick(cls, data, formulier=formulier, ingediend_op=moment(data.get("ingediend_op")))


@dataclass(frozen=True, kw_only=True, repr=False)
class Dossier(Beoordelingsstand):
    """`regels` are the lines to decide on, `redenen` the reasons that you can give."""

    ingediend_door: str = ""
    niet_automatisch: Aanleiding | None = None
    einde_soort: str | None = None
    einde_reden: str | None = None
    intrek_reden: str | None = None
    heropend_op: datetime | None = None
    heropen_reden: str | None = None
    gezien: int = 0
    onderwerpen: tuple[Onderwerp, ...] = ()
    beslissing: Regelbeslissing | None = None
    waarschuwingen: tuple[Fout, ...] = ()
    regels: tuple[Aanvraagregel, ...] = ()
    redenen: tuple[Besluitreden, ...] = ()
    motivering: str | None = None
    gesprek: tuple[Informatieverzoek, ...] = ()
    bijlagen: tuple[Dossierbijlage, ...] = ()
    besluiten: tuple[Besluit, ...] = ()
    gebeurtenissen: tuple[Gebeurtenis, ...] = ()
    eerdere_aanvragen: tuple[EerdereAanvraag, ...] = ()

    @classmethod
    def from_answer(cls, data: Mapping[str, Any], *, verkeer: Verkeer) -> "Dossier":
        aanleiding, beslissing = data.get("niet_automatisch"), data.get("beslissing")
        return pick(
            cls,
            data,
            verkeer=verkeer,
            **parsed_stand(data),
            niet_automatisch=pick(Aanleiding, aanleiding) if aanleiding else None,
            heropend_op=moment(data.get("heropend_op")),
            onderwerpen=tuple(map(Onderwerp.from_dict, data["onderwerpen"])),
            beslissing=Regelbeslissing.from_dict(beslissing) if beslissing else None,
            waarschuwingen=picks(Fout, data.get("waarschuwingen", ())),
            regels=tuple(map(Aanvraagregel.from_dict, data["regels"])),
            redenen=picks(Besluitreden, data["redenen"]),
            gesprek=tuple(map(Informatieverzoek.from_dict, data.get("gesprek", ()))),
            bijlagen=tuple(map(Dossierbijlage.from_dict, data.get("bijlagen", ()))),
            besluiten=tuple(map(Besluit.from_dict, data.get("besluiten", ()))),
            gebeurtenissen=tuple(map(Gebeurtenis.from_dict, data.get("gebeurtenissen", ()))),
            eerdere_aanvragen=tuple(map(EerdereAanvraag.from_dict, data.get("eerdere_aanvragen", ()))),
        )
