from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "tandem.surfaces.care"
    label = "care"
