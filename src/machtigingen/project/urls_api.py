"""What the api listener answers: software with a system certificate."""

from django.urls import path

from machtigingen.doors.software import views
from machtigingen.project import gezondheid

handler404 = views.niet_gevonden

urlpatterns = [
    path("api/v1/instroom", views.instroom),
    path("api/v1/instroom/<str:id>", views.volg),
    path("wie-ben-ik", views.wie_ben_ik),
    path("openapi.json", views.openapi),
    path("healthz", views.methods("GET", "HEAD")(gezondheid.healthz)),
    path("readyz", views.methods("GET", "HEAD")(gezondheid.readyz)),
]
