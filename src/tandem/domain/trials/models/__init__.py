from tandem.domain.trials.models.allocation import Allocation, Deviation, Followed
from tandem.domain.trials.models.trial import Seed, Trial, TrialStep

__all__ = ["Allocation", "Deviation", "Followed", "Seed", "Trial", "TrialStep"]
