from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "tandem.domain.oversight"
    label = "oversight"
