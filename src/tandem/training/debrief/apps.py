from django.apps import AppConfig


class DebriefsConfig(AppConfig):
    name = "tandem.training.debrief"
    label = "debriefs"
