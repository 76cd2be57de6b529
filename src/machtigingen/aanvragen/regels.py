"""The lines of an aanvraag, and what a beoordelaar says of each. Pure.

A form with a table of prestaties has a line for each row; another asks for one thing and has one line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from machtigingen import beslisboom
from machtigingen.aanvragen.dossier import Dossier
from machtigingen.aanvragen.lifecycle import Handeling
from machtigingen.aanvragen.teksten import read_tekst
from machtigingen.beslisboom import Vraag, Vraagtype
from machtigingen.formulieren.afspraken import Regelbesluit
from machtigingen.foundation import DomainError, Fout

Redenen = Mapping[str, frozenset[Regelbesluit]]
AANTAL_TYPES = (Vraagtype.INTEGER, Vraagtype.DECIMAL)
ANDERS_TEKST = Vraag(link_id="anders", tekst="Wat kent u toe?", type=Vraagtype.STRING)


@dataclass(frozen=True, kw_only=True)
class Cel:
    """One thing that was asked: with its question, so that something else can be read in its place."""

    vraag: Vraag
    waarde: Any

    @property
    def tekst(self) -> str:
        return beslisboom.toon(self.vraag, self.waarde)


@dataclass(frozen=True, kw_only=True)
class Aanvraagregel:
    """One thing that is asked for. `wijzigbaar`: what may be granted otherwise: numbers and amounts, or else a text."""

    nummer: int
    omschrijving: str
    cellen: tuple[Cel, ...] = ()

    @property
    def wijzigbaar(self) -> tuple[Vraag, ...]:
        getallen = tuple(cel.vraag for cel in self.cellen if cel.vraag.type in AANTAL_TYPES)
        return getallen or (ANDERS_TEKST,)

    def gevraagd(self, link_id: str) -> Any:
        return next((cel.waarde for cel in self.cellen if cel.vraag.link_id == link_id), None)


def regels_of(dossier: Dossier) -> tuple[Aanvraagregel, ...]:
    """At least one line: the rows of the table of prestaties, or else the zorgactiviteit; where neither is asked, the
    rows of the first table."""
    tabellen = [vraag for vraag in dossier.vragen if vraag.kolommen]
    met_prestaties = [vraag for vraag in tabellen if vraag.met_prestaties]
    if met_prestaties or _zorgactiviteit(dossier):
        tabellen = met_prestaties
    tabel = next((vraag for vraag in tabellen if vraag.link_id in dossier.waarden), None)
    if tabel is None:
        return (_one_line(dossier),)
    rijen: Sequence[Mapping[str, Any]] = dossier.waarden[tabel.link_id]
    return tuple(_line(tabel, rij, nummer=nummer) for nummer, rij in enumerate(rijen, start=1))


def prestatiecodes_in(dossier: Dossier) -> tuple[str, ...]:
    """The codes of the lines, each once."""
    codes = (
        str(cel.waarde)
        for regel in regels_of(dossier)
        for cel in regel.cellen
        if cel.vraag.controle is beslisboom.Controle.PRESTATIE
    )
    return tuple(dict.fromkeys(codes))


def _zorgactiviteit(dossier: Dossier) -> Vraag | None:
    return next((een for een in dossier.vragen if een.controle is beslisboom.Controle.ZORGACTIVITEIT), None)


def _one_line(dossier: Dossier) -> Aanvraagregel:
    vraag = _zorgactiviteit(dossier)
    waarde = dossier.waarden.get(vraag.link_id) if vraag else None
    tekst = beslisboom.toon(vraag, waarde) if vraag and waarde is not None else ""
    return Aanvraagregel(nummer=1, omschrijving=tekst or dossier.formulier.titel)


def _line(tabel: Vraag, rij: Mapping[str, Any], *, nummer: int) -> Aanvraagregel:
    cellen = tuple(Cel(vraag=kolom, waarde=rij[kolom.link_id]) for kolom in tabel.kolommen if kolom.link_id in rij)
    namen = [_in_words(cel) for cel in cellen if cel.vraag.type not in AANTAL_TYPES]
    return Aanvraagregel(nummer=nummer, omschrijving=", ".join(namen) or tabel.naam, cellen=cellen)


def _in_words(cel: Cel) -> str:
    """With the name of its column when it does not speak for itself: a choice does, element 33 does not."""
    return cel.tekst if cel.vraag.type is Vraagtype.CHOICE else f"{cel.vraag.naam.lower()} {cel.tekst}"


@dataclass(frozen=True, kw_only=True)
class Regeloordeel:
    """What is said of one line. `toegekend` has what is granted otherwise, by linkId; `reden` is a code."""

    regel: int
    uitkomst: Regelbesluit
    toegekend: Mapping[str, Any] = field(default_factory=dict)
    reden: str = ""
    toelichting: str = ""


@dataclass(frozen=True, kw_only=True)
class Oordeel:
    """A whole decision as a beoordelaar gives it. Without dates it holds for a year from the begin date."""

    regels: tuple[Regeloordeel, ...]
    toelichting: str
    geldig_van: date | None = None
    geldig_tot: date | None = None

    @property
    def handeling(self) -> Handeling:
        uitkomsten = {regel.uitkomst for regel in self.regels}
        if uitkomsten == {Regelbesluit.TOEGEKEND}:
            return Handeling.GOEDKEUREN
        if uitkomsten == {Regelbesluit.AFGEWEZEN}:
            return Handeling.AFWIJZEN
        return Handeling.GEDEELTELIJK_GOEDKEUREN

    def same_as(self, ander: "Oordeel") -> bool:
        """Whether two beoordelaars mean the same; the words may differ."""
        return self._kern() == ander._kern()

    def _kern(self) -> Any:
        regels = [(een.regel, een.uitkomst, dict(een.toegekend), een.reden) for een in self.regels]
        return regels, self.geldig_van, self.geldig_tot

    def to_json(self) -> dict[str, Any]:
        return {
            "regels": regels_json(self.regels),
            "toelichting": self.toelichting,
            "geldig_van": self.geldig_van.isoformat() if self.geldig_van else None,
            "geldig_tot": self.geldig_tot.isoformat() if self.geldig_tot else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            regels=regels_from_json(data["regels"]),
            toelichting=data["toelichting"],
            geldig_van=date.fromisoformat(data["geldig_van"]) if data["geldig_van"] else None,
            geldig_tot=date.fromisoformat(data["geldig_tot"]) if data["geldig_tot"] else None,
        )


def regels_json(regels: Sequence[Regeloordeel]) -> list[dict[str, Any]]:
    return [asdict(regel) | {"uitkomst": regel.uitkomst.value} for regel in regels]


def regels_from_json(data: Sequence[Mapping[str, Any]]) -> tuple[Regeloordeel, ...]:
    return tuple(Regeloordeel(**dict(een) | {"uitkomst": Regelbesluit(een["uitkomst"])}) for een in data)


def whole(regels: Sequence[Aanvraagregel], uitkomst: Regelbesluit, *, toelichting: str, reden: str = "") -> Oordeel:
    """The same said of every line."""
    zo = tuple(Regeloordeel(regel=regel.nummer, uitkomst=uitkomst, reden=reden) for regel in regels)
    return Oordeel(regels=zo, toelichting=toelichting)


def read_oordeel(oordeel: Oordeel, regels: Sequence[Aanvraagregel], *, redenen: Redenen) -> Oordeel:
    """The decision with every value canonical. Raises, all together: A109 (a line without, with two or with a wrong
    outcome, or with something granted that its outcome cannot have), A110 (a reason is needed, or not of this outcome),
    A113 (the period, that a refusal has none of), and what is wrong with a value."""
    fouten: list[Fout] = []
    if sorted(een.regel for een in oordeel.regels) != [regel.nummer for regel in regels]:
        raise DomainError.one("A109", pad="regels")
    by_nummer = {regel.nummer: regel for regel in regels}
    gelezen = []
    for een in sorted(oordeel.regels, key=lambda een: een.regel):
        try:
            gelezen.append(_read_line(een, by_nummer[een.regel], redenen=redenen))
        except DomainError as fout:
            fouten += fout.fouten
    van, tot = oordeel.geldig_van, oordeel.geldig_tot
    if oordeel.handeling is Handeling.AFWIJZEN:
        fouten += [Fout("A113", veld) for veld, dag in (("geldig_van", van), ("geldig_tot", tot)) if dag is not None]
    elif van is not None and tot is not None and tot < van:
        fouten.append(Fout("A113", "geldig_tot"))
    if fouten:
        raise DomainError(*fouten)
    return Oordeel(regels=tuple(gelezen), toelichting=oordeel.toelichting, geldig_van=van, geldig_tot=tot)


def _read_line(een: Regeloordeel, regel: Aanvraagregel, *, redenen: Redenen) -> Regeloordeel:
    pad = f"regels[{een.regel}]"
    toelichting = _read_words(een.toelichting, veld=f"{pad}.toelichting")
    te_veel = tuple(_too_much(een, regel, pad=pad))
    if te_veel:
        raise DomainError(*te_veel)
    if een.uitkomst is Regelbesluit.TOEGEKEND:
        return Regeloordeel(regel=een.regel, uitkomst=een.uitkomst, toelichting=toelichting)
    if een.uitkomst not in redenen.get(een.reden, frozenset()):
        raise DomainError.one("A110", pad=f"{pad}.reden")
    toegekend: dict[str, Any] = {}
    if een.uitkomst is Regelbesluit.ANDERS:
        toegekend = _read_otherwise(een, regel, pad=pad)
    return Regeloordeel(
        regel=een.regel, uitkomst=een.uitkomst, toegekend=toegekend, reden=een.reden, toelichting=toelichting
    )


def _too_much(een: Regeloordeel, regel: Aanvraagregel, *, pad: str) -> Iterator[Fout]:
    """What its outcome cannot have: left out, it would not be what was said."""
    past = {vraag.link_id for vraag in regel.wijzigbaar} if een.uitkomst is Regelbesluit.ANDERS else set()
    for link_id, waarde in een.toegekend.items():
        if link_id not in past and waarde not in (None, ""):
            yield Fout("A109", f"{pad}.toegekend.{link_id}")
    if een.uitkomst is Regelbesluit.TOEGEKEND and een.reden:
        yield Fout("A110", f"{pad}.reden")


def _read_words(tekst: str, *, veld: str) -> str:
    """What is written at one line, which may be nothing."""
    return read_tekst(tekst, veld=veld, leeg="A105") if tekst.strip() else ""


def _read_otherwise(een: Regeloordeel, regel: Aanvraagregel, *, pad: str) -> dict[str, Any]:
    """What is granted in place of what was asked: something, and something else."""
    gelezen = {}
    for vraag in regel.wijzigbaar:
        try:
            waarde = beslisboom.parse_antwoord(vraag, een.toegekend.get(vraag.link_id))
        except DomainError as fout:
            raise DomainError(*(Fout(f.code, f"{pad}.{vraag.link_id}", f.gegevens) for f in fout.fouten)) from fout
        if waarde is not None and waarde != regel.gevraagd(vraag.link_id):
            gelezen[vraag.link_id] = waarde
    if not gelezen:
        raise DomainError.one("A109", pad=f"{pad}.{regel.wijzigbaar[0].link_id}")
    return gelezen
