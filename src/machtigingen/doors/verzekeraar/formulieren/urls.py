from django.urls import path

from machtigingen.doors.verzekeraar.formulieren import lijst, proberen, publiceren, uploaden, versie

urlpatterns = [
    path("", lijst.formulieren, name="formulieren"),
    path("uploaden", uploaden.uploaden, name="formulier-uploaden"),
    path("<str:code>/<str:versie>/", versie.formulierversie, name="formulierversie"),
    path("<str:code>/<str:versie>/proberen", proberen.proberen, name="formulier-proberen"),
    path("<str:code>/<str:versie>/bestanden.zip", versie.bestanden, name="formulier-bestanden"),
    path("<str:code>/<str:versie>/publiceren", publiceren.publiceren, name="formulier-publiceren"),
    path("<str:code>/<str:versie>/terugtrekken", publiceren.terugtrekken, name="formulier-terugtrekken"),
]
