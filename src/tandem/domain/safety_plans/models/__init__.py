from tandem.domain.safety_plans.models.version import PlanVersion

__all__ = ["PlanVersion"]
