from tandem.domain.part2.records.notes import ApartText, counseling_notes, psychotherapy_notes
from tandem.domain.part2.records.record import (
    EmergencySummary,
    NoteApart,
    UseSummary,
    emergencies,
    for_encounter,
    notes_apart,
    of_person,
)

__all__ = [
    "ApartText",
    "EmergencySummary",
    "NoteApart",
    "UseSummary",
    "counseling_notes",
    "emergencies",
    "for_encounter",
    "notes_apart",
    "of_person",
    "psychotherapy_notes",
]
