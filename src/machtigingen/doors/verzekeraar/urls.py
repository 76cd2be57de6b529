from django.urls import path

from machtigingen.doors.verzekeraar import cijfers, views

urlpatterns = [
    path("", views.werklijst, name="werklijst"),
    path("cijfers", cijfers.cijfers, name="cijfers"),
    path("cijfers.csv", cijfers.cijfers_csv, name="cijfers-csv"),
    path("cijfers.json", cijfers.cijfers_json, name="cijfers-json"),
    path("<uuid:id>/", views.beoordelen, name="beoordelen"),
    path("<uuid:id>/vragen-en-antwoorden.pdf", views.vragen_en_antwoorden, name="beoordelaar-vragen-en-antwoorden"),
    path("<uuid:id>/bijlagen/<uuid:bijlage_id>", views.bijlage, name="beoordelaar-bijlage"),
]
