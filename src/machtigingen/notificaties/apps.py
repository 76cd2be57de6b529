from django.apps import AppConfig


class NotificatiesConfig(AppConfig):
    name = "machtigingen.notificaties"
    label = "notificaties"
    default_auto_field = "django.db.models.BigAutoField"
