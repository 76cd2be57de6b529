"""What each component needs to know, as frozen dataclasses.

The doors fill these from the domain and hand one of them to one component; the components decide
what it looks like. Nothing in here reads the database, the clock or the request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from machtigingen.ui.merken import ICONEN
from machtigingen.ui.termijnbalk import Termijnbalk
from machtigingen.ui.velden import Bestand

# --- the page -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Identiteit:
    """Who is logged in, as the header shows it."""

    organisatie: str
    kenmerk: str  # "AGB 22990001" or "UZOVI 9901"
    naam: str
    uitleg_url: str = ""
    uitloggen_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Navlink:
    titel: str
    url: str
    actief: bool = False


@dataclass(frozen=True, kw_only=True)
class Tabblad:
    """One part of a list, with how much is in it; a part without an end is not counted."""

    titel: str
    url: str
    aantal: int | None = None
    actief: bool = False


@dataclass(frozen=True, kw_only=True)
class Sessie:
    """The end of the login, with the server's own time so that a wrong clock at the user is harmless."""

    nu: datetime
    einde: datetime
    verleng_url: str

    @property
    def nu_ms(self) -> int:
        return int(self.nu.timestamp() * 1000)

    @property
    def einde_ms(self) -> int:
        return int(self.einde.timestamp() * 1000)


@dataclass(frozen=True, kw_only=True)
class Pagina:
    """Everything around the content: header, footer, session. All of it may be absent."""

    identiteit: Identiteit | None = None
    navigatie: tuple[Navlink, ...] = ()
    sessie: Sessie | None = None
    start_url: str = "/"
    hulp_url: str = ""
    contactpersoon: str = ""


# --- steps, timeline, tasks ---------------------------------------------------------------------


class Toestand(StrEnum):
    KLAAR = "klaar"
    NU = "nu"
    STRAKS = "straks"


@dataclass(frozen=True, kw_only=True)
class Stap:
    titel: str
    toestand: Toestand
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One line of a timeline. `einde`: it tells of an end that was set later."""

    titel: str
    toestand: Toestand = Toestand.KLAAR
    op: datetime | None = None
    wanneer: str = ""  # words instead of a moment: "uiterlijk 8 december 2026"
    door: str = ""
    tekst: str = ""
    einde: bool = False


@dataclass(frozen=True, kw_only=True)
class Taak:
    titel: str
    klaar: bool
    url: str = ""
    tekst: str = ""


# --- facts, numbers, notices --------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Post:
    """One row of a table in words: what it is, and the rest."""

    kop: str
    rest: str = ""


@dataclass(frozen=True, kw_only=True)
class Feit:
    """A known answer: its value, files or rows, where it comes from and, when changed, what the package sent."""

    label: str
    waarde: str
    bron: str = ""
    wijzig_url: str = ""
    gestuurd: str = ""
    anders: str = ""  # what COV says, or what was filled in before COV did, in words
    vast: bool = False
    bestanden: tuple[Bestand, ...] = ()
    posten: tuple[Post, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Nummer:
    label: str
    waarde: str
    uitleg: str = ""


@dataclass(frozen=True, kw_only=True)
class Voortgang:
    bekend: int
    totaal: int


class Meldingsoort(StrEnum):
    INFO = "info"
    WAARSCHUWING = "waarschuwing"
    GOED = "goed"
    FOUT = "fout"


@dataclass(frozen=True, kw_only=True)
class Melding:
    tekst: str
    titel: str = ""
    soort: Meldingsoort = Meldingsoort.INFO
    url: str = ""
    url_tekst: str = ""

    @property
    def svg(self) -> str:
        iconen = {Meldingsoort.INFO: "info", Meldingsoort.GOED: "vinkje", Meldingsoort.FOUT: "kruis"}
        return ICONEN.format(iconen.get(self.soort, "waarschuwing"))


@dataclass(frozen=True, kw_only=True)
class LegeLijst:
    titel: str
    tekst: str = ""
    url: str = ""
    url_tekst: str = ""


# --- tables -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Cel:
    """A text, a link, a status or a term; `onder` is a smaller line below it. `door`: beside a status, by whom.
    `voorbij`: it tells of a day past. `einde`: the line below tells of an end that was set later."""

    tekst: str = ""
    url: str = ""
    status: str = ""
    door: str = ""
    balk: Termijnbalk | None = None
    onder: str = ""
    voorbij: bool = False
    einde: bool = False


@dataclass(frozen=True, kw_only=True)
class Tabel:
    """`lezer`: "zorgverlener" when a status may speak to the instantie as "u"."""

    titel: str
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    lezer: str = ""

    @property
    def benoemd(self) -> tuple[tuple[tuple[str, Cel], ...], ...]:
        """The rows with each cell beside the name of its column, for narrow screens."""
        return tuple(tuple(zip(self.kolommen, rij, strict=True)) for rij in self.rijen)
