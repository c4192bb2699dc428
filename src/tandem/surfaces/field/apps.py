from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "tandem.surfaces.field"
    label = "field"

    def ready(self) -> None:
        from tandem.surfaces.field import live
        from tandem.surfaces.field.phone import events

        live.start()
        events.start()
