from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "tandem.foundation.keys"
    label = "keys"
