from django.apps import AppConfig


class PartnerConfig(AppConfig):
    name = "tandem.surfaces.partner"
    label = "partner"
