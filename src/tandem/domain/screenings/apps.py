from django.apps import AppConfig


class ScreeningsConfig(AppConfig):
    name = "tandem.domain.screenings"
    label = "screenings"
