"""What the info listener answers: pages for anybody, without a certificate."""

from django.urls import path
from django.views.generic import RedirectView

from machtigingen.doors.info import bericht, documentatie, koppeling, status, views
from machtigingen.project import certificaten, gezondheid
from machtigingen.project.status import stand_of
from machtigingen.project.weigering import geweigerd

handler400 = handler403 = handler500 = geweigerd
handler404 = views.niet_gevonden

LEZEN = ["get", "head"]
ENGELS = {"taal": "en"}

urlpatterns = [
    path("", views.start, name="start"),
    path("foutcodes/", views.foutcodes, name="foutcodes"),
    path("foutcodes/controlestappen.svg", views.controlestappen, name="controlestappen"),
    path("foutcodes/<str:code>", views.foutcode, name="foutcode"),
    path("foutcodes", RedirectView.as_view(pattern_name="foutcodes", permanent=True, http_method_names=LEZEN)),
    path("en/foutcodes/", views.foutcodes, ENGELS, name="foutcodes-en"),
    path("en/foutcodes/controlestappen.svg", views.controlestappen, ENGELS, name="controlestappen-en"),
    path("en/foutcodes/<str:code>", views.foutcode, ENGELS, name="foutcode-en"),
    path("en/foutcodes", RedirectView.as_view(pattern_name="foutcodes-en", permanent=True, http_method_names=LEZEN)),
    path("bericht/<str:token>", bericht.bericht, name="bericht"),
    path("en/bericht/<str:token>", bericht.bericht, ENGELS, name="bericht-en"),
    path("koppeling", koppeling.koppeling, {"profielen": certificaten.profielen}, name="koppeling"),
    path("docs/", documentatie.docs, name="documentatie"),
    path("docs/<path:pagina>", documentatie.docs, name="docs"),
    path("hulp/", views.hulp, name="hulp"),
    path("hulp", RedirectView.as_view(pattern_name="hulp", permanent=True, http_method_names=LEZEN)),
    path("status", status.status, {"stand_of": stand_of}, name="status"),
    path("healthz", gezondheid.healthz),
    path("readyz", gezondheid.readyz),
]
