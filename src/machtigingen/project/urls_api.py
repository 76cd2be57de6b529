"""What the api listener answers: software with a system certificate."""

from django.urls import path

from machtigingen.doors.software import views
from machtigingen.doors.software.soap import views as soap
from machtigingen.project import gezondheid
from machtigingen.project.weigering import geweigerd

handler400 = handler403 = handler404 = handler500 = geweigerd

urlpatterns = [
    path("api/v1/instroom", views.instroom),
    path("api/v1/instroom/<str:id>", views.volg),
    path("soap/instroom/v1", soap.instroom),
    path("wie-ben-ik", views.wie_ben_ik),
    path("openapi.json", views.openapi),
    path("healthz", gezondheid.healthz),
    path("readyz", gezondheid.readyz),
]
