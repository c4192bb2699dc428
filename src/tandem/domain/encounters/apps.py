from django.apps import AppConfig


class EncountersConfig(AppConfig):
    name = "tandem.domain.encounters"
    label = "encounters"
