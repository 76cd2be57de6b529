"""What a door says when somebody cannot get in: the lights of the checks, what is wrong and who can solve it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machtigingen.ui.merken import ICONEN

WIE: Mapping[str, Promise] = MappingProxyType(
    {
        "gebruiker": _("U zelf"),
        "contactpersoon": _("Uw contactpersoon"),
        "softwareleverancier": _("Uw softwareleverancier"),
        "verzekeraar": _("De zorgverzekeraar"),
        "portaalbeheer": _("De beheerder van het portaal"),
    }
)
"""Who can solve a fault: the five of the error catalogue."""


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
class Rechtvraag:
    """The right that one misses: it can be asked for at `url`, or was `gevraagd`; who manages gives it at `beheer`."""

    autorisatie: str
    url: str
    gevraagd: bool = False
    beheer: str = ""


@dataclass(frozen=True, kw_only=True)
class Deurmelding:
    """Trouble at the door: what is wrong, why, who can solve it and how. Never holds patient data. At an insurer the
    `contactpersoon` is a beheerder."""

    titel: str
    wat: str
    wie: str
    code: str
    correlatie_id: str
    oorzaak: str = ""
    hoe: tuple[str, ...] = ()
    lampjes: tuple[Lampje, ...] = ()
    contactpersoon: str = ""
    is_verzekeraar: bool = False
    mail_aan: str = ""
    doc_url: str = ""
    opnieuw_url: str = ""
    koppeling_url: str = ""
    recht: Rechtvraag | None = None

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
