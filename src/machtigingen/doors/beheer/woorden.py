"""What rights, certificates and where they stand are called on these pages."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machtigingen.foundation import ADVISEREN, BEHEREN, BEOORDELEN, INDIENEN, RAADPLEGEN, Soort
from machtigingen.toegang.team import Certificaatrij, Stand
from machtigingen.ui.merken import Merkteken

RECHTEN: Mapping[str, Promise] = MappingProxyType(
    {
        INDIENEN: _("Indienen"),
        RAADPLEGEN: _("Raadplegen"),
        BEOORDELEN: _("Beoordelen"),
        ADVISEREN: _("Medisch adviseur"),
        BEHEREN: _("Beheren"),
    }
)
"""In the order of the columns."""

UITLEG: Mapping[str, Promise] = MappingProxyType(
    {
        INDIENEN: _("Aanvragen maken, versturen en intrekken. Daar hoort raadplegen bij."),
        RAADPLEGEN: _("Aanvragen bekijken, niets veranderen."),
        BEOORDELEN: _("Aanvragen beoordelen en erover besluiten."),
        ADVISEREN: _("Besluiten waarvoor een medisch adviseur nodig is. Daar hoort beoordelen bij."),
        BEHEREN: _("Medewerkers, certificaten en rechten beheren, en bij een verzekeraar de eigen formulieren."),
    }
)

STANDEN: Mapping[Stand, Merkteken] = MappingProxyType(
    {
        Stand.BEEINDIGD: Merkteken(tekst=_("Beëindigd"), icoon="streep", toon="rust"),
        Stand.INGETROKKEN: Merkteken(tekst=_("Ingetrokken"), icoon="kruis", toon="fout"),
        Stand.STILGEZET: Merkteken(tekst=_("Stilgezet"), icoon="slot", toon="fout"),
        Stand.VERLOPEN: Merkteken(tekst=_("Verlopen"), icoon="kruis", toon="fout"),
        Stand.VERVANGEN: Merkteken(tekst=_("Wordt vervangen"), icoon="klok", toon="loopt"),
        Stand.KLAAR: Merkteken(tekst=_("Klaar om te installeren"), icoon="pijl", toon="bekend"),
        Stand.VERLOOPT: Merkteken(tekst=_("Verloopt"), icoon="klok", toon="loopt"),
        Stand.GEINSTALLEERD: Merkteken(tekst=_("In gebruik"), icoon="vinkje", toon="goed"),
    }
)

VERZOEKSTANDEN: Mapping[str, Merkteken] = MappingProxyType(
    {
        "aangevraagd": Merkteken(tekst=_("Aangevraagd"), icoon="klok", toon="loopt"),
        "klaar": Merkteken(tekst=_("Klaar om te installeren"), icoon="pijl", toon="bekend"),
        "vervallen": Merkteken(tekst=_("Vervallen"), icoon="streep", toon="rust"),
    }
)


def dag(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y")


def moment_in_words(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y, H:i")


def rechten_in_words(autorisaties: frozenset[str]) -> str:
    namen = [str(naam) for recht, naam in RECHTEN.items() if recht in autorisaties]
    return ", ".join(namen) or gettext("Geen")


def title_of(rij: Certificaatrij) -> str:
    if rij.soort is Soort.SYSTEEM:
        return gettext("Software %(naam)s") % {"naam": rij.naam}
    return rij.naam


def days_left(rij: Certificaatrij, now: datetime) -> int:
    return max((rij.geldig_tot - now).days, 0)
