from django.urls import include, path

from machtigingen.doors.verzekeraar import afsluiting, besluit, bureau, cijfers, documenten, vragen, werklijst, zoeken

urlpatterns = [
    path("", werklijst.werklijst, name="werklijst"),
    path("zoeken", zoeken.zoeken, name="zoeken"),
    path("cijfers", cijfers.cijfers, name="cijfers"),
    path("cijfers.csv", cijfers.cijfers_csv, name="cijfers-csv"),
    path("cijfers.json", cijfers.cijfers_json, name="cijfers-json"),
    path("formulieren/", include("machtigingen.doors.verzekeraar.formulieren.urls")),
    path("<uuid:id>/", besluit.beoordelen, name="beoordelen"),
    path("<uuid:id>/nemen", bureau.nemen, name="nemen"),
    path("<uuid:id>/niet-wachten", bureau.niet_wachten, name="niet-wachten"),
    path("<uuid:id>/overdragen", bureau.overdragen, name="overdragen"),
    path("<uuid:id>/vragen", vragen.vragen, name="vragen"),
    path("<uuid:id>/heropenen", afsluiting.heropenen, name="heropenen"),
    path("<uuid:id>/einddatum", afsluiting.einddatum, name="einddatum"),
    path("<uuid:id>/brief.pdf", documenten.brief, name="brief"),
    path(
        "<uuid:id>/vragen-en-antwoorden.pdf", documenten.vragen_en_antwoorden, name="beoordelaar-vragen-en-antwoorden"
    ),
    path("<uuid:id>/bijlagen/<uuid:bijlage_id>", documenten.bijlage, name="beoordelaar-bijlage"),
]
