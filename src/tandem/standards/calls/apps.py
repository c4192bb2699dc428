from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "tandem.standards.calls"
    label = "calls"
