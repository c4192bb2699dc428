from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "tandem.training.library"
    label = "scenarios"
