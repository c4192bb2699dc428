from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "tandem.foundation.audit"
    label = "audit"
