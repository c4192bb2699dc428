from django.apps import AppConfig


class TeachingConfig(AppConfig):
    name = "tandem.training.teaching"
    label = "teaching"
