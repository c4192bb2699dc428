"""Who is still there. Each open page says so every few seconds; whoever is not heard is told on the timeline.

A phone that was not heard for a while is "back in a moment"; without its instructor a rehearsal waits.
"""

from datetime import datetime, timedelta
from uuid import UUID

from tandem.foundation import clock
from tandem.training.sessions.actions.play import CLOCK
from tandem.training.sessions.actions.step import Sitting, step
from tandem.training.sessions.models import Presence, Run, SeatHold
from tandem.training.sessions.rules import INSTRUCTOR_SECONDS, LOST_SECONDS, State, Why, jumped
from tandem.vocabulary.training import Happened

LOST = timedelta(seconds=LOST_SECONDS)
INSTRUCTOR_GONE = timedelta(seconds=INSTRUCTOR_SECONDS)


def here(sitting: Sitting) -> None:
    """This phone is there. If it was missed, its coming back stands on the timeline of its run."""
    now, heard = clock.now(), _heard(sitting.room_id)
    _look_at_clock(sitting.room_id, heard, now)
    before = heard.pop(sitting.hold_id, None)
    if before is None:
        Presence.objects.update_or_create(who=sitting.hold_id, defaults={"room_id": sitting.room_id, "at": now})
    elif not Presence.objects.filter(who=sitting.hold_id, lost=False).update(at=now):
        _back(sitting, before, now)
    _look_around(sitting.room_id, heard, now, solo=sitting.solo)


def _back(sitting: Sitting, before: Presence, now: datetime) -> None:
    # Whoever says it first says it; another page of this phone finds it said.
    if not Presence.objects.filter(who=sitting.hold_id, lost=True).update(at=now, lost=False):
        return
    run = _running(sitting.room_id, sitting.team, any_state=True)
    if run and run.state != State.ENDED:
        away_ms = round((now - before.at).total_seconds() * 1000)
        with step(run.pk, CLOCK) as one:
            one.happen(Happened.RETURNED, seat=sitting.seat, hold=str(sitting.hold_id), away_ms=away_ms)


def instructor_here(room_id: UUID) -> None:
    """The instructor's page is there."""
    now, heard = clock.now(), _heard(room_id)
    _look_at_clock(room_id, heard, now)
    if heard.pop(room_id, None) is None:
        Presence.objects.update_or_create(who=room_id, defaults={"room_id": room_id, "at": now})
    else:
        Presence.objects.filter(who=room_id).update(at=now, lost=False)
    _look_around(room_id, heard, now)


def _heard(room_id: UUID) -> dict[UUID, Presence]:
    return {one.who: one for one in Presence.objects.filter(room_id=room_id)}


def _running(room_id: UUID, team: str, *, any_state: bool = False) -> Run | None:
    run = Run.objects.filter(room_id=room_id, team=team).order_by("-number").first()
    return run if run and (any_state or run.state == State.RUNNING) else None


def _look_at_clock(room_id: UUID, heard: dict[UUID, Presence], now: datetime) -> None:
    """Pause what runs if the clock jumped since anybody was last heard: before this contact counts as one."""
    if jumped(max((one.at for one in heard.values()), default=None), now):
        for run in Run.objects.filter(room_id=room_id, state=State.RUNNING):
            # Any step looks at the clock first.
            with step(run.pk, CLOCK):
                pass


def _look_around(room_id: UUID, others: dict[UUID, Presence], now: datetime, *, solo: bool = False) -> None:
    """Say on the timeline whose phone was not heard for a while; pause everything if the instructor is gone.

    Only a console that was open can be missed: from the list of rooms nobody watches anything.
    """
    if not solo and room_id in others and now - others[room_id].at > INSTRUCTOR_GONE:
        for run in Run.objects.filter(room_id=room_id, state=State.RUNNING):
            with step(run.pk, CLOCK) as one:
                if one.run.state == State.RUNNING:
                    one.stop_clock(Why.GONE)
                    one.happen(Happened.PAUSED, why=Why.GONE)
    gone = [one.who for one in others.values() if one.who != room_id and not one.lost and now - one.at > LOST]
    for hold in SeatHold.objects.filter(pk__in=gone, left_at=None) if gone else ():
        # Whoever says it first says it; the others find it said.
        if Presence.objects.filter(who=hold.pk, lost=False).update(lost=True):
            run = _running(room_id, hold.team)
            if run:
                with step(run.pk, CLOCK) as one:
                    one.happen(Happened.DROPPED, seat=hold.seat, hold=str(hold.pk))
