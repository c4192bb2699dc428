from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "tandem.domain.directory"
    label = "directory"
