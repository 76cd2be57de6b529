from django.urls import path

from machtigingen.project import gezondheid

urlpatterns = [
    path("healthz", gezondheid.healthz),
    path("readyz", gezondheid.readyz),
]
