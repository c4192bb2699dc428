from django.apps import AppConfig


class RehearseConfig(AppConfig):
    name = "tandem.surfaces.rehearse"
    label = "rehearse"

    def ready(self) -> None:
        from tandem.surfaces.rehearse import live

        live.start()
