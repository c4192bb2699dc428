from django.apps import AppConfig


class ProgramConfig(AppConfig):
    name = "tandem.surfaces.program"
    label = "program"

    def ready(self) -> None:
        from tandem.surfaces.program import live

        live.start()
