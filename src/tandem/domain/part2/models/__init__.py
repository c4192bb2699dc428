from tandem.domain.part2.models.emergency import EmergencyRecord
from tandem.domain.part2.models.notes import CounselingNote, PsychotherapyNote
from tandem.domain.part2.models.record import ApartNote, SubstanceUse
from tandem.domain.part2.models.screening import SubstanceScreening, SubstanceTask

__all__ = [
    "ApartNote",
    "CounselingNote",
    "EmergencyRecord",
    "PsychotherapyNote",
    "SubstanceScreening",
    "SubstanceTask",
    "SubstanceUse",
]
