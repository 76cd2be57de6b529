from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "machtigingen.ui"
    label = "ui"
