from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "tandem.domain.safety"
    label = "safety"
