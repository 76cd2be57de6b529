"""The form of a decision: as it was typed, as it is shown, and what a beoordelaar means by it.

One choice for all lines, or one per line. What goes with the choice that was not made is left out of the decision, and
stays in the form.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from machtigingen import beslisboom
from machtigingen.aanvragen.regels import Aanvraagregel, Oordeel, Regeloordeel, read_oordeel
from machtigingen.aanvragen.teksten import read_tekst
from machtigingen.beslisboom import Vraag, Vraagtype
from machtigingen.formulieren.afspraken import Afspraak, Regelbesluit
from machtigingen.foundation import DomainError, Fout

GOEDKEUREN, PER_REGEL, AFWIJZEN = "goedkeuren", "per_regel", "afwijzen"
NAMEN = ("besluit", "reden", "standaard", "toelichting", "geldig_van", "geldig_tot", "regel-*", "gezien")
"""The names of the fields, for what is kept when the session has ended."""

_GEHEEL = {GOEDKEUREN: Regelbesluit.TOEGEKEND, AFWIJZEN: Regelbesluit.AFGEWEZEN}
_MET_REDEN = (Regelbesluit.ANDERS, Regelbesluit.AFGEWEZEN)


def field_name(nummer: int, veld: str) -> str:
    """The name of a field of one line."""
    return f"regel-{nummer}-{veld}"


@dataclass(frozen=True, kw_only=True)
class Invoer:
    """A decision as it was typed, about these lines, under this agreement."""

    getypt: Mapping[str, str]
    regels: tuple[Aanvraagregel, ...]
    afspraak: Afspraak

    def of(self, naam: str) -> str:
        return self.getypt.get(naam, "")

    @property
    def besluit(self) -> str:
        return self.of("besluit")

    @property
    def is_een_regel(self) -> bool:
        return len(self.regels) == 1

    def uitkomst(self, nummer: int) -> Regelbesluit | None:
        """What is chosen for one line. Of a single line "per regel" can only mean: otherwise."""
        if self.besluit in _GEHEEL:
            return _GEHEEL[self.besluit]
        if self.besluit != PER_REGEL:
            return None
        if self.is_een_regel:
            return Regelbesluit.ANDERS
        gekozen = self.of(field_name(nummer, "uitkomst"))
        return Regelbesluit(gekozen) if gekozen in set(Regelbesluit) else None

    @property
    def toelichting(self) -> str:
        """What was typed, or else the sentence of the agreements that was chosen for what is granted."""
        reden = self.afspraak.reden(self.of("standaard")) if self.besluit == GOEDKEUREN else None
        return self.of("toelichting") if self.of("toelichting").strip() or reden is None else reden.tekst


@dataclass(frozen=True, kw_only=True)
class Gelezen:
    """What the form says: a decision, or what is wrong with it by the name of the field."""

    oordeel: Oordeel | None = None
    fouten: Mapping[str, Fout] = field(default_factory=dict)


def read(invoer: Invoer) -> Gelezen:
    """All that is wrong at once."""
    if invoer.besluit not in (*_GEHEEL, PER_REGEL):
        return Gelezen(fouten=_by_field([Fout("A109", "besluit"), *_text_errors(invoer)], invoer))
    fouten = [*_text_errors(invoer)]
    oordelen = []
    for regel in invoer.regels:
        uitkomst = invoer.uitkomst(regel.nummer)
        if uitkomst is None:
            fouten.append(Fout("A109", f"regels[{regel.nummer}].uitkomst"))
        oordelen.append(typed_line(invoer, regel, uitkomst or Regelbesluit.TOEGEKEND))
    data: dict[str, date | None] = {}
    for naam in () if _refuses_all(oordelen) else ("geldig_van", "geldig_tot"):
        try:
            data[naam] = _date(naam, invoer.of(naam))
        except DomainError as fout:
            fouten += (Fout(een.code, naam, een.gegevens) for een in fout.fouten)
    oordeel = Oordeel(
        regels=tuple(oordelen),
        toelichting=invoer.toelichting,
        geldig_van=data.get("geldig_van"),
        geldig_tot=data.get("geldig_tot"),
    )
    redenen = {reden.code: reden.voor for reden in invoer.afspraak.redenen}
    try:
        oordeel = read_oordeel(oordeel, invoer.regels, redenen=redenen)
    except DomainError as fout:
        fouten += fout.fouten
    return Gelezen(fouten=_by_field(fouten, invoer)) if fouten else Gelezen(oordeel=oordeel)


def _refuses_all(oordelen: Sequence[Regeloordeel]) -> bool:
    """Days, that go with what is granted, do not count then."""
    return all(een.uitkomst is Regelbesluit.AFGEWEZEN for een in oordelen)


def _text_errors(invoer: Invoer) -> Iterator[Fout]:
    try:
        read_tekst(invoer.toelichting, veld="toelichting", leeg="A105")
    except DomainError as fout:
        yield from fout.fouten


def _date(naam: str, tekst: str) -> date | None:
    gelezen = beslisboom.parse_antwoord(Vraag(link_id=naam, tekst=naam, type=Vraagtype.DATE), tekst)
    return date.fromisoformat(str(gelezen)) if gelezen else None


def typed_line(invoer: Invoer, regel: Aanvraagregel, uitkomst: Regelbesluit) -> Regeloordeel:
    """What goes with this outcome of a line, as it was typed."""
    nummer, los = regel.nummer, invoer.besluit == PER_REGEL
    wijzigbaar = regel.wijzigbaar if uitkomst is Regelbesluit.ANDERS else ()
    return Regeloordeel(
        regel=nummer,
        uitkomst=uitkomst,
        toegekend={vraag.link_id: invoer.of(field_name(nummer, vraag.link_id)) for vraag in wijzigbaar},
        reden=invoer.of(reason_field(nummer, uitkomst, los=los)) if uitkomst in _MET_REDEN else "",
        toelichting=invoer.of(field_name(nummer, "toelichting")) if los and uitkomst in _MET_REDEN else "",
    )


def reason_field(nummer: int, uitkomst: Regelbesluit, *, los: bool) -> str:
    """Each outcome of a line has a list of reasons of its own; a refusal of everything has one for all."""
    return field_name(nummer, f"reden-{uitkomst}") if los else "reden"


def by_name(invoer: Invoer) -> Callable[[str], str]:
    """From the path of an error to the name of its field."""

    def name(pad: str) -> str:
        regel, _punt, veld = pad.partition("].")
        if not veld:
            return pad
        nummer = int(regel.removeprefix("regels["))
        if veld != "reden":
            return field_name(nummer, veld)
        uitkomst = invoer.uitkomst(nummer) or Regelbesluit.AFGEWEZEN
        return reason_field(nummer, uitkomst, los=invoer.besluit == PER_REGEL)

    return name


def _by_field(fouten: Sequence[Fout], invoer: Invoer) -> dict[str, Fout]:
    """The first error of each field."""
    name = by_name(invoer)
    gevonden: dict[str, Fout] = {}
    for fout in fouten:
        gevonden.setdefault(name(fout.pad), fout)
    return gevonden


def errors_by_field(fout: DomainError, invoer: Invoer) -> dict[str, Fout] | None:
    """What the domain found wrong with the form; None when something else is the matter."""
    gevonden = _by_field(fout.fouten, invoer)
    eigen = {"besluit", "reden", "toelichting", "geldig_van", "geldig_tot"}
    return gevonden if all(naam in eigen or naam.startswith("regel-") for naam in gevonden) else None


def start_of(regels: Sequence[Aanvraagregel], *, asked: Callable[[Vraag, object], str]) -> dict[str, str]:
    """An empty form: in the place of what can be granted otherwise stands what was asked."""
    return {
        field_name(regel.nummer, cel.vraag.link_id): asked(cel.vraag, cel.waarde)
        for regel in regels
        for cel in regel.cellen
        if cel.vraag in regel.wijzigbaar
    }


def text_of_choice(besluit: str, *, een_regel: bool) -> str:
    """What each choice is called."""
    match besluit:
        case "goedkeuren":
            return _("Toekennen zoals gevraagd") if een_regel else _("Alles toekennen zoals gevraagd")
        case "per_regel":
            return _("Anders toekennen") if een_regel else _("Per regel beslissen")
        case _:
            return _("Afwijzen") if een_regel else _("Alles afwijzen")
