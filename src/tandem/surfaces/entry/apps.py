from django.apps import AppConfig


class EntryConfig(AppConfig):
    name = "tandem.surfaces.entry"
    label = "entry"
