"""The shared surface as a Django app: label `shared`, templates and static files, no models."""

from django.apps import AppConfig
from django.utils.translation import gettext_noop


class SharedConfig(AppConfig):
    name = "tandem.surfaces.shared"
    label = "shared"
    verbose_name = gettext_noop("Layout and components")
