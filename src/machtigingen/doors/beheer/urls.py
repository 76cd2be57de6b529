from django.urls import path

from machtigingen.doors.beheer import (
    aanvragen,
    bewijs,
    certificaten,
    gegevens,
    logboek,
    medewerkers,
    persoon,
    start,
    wijzigen,
)

urlpatterns = [
    path("", start.overzicht, name="beheer"),
    path("rechtverzoeken/<int:id>", start.antwoord, name="beheer-rechtverzoek"),
    path("medewerkers/", medewerkers.medewerkers, name="beheer-medewerkers"),
    path("medewerkers/nieuw", gegevens.nieuw, name="beheer-medewerker-nieuw"),
    path("medewerkers/<int:id>/", persoon.medewerker, name="beheer-medewerker"),
    path("medewerkers/<int:id>/wijzigen", gegevens.wijzigen, name="beheer-medewerker-wijzigen"),
    path("medewerkers/<int:id>/contactpersoon", persoon.contactpersoon, name="beheer-contactpersoon"),
    path("medewerkers/<int:id>/deblokkeren", persoon.deblokkeren, name="beheer-deblokkeren"),
    path("medewerkers/<int:id>/tweede-factor", persoon.tweede_factor, name="beheer-tweede-factor"),
    path("medewerkers/<int:id>/beeindigen", persoon.beeindigen, name="beheer-medewerker-beeindigen"),
    path("certificaten/", certificaten.certificaten, name="beheer-certificaten"),
    path("certificaten/aanvragen", aanvragen.aanvragen, name="beheer-certificaat-aanvragen"),
    path("certificaten/<int:id>/", certificaten.certificaat, name="beheer-certificaat"),
    path("certificaten/<int:id>/rechten", medewerkers.rechten, name="beheer-rechten"),
    path("certificaten/<int:id>/adressen", wijzigen.adressen, name="beheer-adressen"),
    path("certificaten/<int:id>/beeindigen", wijzigen.beeindigen, name="beheer-certificaat-beeindigen"),
    path("verzoeken/<int:id>/", certificaten.verzoek, name="beheer-verzoek"),
    path("verzoeken/<int:id>/certificaat.pem", certificaten.pem, name="beheer-pem"),
    path("logboek", logboek.logboek, name="beheer-logboek"),
    path("logboek.csv", logboek.logboek_csv, name="beheer-logboek-csv"),
    path("aansluitbewijs", bewijs.aansluitbewijs, name="beheer-aansluitbewijs"),
    path("aansluitbewijs.pdf", bewijs.aansluitbewijs_pdf, name="beheer-aansluitbewijs-pdf"),
]
