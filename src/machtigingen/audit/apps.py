from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "machtigingen.audit"
    label = "audit"
