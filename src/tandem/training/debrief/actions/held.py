"""What the verbs of a recording share: it is held while one works, it stops, it goes."""

from datetime import timedelta
from uuid import UUID

from tandem.foundation.acts.act import Act
from tandem.foundation.attachments.store import discard
from tandem.foundation.organizations.program import date_here, program
from tandem.training.debrief.models import Piece, Recording
from tandem.training.debrief.rules import Gone, RecordingState
from tandem.training.sessions.actions import TOPIC
from tandem.training.sessions.rules import team_id
from tandem.vocabulary.refusal import Absent

DAYS = 14
NOT_ALL = "Not everybody has agreed. Nothing is recorded until each one has said yes on their own phone."
OVER = "This recording is over. Nothing more is taken."


def held_recording(recording_id: UUID) -> Recording:
    """The recording, held until the verb ends. Raises Absent."""
    found = Recording.objects.select_for_update(of=("self",)).select_related("room").filter(pk=recording_id).first()
    if found is None:
        raise Absent
    return found


def put_stop(held: Recording, doing: Act) -> None:
    """It has stopped; from now on its days are counted."""
    held.state, held.stopped_at = RecordingState.STOPPED, doing.at
    settings = program()
    held.delete_on = date_here() + timedelta(days=settings.recording_days if settings else DAYS)


def put_away(held: Recording, doing: Act, why: Gone, name: str = "") -> None:
    """The bytes and the key that opened them are gone; what is left is a sentence."""
    for file in Piece.objects.filter(recording=held).values_list("file", flat=True):
        discard(file)
    held.state, held.key = RecordingState.DELETED, ""
    held.stopped_at = held.stopped_at or doing.at
    held.gone_at, held.gone_why, held.gone_by = doing.at, why, name[:120]
    held.save()


def tell(doing: Act, held: Recording) -> None:
    doing.tell(TOPIC, held.room_id, team_id(held.room_id, held.team))
