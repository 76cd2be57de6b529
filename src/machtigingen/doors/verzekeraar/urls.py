from django.urls import path

from machtigingen.doors.verzekeraar import views

urlpatterns = [
    path("", views.werklijst, name="werklijst"),
    path("<uuid:id>/", views.beoordelen, name="beoordelen"),
    path("<uuid:id>/vragen-en-antwoorden.pdf", views.vragen_en_antwoorden, name="beoordelaar-vragen-en-antwoorden"),
    path("<uuid:id>/bijlagen/<uuid:bijlage_id>", views.bijlage, name="beoordelaar-bijlage"),
]
