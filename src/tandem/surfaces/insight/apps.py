from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "tandem.surfaces.insight"
    label = "insight"
