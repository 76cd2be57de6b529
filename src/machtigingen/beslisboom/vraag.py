"""A question of a form, in the vocabulary of FHIR R4 Questionnaire, and when it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from machtigingen.beslisboom.verband import Verband

# What an answer is once parsed: plain JSON. A decimal is its digits as str, a date its ISO form; a row of a table has
# one such value per column that was filled in.
Rij = dict[str, "Waarde"]
Waarde = str | bool | int | list[str] | list[Rij]


class Vraagtype(StrEnum):
    """The item types of FHIR R4 Questionnaire that our forms use."""

    STRING = "string"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    QUANTITY = "quantity"
    CHOICE = "choice"
    OPEN_CHOICE = "open-choice"
    ATTACHMENT = "attachment"
    GROUP = "group"
    DISPLAY = "display"

    @property
    def vrij(self) -> bool:
        """Free content, a whole table or no answer at all: no rule may decide on it as it is."""
        vrij = (Vraagtype.STRING, Vraagtype.TEXT, Vraagtype.ATTACHMENT, Vraagtype.GROUP, Vraagtype.DISPLAY)
        return self in vrij

    @property
    def met_decimalen(self) -> bool:
        """A number that may have decimals; a quantity is one with its unit."""
        return self in (Vraagtype.DECIMAL, Vraagtype.QUANTITY)

    @property
    def geordend(self) -> bool:
        """Smaller and larger mean something."""
        return self in (Vraagtype.DATE, Vraagtype.INTEGER) or self.met_decimalen


class Controle(StrEnum):
    """What a value means in the field, and so how it is read, checked and shown."""

    AGB_INSTELLING = "agb_instelling"
    AGB_ZORGVERLENER = "agb_zorgverlener"
    BEGINDATUM = "begindatum"
    BSN = "bsn"
    DIAGNOSE = "diagnose"
    ELEMENT = "element"
    GEBOORTEDATUM = "geboortedatum"
    PRESTATIE = "prestatie"
    SPECIALISME = "specialisme"
    UZOVI = "uzovi"
    VERLEDEN = "verleden"
    ZORGACTIVITEIT = "zorgactiviteit"


class Operator(StrEnum):
    """How an answer is compared, in a rule and in enableWhen."""

    IS = "="
    IS_NIET = "!="
    KLEINER = "<"
    HOOGSTENS = "<="
    GROTER = ">"
    TEN_MINSTE = ">="

    @property
    def ordent(self) -> bool:
        return self not in (Operator.IS, Operator.IS_NIET)


@dataclass(frozen=True)
class Vergelijking:
    """One comparison of an answer with a value."""

    operator: Operator
    waarde: Waarde


@dataclass(frozen=True)
class Voorwaarde:
    """One enableWhen: the earlier question whose answer must compare so."""

    vraag: str
    vergelijking: Vergelijking


@dataclass(frozen=True)
class Optie:
    """One choice: what is kept, and what people read."""

    code: str
    tekst: str


@dataclass(frozen=True)
class Totaal:
    """What a row adds up to: these columns together, as often as the column `keer` says."""

    som: tuple[str, ...]
    keer: str = ""


@dataclass(frozen=True, kw_only=True)
class Vraag:
    """One question, or one column of a table. `doel` says why it is asked: nothing is asked without a purpose
    (GDPR, article 5 1c). Of type `display` it asks nothing and only says something. `kolommen` make it a table; no two
    rows are the same in the columns `uniek`, and each row keeps to the `verbanden`. A group without columns is a
    heading: the questions under it name it (`groep`), and are on the path only when it is. What matches `regex` has the
    form that `vorm` tells people."""

    link_id: str
    tekst: str
    type: Vraagtype
    kort: str = ""
    doel: str = ""
    hulp: str = ""
    verplicht: bool = True
    meerdere: bool = False
    vast: bool = False
    controle: Controle | None = None
    opties: tuple[Optie, ...] = ()
    waardelijst: str = ""
    enable_when: tuple[Voorwaarde, ...] = ()
    enable_any: bool = False
    max_length: int | None = None
    min_length: int | None = None
    regex: str = ""
    vorm: str = ""
    minimum: str | None = None
    maximum: str | None = None
    decimalen: int | None = None
    eenheid: str = ""
    bestandstypen: tuple[str, ...] = ()
    kolommen: tuple["Vraag", ...] = ()
    uniek: tuple[str, ...] = ()
    totaal: Totaal | None = None
    verbanden: tuple[Verband, ...] = ()
    groep: str = ""
    groepsnaam: str = ""

    @property
    def is_groep(self) -> bool:
        """A heading over questions, and no table."""
        return self.type is Vraagtype.GROUP and not self.kolommen

    @property
    def asks(self) -> bool:
        return self.type is not Vraagtype.DISPLAY and not self.is_groep

    @cached_property
    def keuzes(self) -> Mapping[str, str]:
        """Its choices by code."""
        return {optie.code: optie.tekst for optie in self.opties}

    @property
    def naam(self) -> str:
        """What the question is about in a word or two, where answers stand in a list; else the question itself."""
        naam = self.kort or self.tekst
        return f"{self.groepsnaam}: {naam}" if self.groepsnaam else naam

    @property
    def met_prestaties(self) -> bool:
        """A table of which each row is a prestatie."""
        return any(kolom.controle is Controle.PRESTATIE for kolom in self.kolommen)

    @property
    def meeste_decimalen(self) -> int | None:
        """How many decimals a number has at most; None when that is not said."""
        return 0 if self.type is Vraagtype.INTEGER else self.decimalen

    @property
    def cellen(self) -> tuple["Vraag", ...]:
        """Its columns, as conditions and rules may look at them: the answers to `prestaties.code` are all its codes."""
        return tuple(
            replace(
                kolom,
                link_id=f"{self.link_id}.{kolom.link_id}",
                tekst=f"{self.naam}: {kolom.naam}",
                verplicht=self.verplicht and kolom.verplicht,
                meerdere=True,
            )
            for kolom in self.kolommen
        )

    def kolom(self, naam: str) -> "Vraag | None":
        """The column of this name, if this is a table that has it."""
        return next((kolom for kolom in self.kolommen if kolom.link_id == naam), None)


@dataclass(frozen=True, kw_only=True)
class Onderwerp:
    """One page of a form: the questions about one subject, and between them texts that ask nothing."""

    link_id: str
    titel: str
    uitleg: str = ""
    items: tuple[Vraag, ...]

    @cached_property
    def vragen(self) -> tuple[Vraag, ...]:
        """What is really asked here."""
        return tuple(item for item in self.items if item.asks)


def without_empty_groups(items: Iterable[Vraag]) -> tuple[Vraag, ...]:
    """Without the headings under which nothing is left."""
    kept = tuple(items)
    filled = {item.groep for item in kept}
    return tuple(item for item in kept if not item.is_groep or item.link_id in filled)
