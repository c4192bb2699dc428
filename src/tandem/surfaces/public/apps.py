from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "tandem.surfaces.public"
    label = "public"
