from django.apps import AppConfig


class PhonesConfig(AppConfig):
    name = "tandem.domain.phones"
    label = "phones"
