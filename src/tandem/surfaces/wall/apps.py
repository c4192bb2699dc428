from django.apps import AppConfig


class WallConfig(AppConfig):
    name = "tandem.surfaces.wall"
    label = "wall"

    def ready(self) -> None:
        from tandem.surfaces.wall import live

        live.start()
