"""What the portaal listener answers: people with a personal certificate, of a provider or of an insurer."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path, reverse

from machtigingen.doors.aanmelden import fouten
from machtigingen.doors.aanmelden import views as aanmelden
from machtigingen.foundation import DomainError
from machtigingen.project import gezondheid


def start(request: HttpRequest) -> HttpResponse:
    """Home is the list of who is logged in."""
    return HttpResponseRedirect(reverse("aanvragen" if request.actor.agb else "werklijst"))


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return fouten.pagina(DomainError.one("B108"), request)


handler404 = niet_gevonden

urlpatterns = [
    path("", start),
    path("inloggen", aanmelden.inloggen, name="inloggen"),
    path("uitloggen", aanmelden.uitloggen, name="uitloggen"),
    path("sessie/verlengen", aanmelden.verlengen, name="verlengen"),
    path("wie-ben-ik", aanmelden.wie_ben_ik, name="wie-ben-ik"),
    path("", include("machtigingen.doors.zorgverlener.urls")),
    path("beoordelen/", include("machtigingen.doors.verzekeraar.urls")),
    path("healthz", gezondheid.healthz),
    path("readyz", gezondheid.readyz),
]
