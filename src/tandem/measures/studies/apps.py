from django.apps import AppConfig


class StudiesConfig(AppConfig):
    name = "tandem.measures.studies"
    label = "studies"
