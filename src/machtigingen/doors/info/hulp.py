"""What the statuses of an aanvraag mean, for who waits for an answer."""

from django.utils.translation import gettext_lazy as _

from machtigingen.aanvragen.lifecycle import Status

_UITLEG = {
    Status.CONCEPT: _("U bent nog bezig. De verzekeraar ziet nog niets. Vul aan, controleer en verstuur."),
    Status.IN_BEHANDELING: _("De aanvraag is verstuurd. Een beoordelaar van de verzekeraar kijkt ernaar."),
    Status.GOEDGEKEURD: _("De verzekeraar geeft toestemming. Het machtigingsnummer zet u op de declaratie."),
    Status.AFGEWEZEN: _("De verzekeraar geeft geen toestemming. De reden staat bij het besluit."),
    Status.NIET_NODIG: _("Voor deze behandeling vraagt de verzekeraar geen machtiging. U hoeft niets te doen."),
    Status.VERVALLEN: _(
        "Het concept is niet op tijd verstuurd. Begin opnieuw vanuit uw softwarepakket als de aanvraag nog nodig is."
    ),
}

STATUSSEN = tuple((status.value, _UITLEG[status]) for status in Status)
