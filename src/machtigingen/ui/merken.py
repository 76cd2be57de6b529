"""The words with an icon and a tone that stand beside things: where a value comes from, and how an aanvraag stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
        "in_behandeling": _("de zorgverzekeraar behandelt de aanvraag"),
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
