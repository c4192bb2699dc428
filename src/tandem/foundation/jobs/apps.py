from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tandem.foundation.jobs"
    label = "jobs"
