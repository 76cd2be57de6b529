from django.apps import AppConfig


class IntrekkingConfig(AppConfig):
    name = "machtigingen.intrekking"
    label = "intrekking"
    default_auto_field = "django.db.models.BigAutoField"
