from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "tandem.foundation.outbox"
    label = "outbox"
