"""What the api listener answers: software with a system certificate."""

from django.urls import path

from machtigingen.doors.software import (
    aanvragen,
    abonnementen,
    beoordelen,
    concepten,
    controle,
    logboek,
    mogelijkheden,
    views,
)
from machtigingen.doors.software.soap import views as soap
from machtigingen.project import gezondheid
from machtigingen.project.weigering import geweigerd

handler400 = handler403 = handler404 = handler500 = geweigerd

urlpatterns = [
    path("api/v1/instroom", views.instroom),
    path("api/v1/instroom/controle", controle.controle),
    path("api/v1/instroom/<str:id>", views.volg),
    path("soap/instroom/v1", soap.instroom),
    path("api/v1/aanvragen", aanvragen.mutaties),
    path("api/v1/aanvragen/<str:id>", aanvragen.aanvraag),
    path("api/v1/aanvragen/<str:id>/samenvatting.pdf", aanvragen.samenvatting),
    path("api/v1/aanvragen/<str:id>/vragen-en-antwoorden.pdf", aanvragen.vragen_en_antwoorden),
    path("api/v1/aanvragen/<str:id>/antwoorden", concepten.antwoorden),
    path("api/v1/aanvragen/<str:id>/bijlagen", concepten.bijlagen),
    path("api/v1/verzekeraar/aanvragen", beoordelen.aanvragen),
    path("api/v1/verzekeraar/aanvragen/<str:id>", beoordelen.aanvraag),
    path("api/v1/verzekeraar/aanvragen/<str:id>/bijlagen/<str:bijlage_id>", beoordelen.bijlage),
    path("api/v1/verzekeraar/aanvragen/<str:id>/besluit", beoordelen.besluit),
    path("api/v1/verzekeraar/aanvragen/<str:id>/vragen", beoordelen.vragen),
    path("api/v1/verzekeraar/cijfers", beoordelen.cijfers),
    path("api/v1/mogelijkheden", mogelijkheden.mogelijkheden),
    path("api/v1/logboek", logboek.logboek),
    path("api/v1/logboek/correcties", logboek.correcties),
    path("api/v1/abonnementen", abonnementen.abonnementen),
    path("api/v1/abonnementen/<str:id>", abonnementen.abonnement),
    path("api/v1/abonnementen/<str:id>/geheim", abonnementen.geheim),
    path("api/v1/abonnementen/<str:id>/bezorgingen", abonnementen.bezorgingen),
    path("api/v1/abonnementen/<str:id>/bezorgingen/<str:bezorging_id>/opnieuw", abonnementen.opnieuw),
    path("wie-ben-ik", views.wie_ben_ik),
    path("openapi.json", views.openapi),
    path("healthz", gezondheid.healthz),
    path("readyz", gezondheid.readyz),
]
