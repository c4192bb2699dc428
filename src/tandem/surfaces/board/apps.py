from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "tandem.surfaces.board"
    label = "board"
