from django.apps import AppConfig


class TabularConfig(AppConfig):
    name = "tandem.standards.tabular"
    label = "tabular"
