from django.apps import AppConfig


class FormulierenConfig(AppConfig):
    name = "machtigingen.formulieren"
    label = "formulieren"
    default_auto_field = "django.db.models.BigAutoField"
