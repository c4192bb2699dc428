"""What is known of staff at work. Who looks at a call beside it needs a release for the call."""

from tandem.domain.safety.records.roll import RollLine, RollSummary, open_roll, past_rolls, question_for
from tandem.domain.safety.records.sos import SosSummary, my_sos, open_sos, past_sos
from tandem.domain.safety.records.watch import Watch, past_late, waiting_for, watches
from tandem.domain.safety.records.whereabouts import Whereabouts, whereabouts

__all__ = [
    "RollLine",
    "RollSummary",
    "SosSummary",
    "Watch",
    "Whereabouts",
    "my_sos",
    "open_roll",
    "open_sos",
    "past_late",
    "past_rolls",
    "past_sos",
    "question_for",
    "waiting_for",
    "watches",
    "whereabouts",
]
