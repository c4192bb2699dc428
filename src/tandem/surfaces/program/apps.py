from django.apps import AppConfig


class ProgramConfig(AppConfig):
    name = "tandem.surfaces.program"
    label = "program"
