from django.apps import AppConfig


class BewaringConfig(AppConfig):
    name = "machtigingen.bewaring"
    label = "bewaring"
