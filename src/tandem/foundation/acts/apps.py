from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "tandem.foundation.acts"
    label = "acts"
