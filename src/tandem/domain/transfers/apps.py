from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "tandem.domain.transfers"
    label = "transfers"
