"""Record the room, with everybody's agreement and never without: ask, say yes or no, begin, stop, delete."""

import base64
import os
from datetime import timedelta
from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.program import date_here
from tandem.training.debrief.actions.held import NOT_ALL, OVER, held_recording, put_away, put_stop, tell
from tandem.training.debrief.models import Consent, Recording
from tandem.training.debrief.recordings import asking_of
from tandem.training.debrief.rules import Asking, Gone, RecordingState
from tandem.training.debrief.visible import Reader
from tandem.training.sessions.models import Room, Run
from tandem.training.sessions.rules import State
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict

S = RecordingState
OPEN = (S.ASKED, S.RECORDING)


def ask(room_id: UUID, team: str, *, reader: Reader, actor: Actor) -> UUID:
    """Ask everybody in a team whether the room may be recorded. The instructor asks, and so agrees. Raises Conflict."""
    if not reader.instructor:
        raise Absent
    with act(actor, Permission.TRAINING_LEAD, kind="recording") as doing:
        room = Room.objects.select_for_update().filter(pk=room_id).first()
        if room is None or not Run.objects.filter(room=room, team=team).exists():
            raise Absent
        if room.state == State.ENDED:
            raise Conflict(("recording", "The rehearsal has ended. There is nothing to record."))
        if Recording.objects.filter(room=room, team=team, state__in=OPEN).exists():
            raise Conflict(("recording", "Everybody in this team is being asked already."))
        made = Recording(room=room, team=team, organization_id=room.organization_id)
        made.asked_by, made.asked_by_name, made.asked_at = actor.id, actor.name[:120], doing.at
        made.save(force_insert=True)
        doing.about("recording", made.pk)
        tell(doing, made)
        return made.pk


def say(recording_id: UUID, yes: bool, *, reader: Reader, actor: Actor) -> None:
    """Yes or no, on this person's own phone. A no ends the question for everybody; a later no deletes what there is."""
    if reader.member is None:
        raise Absent
    with act(actor, Permission.TRAINING_PLAY, kind="recording", subject=recording_id) as doing:
        held = held_recording(recording_id)
        if held.state in (S.REFUSED, S.DELETED):
            return
        said = {"yes": yes, "at": doing.at}
        Consent.objects.update_or_create(recording=held, hold_id=reader.member.hold, defaults=said)
        if not yes and held.started_at is None:
            held.state = S.REFUSED
            held.save()
        elif not yes:
            put_away(held, doing, Gone.WITHDRAWN, reader.name)
        doing.detail = {"yes": yes}
        tell(doing, held)


def start(recording_id: UUID, *, actor: Actor) -> None:
    """A camera begins, once everybody has agreed and the call runs. Beginning twice changes nothing. Raises Conflict."""
    with act(actor, Permission.TRAINING_PLAY, kind="recording", subject=recording_id) as doing:
        held = held_recording(recording_id)
        if held.state not in OPEN:
            raise Conflict(("recording", OVER))
        if asking_of(held) is not Asking.AGREED:
            raise Conflict(("recording", NOT_ALL))
        if held.state == S.RECORDING:
            return
        run = Run.objects.filter(room=held.room, team=held.team).order_by("-number").first()
        if run is None or run.started_at is None or run.state == State.ENDED:
            raise Conflict(("recording", "The call does not run. Begin it, then record."))
        held.run, held.started_at, held.state = run, doing.at, S.RECORDING
        held.key = base64.b64encode(os.urandom(32)).decode()
        held.save()
        tell(doing, held)


def stop(recording_id: UUID, *, actor: Actor) -> None:
    """The camera stops; from now on its days are counted. Stopping twice changes nothing."""
    with act(actor, Permission.TRAINING_PLAY, kind="recording", subject=recording_id) as doing:
        held = held_recording(recording_id)
        if held.state == S.ASKED:
            held.state = S.REFUSED
        elif held.state == S.RECORDING:
            put_stop(held, doing)
        held.save()
        tell(doing, held)


def delete(recording_id: UUID, *, reader: Reader, actor: Actor) -> None:
    """Whoever agreed takes it back: the film is gone at once, for everybody. Raises Absent for anybody else."""
    with act(actor, Permission.TRAINING_PLAY, kind="recording", subject=recording_id) as doing:
        held = held_recording(recording_id)
        if not reader.instructor:
            said = Consent.objects.filter(recording=held, hold_id=reader.member.hold, yes=True)
            if not said.exists():
                raise Absent
        if held.state == S.ASKED:
            held.state = S.REFUSED
            held.save()
        elif held.state in (S.RECORDING, S.STOPPED):
            put_away(held, doing, Gone.WITHDRAWN, reader.name)
        tell(doing, held)


def guest_left(room_id: UUID, team: str, *, actor: Actor) -> None:
    """A guest left before the end, and can't take back what they said: nothing is recorded, and nothing is kept."""
    open_ones = Recording.objects.filter(room_id=room_id, team=team, state__in=OPEN)
    for recording_id in list(open_ones.values_list("pk", flat=True)):
        with act(actor, Permission.TRAINING_PLAY, kind="recording", subject=recording_id) as doing:
            held = held_recording(recording_id)
            if asking_of(held) is Asking.REFUSED and held.state == S.ASKED:
                held.state = S.REFUSED
                held.save()
            elif asking_of(held) is Asking.REFUSED:
                put_away(held, doing, Gone.GUEST_LEFT)
            tell(doing, held)


def delete_due(*, actor: Actor) -> int:
    """Delete what is past its day, and stop what nobody stopped since yesterday. Returns how many were deleted."""
    count = 0
    with act(actor, Permission.TRAINING_PLAY, kind="recording") as doing:
        for held in Recording.objects.select_for_update().filter(state=S.RECORDING):
            if held.started_at < doing.at - timedelta(days=1):
                put_stop(held, doing)
                held.save()
        for held in Recording.objects.select_for_update().filter(gone_at=None, delete_on__lte=date_here()):
            put_away(held, doing, Gone.POLICY)
            count += 1
        doing.detail = {"deleted": count}
    return count
