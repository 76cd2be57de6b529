from django.apps import AppConfig


class BedrijfsvoeringConfig(AppConfig):
    name = "machtigingen.bedrijfsvoering"
    label = "bedrijfsvoering"
