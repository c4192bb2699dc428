from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "tandem.domain.staffing"
    label = "staffing"
