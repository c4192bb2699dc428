from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "tandem.domain.consents"
    label = "consents"
