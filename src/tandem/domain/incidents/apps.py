from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "tandem.domain.incidents"
    label = "incidents"
