from django.apps import AppConfig


class RequestConfig(AppConfig):
    name = "tandem.surfaces.request"
    label = "request"
