from django.urls import path

from machtigingen.doors.zorgverlener import koppeling, lijst, lijst_csv, meldingen, overzicht, stap_views, views

urlpatterns = [
    path("instroom/<str:token>", views.link, name="link"),
    path("aanvragen/", lijst.aanvragen, name="aanvragen"),
    path("aanvragen.csv", lijst_csv.aanvragen_csv, name="aanvragen-csv"),
    path("aanvragen/<uuid:id>/", overzicht.aanvraag, name="aanvraag"),
    path("aanvragen/<uuid:id>/formulier", views.formulier, name="formulier"),
    path("aanvragen/<uuid:id>/vragen/<str:onderwerp>", stap_views.stap, name="stap"),
    path("aanvragen/<uuid:id>/controleren", views.controleren, name="controleren"),
    path("aanvragen/<uuid:id>/indienen", views.indienen, name="indienen"),
    path("aanvragen/<uuid:id>/samenvatting.pdf", overzicht.samenvatting, name="samenvatting"),
    path("aanvragen/<uuid:id>/vragen-en-antwoorden.pdf", overzicht.vragen_en_antwoorden, name="vragen-en-antwoorden"),
    path("aanvragen/<uuid:id>/bijlagen/<uuid:bijlage_id>", overzicht.bijlage, name="bijlage"),
    path("koppeling/", koppeling.logboek, name="koppeling"),
    path("koppeling/correcties", koppeling.correcties, name="koppeling-correcties"),
    path("meldingen/", meldingen.meldingen, name="meldingen"),
    path("meldingen/<uuid:id>/stoppen", meldingen.stoppen, name="meldingen-stoppen"),
]
