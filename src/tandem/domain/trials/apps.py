from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "tandem.domain.trials"
    label = "trials"
