from tandem.domain.followups.models.followup import Attempt, CadenceEdition, FollowUp

__all__ = ["Attempt", "CadenceEdition", "FollowUp"]
