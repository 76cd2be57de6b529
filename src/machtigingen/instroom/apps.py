from django.apps import AppConfig


class InstroomConfig(AppConfig):
    name = "machtigingen.instroom"
    label = "instroom"
