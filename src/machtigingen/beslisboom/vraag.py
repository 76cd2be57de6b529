"""A question of a form, in the vocabulary of FHIR R4 Questionnaire, and when it is asked."""

from dataclasses import dataclass
from enum import StrEnum

# What an answer is once parsed: plain JSON. A decimal is its digits as str, a date its ISO form.
Waarde = str | bool | int | list[str]


class Vraagtype(StrEnum):
    """The item types of FHIR R4 Questionnaire that our forms use."""

    STRING = "string"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    CHOICE = "choice"
    ATTACHMENT = "attachment"

    @property
    def vrij(self) -> bool:
        """Free content: no rule may decide on it."""
        return self in (Vraagtype.STRING, Vraagtype.TEXT, Vraagtype.ATTACHMENT)

    @property
    def geordend(self) -> bool:
        """Smaller and larger mean something."""
        return self in (Vraagtype.DATE, Vraagtype.INTEGER, Vraagtype.DECIMAL)


class Controle(StrEnum):
    """What a value means in the field, and so how it is read, checked and shown."""

    AGB_INSTELLING = "agb_instelling"
    AGB_ZORGVERLENER = "agb_zorgverlener"
    BEGINDATUM = "begindatum"
    BSN = "bsn"
    DIAGNOSE = "diagnose"
    GEBOORTEDATUM = "geboortedatum"
    SPECIALISME = "specialisme"
    UZOVI = "uzovi"
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


@dataclass(frozen=True, kw_only=True)
class Vraag:
    """One question. `doel` says why it is asked: nothing is asked without a purpose (GDPR, article 5 1c)."""

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
    enable_when: tuple[Voorwaarde, ...] = ()
    enable_any: bool = False
    max_length: int | None = None
    minimum: str | None = None
    maximum: str | None = None
    eenheid: str = ""
    bestandstypen: tuple[str, ...] = ()

    @property
    def naam(self) -> str:
        """What the question is about in a word or two, where answers stand in a list; else the question itself."""
        return self.kort or self.tekst


@dataclass(frozen=True, kw_only=True)
class Onderwerp:
    """One page of a form: the questions about one subject."""

    link_id: str
    titel: str
    uitleg: str = ""
    vragen: tuple[Vraag, ...]
