from django.apps import AppConfig


class PastConfig(AppConfig):
    name = "tandem.measures.past"
    label = "past"
