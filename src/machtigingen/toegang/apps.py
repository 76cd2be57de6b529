from django.apps import AppConfig


class ToegangConfig(AppConfig):
    name = "machtigingen.toegang"
    label = "toegang"
