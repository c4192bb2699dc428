from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "tandem.domain.releases"
    label = "releases"
