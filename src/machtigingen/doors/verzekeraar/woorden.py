"""Words of the desk: the piles, and why an aanvraag did not decide itself."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from machtigingen.beoordeling.queries import Stapel
from machtigingen.ui.aanleidingen import aanleiding_in_words

__all__ = ["STAPELS", "aanleiding_in_words"]

STAPELS: Mapping[Stapel, Promise] = MappingProxyType(
    {
        Stapel.BUREAU: gettext_lazy("Op mijn bureau"),
        Stapel.TE_DOEN: gettext_lazy("Te doen"),
        Stapel.TWEEDE: gettext_lazy("Tweede beoordelaar nodig"),
        Stapel.WACHT: gettext_lazy("Wacht op antwoord"),
        Stapel.COLLEGA: gettext_lazy("Bij een collega"),
        Stapel.BESLOTEN: gettext_lazy("Laatst besloten"),
        Stapel.INGETROKKEN: gettext_lazy("Ingetrokken"),
    }
)
"""In the order of the page."""
