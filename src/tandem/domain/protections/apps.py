from django.apps import AppConfig


class ProtectionsConfig(AppConfig):
    name = "tandem.domain.protections"
    label = "protections"
