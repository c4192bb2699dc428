from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "tandem.foundation.editions"
    label = "editions"
