from tandem.domain.trials.models.allocation import Allocation, Deviation
from tandem.domain.trials.models.trial import Trial, TrialStep

__all__ = ["Allocation", "Deviation", "Trial", "TrialStep"]
