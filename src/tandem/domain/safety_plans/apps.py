from django.apps import AppConfig


class SafetyPlansConfig(AppConfig):
    name = "tandem.domain.safety_plans"
    label = "safety_plans"
