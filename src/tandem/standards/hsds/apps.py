from django.apps import AppConfig


class HsdsConfig(AppConfig):
    name = "tandem.standards.hsds"
    label = "hsds"
