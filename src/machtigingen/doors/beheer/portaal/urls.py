from django.urls import path

from machtigingen.doors.beheer.portaal import noodstop, organisaties

urlpatterns = [
    path("organisaties/", organisaties.organisaties, name="portaalbeheer-organisaties"),
    path("organisaties/<str:code>/", organisaties.organisatie, name="portaalbeheer-organisatie"),
    path("noodstop/", noodstop.noodstop, name="portaalbeheer-noodstop"),
    path("noodstop/<str:soort>/<str:waarde>/", noodstop.doelwit, name="portaalbeheer-doelwit"),
]
