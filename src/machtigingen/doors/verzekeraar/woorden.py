"""Words of the desk: the piles, and why an aanvraag did not decide itself."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machtigingen.beoordeling.queries import Stapel

STAPELS: Mapping[Stapel, Promise] = MappingProxyType(
    {
        Stapel.BUREAU: gettext_lazy("Op mijn bureau"),
        Stapel.TE_DOEN: gettext_lazy("Te doen"),
        Stapel.TWEEDE: gettext_lazy("Tweede beoordelaar nodig"),
        Stapel.WACHT: gettext_lazy("Wacht op antwoord"),
        Stapel.COLLEGA: gettext_lazy("Bij een collega"),
        Stapel.BESLOTEN: gettext_lazy("Laatst besloten"),
    }
)
"""In the order of the page."""

_AANLEIDINGEN: Mapping[str, Promise] = MappingProxyType(
    {
        "geen_regel": gettext_lazy("Geen regel van het formulier past"),
        "gegeven_ontbreekt": gettext_lazy("Er ontbreekt een gegeven om vanzelf te beslissen"),
        "meer_regels": gettext_lazy("Meer dan één regel past"),
        "niet_compleet": gettext_lazy("Niet alle vragen zijn beantwoord"),
        "andere_zorg": gettext_lazy("Diagnose en zorgactiviteit horen niet bij elkaar"),
        "afwijzing_door_mens": gettext_lazy("Dit formulier wijst niet zelf af"),
        "herbeoordeling": gettext_lazy("Herbeoordeling"),
        "verlenging": gettext_lazy("Verlenging"),
    }
)


def aanleiding_in_words(niet_automatisch: str) -> str:
    """Why a person has to look; nothing when that is not known."""
    if not niet_automatisch:
        return ""
    bekend = _AANLEIDINGEN.get(niet_automatisch)
    return str(bekend) if bekend else _("Regel %(regel)s") % {"regel": niet_automatisch}
