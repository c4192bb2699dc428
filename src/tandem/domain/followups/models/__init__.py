from tandem.domain.followups.models.followup import Attempt, FollowUp

__all__ = ["Attempt", "FollowUp"]
