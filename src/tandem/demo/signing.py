"""The newest notes of an intern, and what the supervisor said of them: co-signed, returned with a comment, or waiting."""

from datetime import datetime, timedelta

from tandem.demo.cast import Cast
from tandem.demo.dice import Dice
from tandem.domain.encounters.actions import cosign, return_note
from tandem.domain.encounters.models import Encounter, Note
from tandem.foundation import clock

# Assumed: the intern came ten days ago, rides along, and writes up one contact in seven.
CAME_DAYS_AGO, WRITES = 10, 0.14
INTERN, SUPERVISOR = "noa.birch", "supervisor"
COMMENTS = (
    "Who stays with them tonight? Say it in one sentence.",
    "You write that they agreed to the plan. What did they say, in their words?",
)
WAITING = 3
TRAINING_SEED = 11


def in_training(cast: Cast, dice: Dice, encounter: Encounter, note: Note, end: datetime) -> None:
    """Make a recent contact the intern's own, whose signature waits for the supervisor's."""
    if end - encounter.closed_at > timedelta(days=CAME_DAYS_AGO) or not note.signed_at or not dice.happens(WRITES):
        return
    intern = cast.named(INTERN)
    encounter.started_by = note.written_by = intern.user_id
    note.written_by_name, note.written_as, note.cosign = intern.name, intern.profession, True


def supervise(cast: Cast, end: datetime) -> None:
    """The supervisor's look through them: the newest wait, the ones before came back, the rest are co-signed."""
    waiting = list(Note.objects.filter(cosign=True).order_by("-signed_at", "id"))
    actor = cast.named(SUPERVISOR).actor()
    for place, note in enumerate(waiting[WAITING:]):
        with clock.at(min(end, note.signed_at + timedelta(hours=16))):
            if place < len(COMMENTS):
                return_note(note.encounter_id, actor=actor, comment=COMMENTS[place], read_to=note.pk)
            else:
                cosign(note.encounter_id, actor=actor, read_to=note.pk)
