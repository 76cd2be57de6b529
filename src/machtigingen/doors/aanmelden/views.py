"""Logging in again, logging out, staying in, and who one is."""

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from machtigingen.doors.aanmelden.recht import rights_of
from machtigingen.doors.aanmelden.terug import safe_way
from machtigingen.foundation import PORTAALBEHEER, Actor
from machtigingen.toegang import sessie
from machtigingen.toegang.contacten import contactpersonen
from machtigingen.toegang.request import PortalRequest
from machtigingen.toegang.tweede_factor import Stand
from machtigingen.ui.pagina import sessietijden, toon


@require_POST
def inloggen(request: PortalRequest) -> HttpResponse:
    """Begins the next session and goes back to where the user was."""
    sessie.begin(request)
    return HttpResponseRedirect(safe_way(request.POST.get("verder", "/")))


inloggen.zonder_sessie = True  # type: ignore[attr-defined]  # may be called when the session has ended


@require_POST
def uitloggen(request: PortalRequest) -> HttpResponse:
    sessie.end(request)
    return HttpResponseRedirect("/")


uitloggen.zonder_factor = True  # type: ignore[attr-defined]  # who does not get on with the code can leave


@require_POST
def verlengen(request: PortalRequest) -> HttpResponse:
    """Stays logged in. JSON for the page's own script, back to the list for a press without JavaScript."""
    if "application/json" not in request.headers.get("Accept", ""):
        return HttpResponseRedirect("/")
    return JsonResponse(sessietijden(request))


@require_GET
def wie_ben_ik(request: PortalRequest) -> HttpResponse:
    """Who I am, what I may do, what I may not and who can change that. While a code is still to come: only who I am."""
    actor: Actor = request.actor
    contacten = contactpersonen(str(actor.agb or actor.uzovi), now=request.now)
    context = {
        "rechten": tuple(rights_of(actor)),
        "dagen": (actor.geldig_tot - request.now).days,
        "contact": contacten[0] if contacten else None,
        "portaalbeheer": actor.mag(PORTAALBEHEER),
        "kort": request.sessie_beeindigd in (Stand.CODE, Stand.INSTELLEN),
    }
    return toon(request, "aanmelden/wie_ben_ik.html", context)


wie_ben_ik.zonder_sessie = True  # type: ignore[attr-defined]  # tells only what the certificate itself says
