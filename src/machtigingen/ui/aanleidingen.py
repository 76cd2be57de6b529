"""Why an aanvraag did not decide itself, in words: for the desk of the insurer, and for its software."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
