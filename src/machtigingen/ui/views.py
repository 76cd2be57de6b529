"""The living style guide: every component in every state, with fictitious data.

It is where a screen writer looks first, and what the accessibility check runs on.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from machtigingen.ui import voorbeelden, voorbeeldvelden
from machtigingen.ui.velden import Foutregel


@require_safe
def stijlgids(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/stijlgids/onderdelen.html", voorbeelden.onderdelen())


@require_safe
def voorbeeldstap(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/stijlgids/stap.html", voorbeelden.stap(velden=voorbeeldvelden.LEGE_VELDEN))


@require_safe
def voorbeeldstap_met_fouten(request: HttpRequest) -> HttpResponse:
    velden = voorbeeldvelden.FOUTE_VELDEN
    context = voorbeelden.stap(velden=velden) | {"fouten": Foutregel.van(velden)}
    return render(request, "ui/stijlgids/stap.html", context)


@require_safe
def voorbeelddeur(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/deurpagina.html", {"pagina": voorbeelden.PAGINA_BUITEN, "deur": voorbeelden.DEUR})
