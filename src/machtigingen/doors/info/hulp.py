"""What the statuses of an aanvraag mean, for who waits for an answer."""

from django.utils.translation import gettext_lazy as _

from machtigingen.aanvragen.lifecycle import Status

_UITLEG = {
    Status.CONCEPT: _("U bent nog bezig. De verzekeraar ziet nog niets. Vul aan, controleer en verstuur."),
    Status.INGEDIEND: _("De aanvraag is verstuurd en wacht op een beoordelaar van de verzekeraar."),
    Status.IN_BEHANDELING: _("De aanvraag is verstuurd. De verzekeraar behandelt haar."),
    Status.INFORMATIE_GEVRAAGD: _("De verzekeraar vraagt u iets. Tot uw antwoord staat de termijn stil."),
    Status.AANGEVULD: _("U hebt geantwoord. De verzekeraar kijkt opnieuw."),
    Status.GOEDGEKEURD: _("De verzekeraar geeft toestemming. Het machtigingsnummer zet u op de declaratie."),
    Status.GEDEELTELIJK_GOEDGEKEURD: _(
        "De verzekeraar geeft toestemming voor een deel, of anders dan gevraagd. Per regel staat erbij wat en waarom."
    ),
    Status.AFGEWEZEN: _("De verzekeraar geeft geen toestemming. De reden staat bij het besluit."),
    Status.NIET_NODIG: _("Voor deze behandeling vraagt de verzekeraar geen machtiging. U hoeft niets te doen."),
    Status.INGETROKKEN: _("Uw instantie heeft de aanvraag ingetrokken voordat er een besluit was."),
    Status.VERVALLEN: _(
        "Het concept is niet op tijd verstuurd. Begin opnieuw vanuit uw softwarepakket als de aanvraag nog nodig is."
    ),
    Status.BEEINDIGD: _("De machtiging geldt niet meer. De laatste dag dat zij gold, staat bij het besluit."),
}

STATUSSEN = tuple((status.value, _UITLEG[status]) for status in Status)
