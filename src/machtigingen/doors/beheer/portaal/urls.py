from django.urls import path

from machtigingen.doors.beheer.portaal import organisaties

urlpatterns = [
    path("organisaties/", organisaties.organisaties, name="portaalbeheer-organisaties"),
    path("organisaties/<str:code>/", organisaties.organisatie, name="portaalbeheer-organisatie"),
]
