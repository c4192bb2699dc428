from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "tandem.surfaces.board"
    label = "board"

    def ready(self) -> None:
        from tandem.surfaces.board import live

        live.start()
