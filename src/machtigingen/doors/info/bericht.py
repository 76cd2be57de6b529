"""The page behind the link in a mail: what happened, for which instantie it is, and what it takes to read on.

Anybody may open it: a mail is passed on, and who got it may not have his certificate at hand. So nothing stands here
that leads to a patient.
"""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from machtigingen.doors.info.kader import toon
from machtigingen.doors.info.language import in_language, languages
from machtigingen.doors.info.stappen import Tekst
from machtigingen.doors.info.views import niet_gevonden
from machtigingen.notificaties.queries import find_news
from machtigingen.notificaties.soorten import Soort
from machtigingen.toegang.organisaties import organisatienaam
from machtigingen.toegang.request import PortalRequest


@dataclass(frozen=True, kw_only=True)
class Uitleg:
    """What happened, and whether somebody has to do something now."""

    titel: Tekst
    tekst: Tekst


UITLEG = {
    Soort.INGEDIEND: Uitleg(
        titel=_("De aanvraag is verstuurd"),
        tekst=_("De verzekeraar heeft de aanvraag gekregen. U hoeft nu niets te doen."),
    ),
    Soort.IN_BEHANDELING: Uitleg(
        titel=_("De aanvraag is in behandeling"),
        tekst=_("Een beoordelaar van de verzekeraar kijkt ernaar. U hoeft nu niets te doen."),
    ),
    Soort.INFORMATIE_GEVRAAGD: Uitleg(
        titel=_("De verzekeraar heeft een vraag"),
        tekst=_("Open de aanvraag en beantwoord de vraag. Tot dan staat de beoordeling stil."),
    ),
    Soort.AANGEVULD: Uitleg(
        titel=_("De aanvraag is aangevuld"),
        tekst=_("De verzekeraar heeft het antwoord gekregen en gaat verder. U hoeft nu niets te doen."),
    ),
    Soort.BESLUIT: Uitleg(
        titel=_("Er is een besluit"),
        tekst=_("Open de aanvraag. Daar leest u het besluit en wat u daarna kunt doen."),
    ),
    Soort.INGETROKKEN: Uitleg(
        titel=_("De aanvraag is ingetrokken"),
        tekst=_("De verzekeraar beoordeelt de aanvraag niet meer. U hoeft nu niets te doen."),
    ),
    Soort.BEEINDIGD: Uitleg(
        titel=_("De machtiging eindigt op een andere dag"),
        tekst=_("Open de aanvraag. Daar leest u wanneer, en waarom."),
    ),
    Soort.HEROPEND: Uitleg(
        titel=_("De aanvraag is heropend"),
        tekst=_("De verzekeraar kijkt opnieuw naar het besluit. U hoeft nu niets te doen."),
    ),
}


@require_safe
@in_language
def bericht(request: PortalRequest, token: str) -> HttpResponse:
    """GET /bericht/{token}. A link that nobody was sent gets the page of any address that does not exist."""
    nieuws = find_news(token)
    if nieuws is None:
        return niet_gevonden(request)
    adres = f"{request.adressen['portaal']}/aanvragen/{nieuws.aanvraag_id}/"
    context = {
        "uitleg": UITLEG[nieuws.soort],
        "nummer": nieuws.aanvraagnummer,
        "instantie": organisatienaam(nieuws.organisatiecode),
        "agb": nieuws.organisatiecode,
        "adres": adres,
        "talen": languages(request, "bericht", token),
    }
    return toon(request, "info/bericht.html", context)
