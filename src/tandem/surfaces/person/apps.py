from django.apps import AppConfig


class PersonConfig(AppConfig):
    name = "tandem.surfaces.person"
    label = "own_page"
