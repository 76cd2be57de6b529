from django.apps import AppConfig


class AanvragenConfig(AppConfig):
    name = "machtigingen.aanvragen"
    label = "aanvragen"
