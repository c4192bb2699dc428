from tandem.training.debrief.models.recording import Consent, Piece, Recording
from tandem.training.debrief.models.talk import Agreed, Debrief, Heard, NextTime, Recall, Reply

__all__ = ["Agreed", "Consent", "Debrief", "Heard", "NextTime", "Piece", "Recall", "Recording", "Reply"]
