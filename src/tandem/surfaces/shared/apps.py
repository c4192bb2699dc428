"""The shared surface as a Django app: label `shared`, templates and static files, no models."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "tandem.surfaces.shared"
    label = "shared"
    verbose_name = "Layout and components"
