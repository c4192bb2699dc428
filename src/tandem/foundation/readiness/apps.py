from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    name = "tandem.foundation.readiness"
    label = "readiness"
