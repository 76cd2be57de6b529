"""What a register says about a code on a date. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from machtigingen.foundation import AgbCode, Uzovi

WLZ = "wlz"


class Register(Enum):
    """The registers we keep a copy of. The value names the file and the load command."""

    AGB_ZORGVERLENERS = "agb-zorgverleners"
    AGB_ZORGAANBIEDERS = "agb-zorgaanbieders"
    AGB_KOPPELINGEN = "agb-koppelingen"
    UZOVI = "uzovi"


class Aanbiedertype(Enum):
    """What a zorgaanbieder is. An onderneming is a legal entity: it asks no machtiging itself."""

    PRAKTIJK = "praktijk"
    INSTELLING = "instelling"
    ONDERNEMING = "onderneming"


class Verzekeraarsoort(Enum):
    """Under which law a UZOVI number decides: a zorgkantoor under the Wlz."""

    VERZEKERAAR = "verzekeraar"
    ZORGKANTOOR = "zorgkantoor"


class Uitkomst(Enum):
    """The four answers about a code; that a register is not available is no answer but a `DomainError`."""

    BEKEND = "bekend"
    ONBEKEND = "onbekend"
    ANDER_SOORT = "ander soort"
    NIET_ACTIEF = "niet actief"


@dataclass(frozen=True, kw_only=True)
class Periode:
    """The days on which something holds, both ends included; without an end it still holds."""

    begin_on: date
    einde_on: date | None = None

    def __contains__(self, on: date) -> bool:
        return self.begin_on <= on and (self.einde_on is None or on <= self.einde_on)

    def uitkomst(self, on: date) -> Uitkomst:
        return Uitkomst.BEKEND if on in self else Uitkomst.NIET_ACTIEF


@dataclass(frozen=True, kw_only=True)
class Zorgverlenerstand:
    """A code as zorgverlener. `periode` is there for BEKEND and NIET_ACTIEF, `naam` for all but ONBEKEND."""

    agb: AgbCode
    uitkomst: Uitkomst
    naam: str = ""
    specialismen: tuple[str, ...] = ()
    periode: Periode | None = None


@dataclass(frozen=True, kw_only=True)
class Zorgaanbiederstand:
    """A code as praktijk or instelling; ANDER_SOORT is a person (no `type`) or an onderneming."""

    agb: AgbCode
    uitkomst: Uitkomst
    naam: str = ""
    type: Aanbiedertype | None = None
    periode: Periode | None = None


@dataclass(frozen=True, kw_only=True)
class Verzekeraarstand:
    """A UZOVI number; never ANDER_SOORT."""

    uzovi: Uzovi
    uitkomst: Uitkomst
    naam: str = ""
    soort: Verzekeraarsoort | None = None
    periode: Periode | None = None


@dataclass(frozen=True, kw_only=True)
class AgbFeiten:
    """What the checks of an instroombericht need to know, fetched at once."""

    zorgverlener: Zorgverlenerstand
    instantie: Zorgaanbiederstand
    gekoppeld: bool
