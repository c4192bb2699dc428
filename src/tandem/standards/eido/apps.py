from django.apps import AppConfig


class EidoConfig(AppConfig):
    name = "tandem.standards.eido"
    label = "eido"
