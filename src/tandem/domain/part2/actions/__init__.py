from tandem.domain.part2.actions.emergency import Emergency, record_emergency
from tandem.domain.part2.actions.follow import follow_encounter
from tandem.domain.part2.actions.notes import move_counseling_note, write_counseling_note, write_psychotherapy_note
from tandem.domain.part2.actions.record import tell, write_note
from tandem.domain.part2.actions.screening import begin

__all__ = [
    "Emergency",
    "begin",
    "follow_encounter",
    "move_counseling_note",
    "record_emergency",
    "tell",
    "write_counseling_note",
    "write_note",
    "write_psychotherapy_note",
]
