from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tandem.measures.reports"
    label = "reports"
