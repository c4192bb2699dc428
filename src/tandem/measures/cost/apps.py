from django.apps import AppConfig


class CostConfig(AppConfig):
    name = "tandem.measures.cost"
    label = "costs"
