from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "tandem.domain.requests"
    label = "requests"
