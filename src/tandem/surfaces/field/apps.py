from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "tandem.surfaces.field"
    label = "field"
