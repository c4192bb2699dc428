from django.apps import AppConfig


class RehearsalsConfig(AppConfig):
    name = "tandem.training.sessions"
    label = "rehearsals"
