from django.urls import path

from machtigingen.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.stijlgids, name="stijlgids"),
    path("stap/", views.voorbeeldstap, name="stijlgids-stap"),
    path("stap/fouten/", views.voorbeeldstap_met_fouten, name="stijlgids-fouten"),
    path("deur/", views.voorbeelddeur, name="stijlgids-deur"),
]
