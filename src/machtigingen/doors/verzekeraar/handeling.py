"""A page for one act on one aanvraag: what it does, what has to be filled in, the button, and the way back."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from machtigingen.aanvragen.models import Aanvraag
from machtigingen.doors.verzekeraar.keuze import Werkkeuze
from machtigingen.toegang.request import PortalRequest
from machtigingen.ui.aanvraagpagina import titel_van
from machtigingen.ui.pagina import toon
from machtigingen.ui.velden import Foutregel, Veld


@dataclass(frozen=True, kw_only=True)
class Handelingpagina:
    """`ernstig`: the button is red, for what takes something away from somebody. `botsing`: somebody was first.
    `bevestigen`: what the next press says yes to, with why that is asked in `waarschuwing`."""

    titel: str
    uitleg: tuple[str, ...]
    velden: tuple[Veld, ...]
    knop: str
    ernstig: bool = False
    botsing: bool = False
    bevestigen: str = ""
    waarschuwing: str = ""


def toon_handeling(request: PortalRequest, aanvraag: Aanvraag, pagina: Handelingpagina) -> HttpResponse:
    fouten = Foutregel.van(pagina.velden)
    context = {
        "aanvraag": aanvraag,
        "formuliertitel": titel_van(aanvraag),
        "handeling": pagina,
        "terug": reverse("beoordelen", args=(aanvraag.id,)) + Werkkeuze.read(request.GET).suffix,
        "fouten": fouten,
    }
    status = 409 if pagina.botsing else 422 if fouten or pagina.bevestigen else 200
    return toon(request, "verzekeraar/handeling.html", context, status=status)
