"""What the page of an aanvraag says at the top, for each status: the heading and what it means for the reader."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machtigingen.aanvragen.lifecycle import Status

KOP: Mapping[Status, Promise] = {
    Status.CONCEPT: _("De aanvraag is nog niet verstuurd"),
    Status.INGEDIEND: _("De aanvraag is verstuurd"),
    Status.IN_BEHANDELING: _("De aanvraag is verstuurd"),
    Status.INFORMATIE_GEVRAAGD: _("De zorgverzekeraar heeft een vraag"),
    Status.AANGEVULD: _("Uw antwoord is verstuurd"),
    Status.GOEDGEKEURD: _("De aanvraag is goedgekeurd"),
    Status.GEDEELTELIJK_GOEDGEKEURD: _("De aanvraag is voor een deel goedgekeurd"),
    Status.AFGEWEZEN: _("De aanvraag is afgewezen"),
    Status.NIET_NODIG: _("Er is geen machtiging nodig"),
    Status.INGETROKKEN: _("De aanvraag is ingetrokken"),
    Status.VERVALLEN: _("De aanvraag is vervallen"),
    Status.BEEINDIGD: _("De machtiging is beëindigd"),
}

INTRO: Mapping[Status, Promise] = {
    Status.INGEDIEND: _("De aanvraag wacht op een beoordelaar van de zorgverzekeraar. U hoeft nu niets te doen."),
    Status.IN_BEHANDELING: _("De zorgverzekeraar behandelt de aanvraag. U hoeft nu niets te doen."),
    Status.INFORMATIE_GEVRAAGD: _("De zorgverzekeraar kan pas verder als er antwoord is. Tot dan staat de klok stil."),
    Status.AANGEVULD: _("De zorgverzekeraar kijkt opnieuw naar de aanvraag. U hoeft nu niets te doen."),
    Status.INGETROKKEN: _("De zorgverzekeraar behandelt deze aanvraag niet meer."),
    Status.VERVALLEN: _(
        "De aanvraag is te lang niet afgemaakt. Er is niets naar de verzekeraar gestuurd. Begin opnieuw, vanuit uw "
        "softwarepakket of met de knop ‘Nieuwe aanvraag’."
    ),
    Status.BEEINDIGD: _("Zorg na de laatste dag kunt u met deze machtiging niet meer declareren."),
}
"""After a besluit its own explanation stands there."""

HEROPEND: Promise = _("De zorgverzekeraar bekijkt het besluit opnieuw")
"""The heading of one that was decided before, and is looked at again."""
