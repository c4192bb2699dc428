from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "tandem.surfaces.plan"
    label = "plan"
