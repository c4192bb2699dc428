from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "tandem.measures.grants"
    label = "grants"
