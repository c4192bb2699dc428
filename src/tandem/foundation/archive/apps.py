from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "tandem.foundation.archive"
    label = "archive"
