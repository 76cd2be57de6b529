"""What the portaal listener answers: people with a personal certificate, of a provider or of an insurer, at their work
or managing access, and who runs the portal."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import include, path, reverse
from django.views.decorators.http import require_safe

from machtigingen.doors.aanmelden import recht, tweede_factor
from machtigingen.doors.aanmelden import views as aanmelden
from machtigingen.doors.beheer.portaal import nu
from machtigingen.foundation import BEHEREN, BEOORDELEN, PORTAALBEHEER, RAADPLEGEN
from machtigingen.project import gezondheid
from machtigingen.project.beheerstand import stand_of
from machtigingen.project.weigering import geweigerd
from machtigingen.toegang.request import PortalRequest

handler400 = handler403 = handler404 = handler500 = geweigerd


@require_safe
def start(request: PortalRequest) -> HttpResponse:
    """Home is the list of who is logged in; of who only manages or runs the portal, that."""
    if request.actor.mag(PORTAALBEHEER):
        return HttpResponseRedirect(reverse("portaalbeheer"))
    lijst, recht_daarop = ("aanvragen", RAADPLEGEN) if request.actor.agb else ("werklijst", BEOORDELEN)
    alleen_beheer = request.actor.mag(BEHEREN) and not request.actor.mag(recht_daarop)
    return HttpResponseRedirect(reverse("beheer" if alleen_beheer else lijst))


urlpatterns = [
    path("", start),
    path("inloggen", aanmelden.inloggen, name="inloggen"),
    path("inloggen/code", tweede_factor.code, name="code"),
    path("uitloggen", aanmelden.uitloggen, name="uitloggen"),
    path("sessie/verlengen", aanmelden.verlengen, name="verlengen"),
    path("wie-ben-ik", aanmelden.wie_ben_ik, name="wie-ben-ik"),
    path("recht-vragen", recht.vragen, name="recht-vragen"),
    path("beheer/", include("machtigingen.doors.beheer.urls")),
    path("portaalbeheer/", nu.nu, {"stand_of": stand_of}, name="portaalbeheer"),
    path("portaalbeheer/", include("machtigingen.doors.beheer.portaal.urls")),
    path("", include("machtigingen.doors.zorgverlener.urls")),
    path("beoordelen/", include("machtigingen.doors.verzekeraar.urls")),
    path("healthz", gezondheid.healthz),
    path("readyz", gezondheid.readyz),
]
