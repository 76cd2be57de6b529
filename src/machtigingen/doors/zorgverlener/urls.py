from django.urls import path

from machtigingen.doors.zorgverlener import (
    antwoord,
    documenten,
    koppeling,
    lijst,
    lijst_csv,
    meldingen,
    motiveren,
    overzicht,
    stap_views,
    views,
)

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
    path("aanvragen/<uuid:id>/antwoord", antwoord.antwoord, name="antwoord"),
    path("aanvragen/<uuid:id>/documenten", documenten.documenten, name="documenten"),
    path("aanvragen/<uuid:id>/intrekken", motiveren.intrekken, name="intrekken"),
    path("aanvragen/<uuid:id>/niet-uitgevoerd", motiveren.niet_uitgevoerd, name="niet-uitgevoerd"),
    path("aanvragen/<uuid:id>/herbeoordeling", motiveren.herbeoordeling, name="herbeoordeling"),
    path("aanvragen/<uuid:id>/verlenging", motiveren.verlenging, name="verlenging"),
    path("aanvragen/<uuid:id>/kopie", motiveren.kopie, name="kopie"),
    path("koppeling/", koppeling.logboek, name="koppeling"),
    path("koppeling/correcties", koppeling.correcties, name="koppeling-correcties"),
    path("meldingen/", meldingen.meldingen, name="meldingen"),
    path("meldingen/<uuid:id>/stoppen", meldingen.stoppen, name="meldingen-stoppen"),
]
