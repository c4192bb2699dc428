from tandem.domain.trials.models.allocation import Allocation, Deviation
from tandem.domain.trials.models.trial import Seed, Trial, TrialStep

__all__ = ["Allocation", "Deviation", "Seed", "Trial", "TrialStep"]
