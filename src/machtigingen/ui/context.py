"""What each component needs to know, as frozen dataclasses.

The doors fill these from the domain and hand one of them to one component; the components decide
what it looks like. Nothing in here reads the database, the clock or the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machtigingen.ui.termijnbalk import Termijnbalk
from machtigingen.ui.velden import Bestand

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ICONEN = "ui/iconen/{}.svg"


@dataclass(frozen=True, kw_only=True)
class Merkteken:
    """A word with an icon and a tone: the provenance chip and the status badge."""

    tekst: StrOrPromise
    icoon: str
    toon: str

    @property
    def svg(self) -> str:
        return ICONEN.format(self.icoon)


# --- where a value comes from -------------------------------------------------------------------

BRONNEN: Mapping[str, Merkteken] = MappingProxyType(
    {
        "certificaat": Merkteken(tekst=_("Vast: hoort bij uw certificaat"), icoon="slot", toon="vast"),
        "softwarepakket": Merkteken(tekst=_("Uit uw softwarepakket"), icoon="pakket", toon="bekend"),
        "cov": Merkteken(tekst=_("Uit COV"), icoon="schild", toon="bekend"),
        "agb_register": Merkteken(tekst=_("Uit AGB-register"), icoon="register", toon="bekend"),
        "gebruiker": Merkteken(tekst=_("Door u ingevuld"), icoon="persoon", toon="gebruiker"),
        "aangepast": Merkteken(tekst=_("Door u aangepast"), icoon="potlood", toon="aangepast"),
    }
)

# An assessor reads the same facts, but "u" is then somebody else.
BRONNEN_VOOR_BEOORDELAAR: Mapping[str, Merkteken] = MappingProxyType(
    {
        **BRONNEN,
        "certificaat": Merkteken(tekst=_("Uit het certificaat"), icoon="slot", toon="vast"),
        "softwarepakket": Merkteken(tekst=_("Uit het softwarepakket"), icoon="pakket", toon="bekend"),
        "gebruiker": Merkteken(tekst=_("Ingevuld in het portaal"), icoon="persoon", toon="gebruiker"),
        "aangepast": Merkteken(tekst=_("Aangepast in het portaal"), icoon="potlood", toon="aangepast"),
    }
)


# --- who can solve a fault, in words (the five of the error catalogue)

WIE: Mapping[str, Promise] = MappingProxyType(
    {
        "gebruiker": _("U zelf"),
        "contactpersoon": _("Uw contactpersoon"),
        "softwareleverancier": _("Uw softwareleverancier"),
        "verzekeraar": _("De zorgverzekeraar"),
        "portaalbeheer": _("De beheerder van het portaal"),
    }
)


# --- the status of a request --------------------------------------------------------------------

STATUSSEN: Mapping[str, Merkteken] = MappingProxyType(
    {
        "concept": Merkteken(tekst=_("Concept"), icoon="potlood", toon="rust"),
        "in_behandeling": Merkteken(tekst=_("In behandeling"), icoon="klok", toon="loopt"),
        "ingediend": Merkteken(tekst=_("Ingediend"), icoon="klok", toon="loopt"),
        "informatie_gevraagd": Merkteken(tekst=_("Informatie gevraagd"), icoon="klok", toon="loopt"),
        "aangevuld": Merkteken(tekst=_("Aangevuld"), icoon="klok", toon="loopt"),
        "goedgekeurd": Merkteken(tekst=_("Goedgekeurd"), icoon="vinkje", toon="goed"),
        "gedeeltelijk_goedgekeurd": Merkteken(tekst=_("Gedeeltelijk goedgekeurd"), icoon="vinkje", toon="goed"),
        "afgewezen": Merkteken(tekst=_("Afgewezen"), icoon="kruis", toon="fout"),
        "niet_nodig": Merkteken(tekst=_("Niet nodig"), icoon="vinkje", toon="bekend"),
        "ingetrokken": Merkteken(tekst=_("Ingetrokken"), icoon="terug", toon="rust"),
        "vervallen": Merkteken(tekst=_("Vervallen"), icoon="streep", toon="rust"),
        "beeindigd": Merkteken(tekst=_("Beëindigd"), icoon="streep", toon="rust"),
    }
)
"""Every status by its own word, as on a timeline. Beside an aanvraag stands the word of its `hoofdstatus`."""

SPECIFICATIES: Mapping[str, Promise] = MappingProxyType(
    {
        "ingediend": _("verstuurd, nog niet opgepakt"),
        "in_behandeling": _("een beoordelaar kijkt ernaar"),
        "informatie_gevraagd": _("wacht op antwoord van de zorgverlener"),
        "aangevuld": _("aangevuld, de verzekeraar kijkt opnieuw"),
        "gedeeltelijk_goedgekeurd": _("voor een deel, of anders dan gevraagd"),
        "beeindigd": _("niet meer geldig"),
    }
)
"""What stands beside the word of an aanvraag, always in sight."""

SPECIFICATIES_VOOR_ZORGVERLENER: Mapping[str, Promise] = MappingProxyType(
    {**SPECIFICATIES, "informatie_gevraagd": _("wacht op uw antwoord")}
)
"""The same for the instantie itself, who is then "u"."""


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


# --- steps, timeline, lights, tasks -------------------------------------------------------------


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


class Kleur(StrEnum):
    GROEN = "groen"
    ROOD = "rood"
    GRIJS = "grijs"


@dataclass(frozen=True, kw_only=True)
class Lampje:
    """One light. Of a red one may be told more: why, who does what about it, and where to read on."""

    titel: str
    kleur: Kleur
    uitleg: str = ""
    oorzaak: str = ""
    wie: str = ""
    code: str = ""
    url: str = ""

    @property
    def svg(self) -> str:
        return ICONEN.format({Kleur.GROEN: "vinkje", Kleur.ROOD: "kruis", Kleur.GRIJS: "streep"}[self.kleur])

    @property
    def woord(self) -> str:
        match self.kleur:
            case Kleur.GROEN:
                return gettext("in orde")
            case Kleur.ROOD:
                return gettext("niet in orde")
            case Kleur.GRIJS:
                return gettext("niet gecontroleerd")


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


@dataclass(frozen=True, kw_only=True)
class Deurmelding:
    """Trouble at the door: what is wrong, who can solve it and how. Never holds patient data."""

    titel: str
    wat: str
    wie: str
    code: str
    correlatie_id: str
    hoe: tuple[str, ...] = ()
    lampjes: tuple[Lampje, ...] = ()
    contactpersoon: str = ""
    mail_aan: str = ""
    doc_url: str = ""
    opnieuw_url: str = ""

    @property
    def kopieertekst(self) -> str:
        return gettext("Machtigingenportaal\nMelding: %(titel)s\nFoutcode: %(code)s\nCorrelatie-id: %(id)s") % {
            "titel": self.titel,
            "code": self.code,
            "id": self.correlatie_id,
        }

    @property
    def mailto(self) -> str:
        onderwerp = gettext("Hulp bij het Machtigingenportaal (%(code)s)") % {"code": self.code}
        bericht = gettext("Ik kom het Machtigingenportaal niet in. Kunt u mij helpen?") + f"\n\n{self.kopieertekst}\n"
        regels = bericht.replace("\n", "\r\n")  # RFC 6068, section 5: a line break in a body is %0D%0A
        return f"mailto:{quote(self.mail_aan, safe='@')}?subject={quote(onderwerp)}&body={quote(regels)}"


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
