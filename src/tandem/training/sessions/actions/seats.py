"""Join a room by its code, take a seat in a team, change it, leave it."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.training.engine.scenario import Scenario
from tandem.training.library.records import load
from tandem.training.sessions.actions.step import TOPIC, Sitting
from tandem.training.sessions.models import Presence, Room, Run, SeatHold
from tandem.training.sessions.records.sitting import digest, free_seats
from tandem.training.sessions.rules import State, clean_code, team_id
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.training import SEAT_LABELS, Seat

NAME = 60
# More phones than any training room holds.
MOST_IN_A_ROOM = 80


def join(code: str, *, name: str, seat: str, team: str = "A", actor: Actor | None, language: str = "en") -> str:
    """Take a seat in the room of this code. Returns the key for this phone's cookie, which is shown to nobody.

    `actor` is who is signed in; without one the room must allow guests. Raises Absent for a room that is not open to
    this reader, Conflict where somebody has the seat, Refusal naming the field.
    """
    room = Room.objects.filter(code=clean_code(code), ended_at=None).first()
    if room is None or room.solo:
        raise Absent
    if actor is None:
        if not room.guests:
            raise Absent
        actor = Actor(kind="guest", id=None, name=name[:NAME], grants=frozenset({Permission.TRAINING_PLAY}))
    clean("name", name, NAME, required=True)
    secret = "tds_" + secrets.token_urlsafe(32)
    with act(actor, Permission.TRAINING_PLAY, kind="rehearsal", subject=room.pk) as doing:
        _sit(room, team, seat, name.strip(), actor, language, secret, doing)
    return secret


def sit_alone(room_id: UUID, *, seat: str, actor: Actor, language: str = "en") -> str:
    """Sit down in a room of one's own. Returns the key. Raises Absent for a room that is somebody else's."""
    room = Room.objects.filter(pk=room_id, solo=True, opened_by=actor.id, ended_at=None).first()
    if room is None or actor.id is None:
        raise Absent
    secret = "tds_" + secrets.token_urlsafe(32)
    with act(actor, Permission.TRAINING_PLAY, kind="rehearsal", subject=room.pk) as doing:
        _sit(room, "A", seat, actor.name, actor, language, secret, doing)
    return secret


def _sit(room: Room, team: str, seat: str, name: str, actor: Actor, language: str, secret: str, doing: Act) -> SeatHold:
    allowed = {*(str(one) for one in load(room.edition_id).seats), Seat.OBSERVER.value}
    if seat not in allowed:
        raise Refusal(("seat", "Choose a role from the list."))
    run = Run.objects.filter(room=room, team=team).order_by("-number").first()
    if run is None:
        raise Refusal(("team", "Choose a team from the list."))
    open_seats = SeatHold.objects.filter(room=room, left_at=None)
    if open_seats.filter(scripted=False).count() >= MOST_IN_A_ROOM:
        raise Refusal(("seat", "This room is full. Ask whoever leads it."))
    if seat != Seat.OBSERVER:
        # A script makes room for a person at once.
        open_seats.filter(team=team, seat=seat, scripted=True).update(left_at=doing.at)
        if actor.id is not None:
            # The same person on another phone: the seat follows them.
            open_seats.filter(team=team, seat=seat, user_id=actor.id).update(left_at=doing.at)
    try:
        with transaction.atomic():
            hold = SeatHold.objects.create(
                room=room,
                team=team,
                seat=seat,
                name=name,
                user_id=actor.id,
                organization_id=actor.organization_id,
                key_hash=digest(secret),
                language=language,
                joined_at=doing.at,
            )
    except IntegrityError:
        raise _taken(room, team, seat) from None
    Presence.objects.create(who=hold.pk, room_id=room.pk, at=doing.at)
    doing.tell(TOPIC, room.pk, team_id(room.pk, team))
    return hold


def _taken(room: Room, team: str, seat: str) -> Conflict:
    """ "Okafor has this role. Observe, or take peer?" """
    has = SeatHold.objects.filter(room=room, team=team, seat=seat, left_at=None).first()
    free = free_seats(room, team)
    rest = f"Observe, or take {SEAT_LABELS[Seat(free[0])].lower()}?" if free else "Every role is taken. Observe?"
    return Conflict(("seat", f"{has.name if has else 'Somebody'} has this role. {rest}"))


def take_seat(sitting: Sitting, seat: str, *, team: str | None = None) -> None:
    """Change the role, while the call has not begun, or from observing. The key stays. Raises Conflict, Refusal."""
    with act(sitting.actor, Permission.TRAINING_PLAY, kind="rehearsal", subject=sitting.room_id) as doing:
        hold = _hold(sitting)
        run = Run.objects.filter(room=hold.room, team=hold.team).order_by("-number").first()
        if run and run.state != State.WAITING and hold.seat != Seat.OBSERVER:
            raise Refusal(("seat", "The call has begun. Keep your role until it ends."))
        was, team = hold.team, team or hold.team
        wanted = [*free_seats(hold.room, team), Seat.OBSERVER.value]
        if seat not in wanted:
            if seat in {str(one) for one in load(hold.room.edition_id).seats}:
                raise _taken(hold.room, team, seat)
            raise Refusal(("seat", "Choose a role from the list."))
        SeatHold.objects.filter(room=hold.room, team=team, seat=seat, scripted=True, left_at=None).update(
            left_at=doing.at
        )
        hold.seat, hold.team = seat, team
        try:
            with transaction.atomic():
                hold.save(update_fields=["seat", "team"])
        except IntegrityError:
            raise _taken(hold.room, team, seat) from None
        doing.tell(TOPIC, hold.room_id, *(team_id(hold.room_id, each) for each in {was, team}))


def leave(sitting: Sitting) -> None:
    """Give the seat back. In a call that has begun, a script goes on with it, so that the others are not left alone."""
    with act(sitting.actor, Permission.TRAINING_PLAY, kind="rehearsal", subject=sitting.room_id) as doing:
        hold = _hold(sitting)
        hold.left_at = doing.at
        hold.save(update_fields=["left_at"])
        run = Run.objects.filter(room=hold.room, team=hold.team).order_by("-number").first()
        if run and run.state in (State.RUNNING, State.PAUSED):
            fill(hold.room, hold.team, load(hold.room.edition_id), doing.at)
        doing.tell(TOPIC, hold.room_id, team_id(hold.room_id, hold.team))


def fill(room: Room, team: str, scenario: Scenario, at: datetime) -> None:
    """A script sits down wherever nobody does. Inside an act."""
    taken = set(SeatHold.objects.filter(room=room, team=team, left_at=None).values_list("seat", flat=True))
    for seat in scenario.seats:
        if str(seat) not in taken:
            name = SEAT_LABELS[Seat(seat)]
            SeatHold.objects.create(room=room, team=team, seat=seat, name=name, joined_at=at, scripted=True)


def speak_language(sitting: Sitting, language: str) -> None:
    """From now on this phone shows the scenario in this language, where it has it. Raises Refusal."""
    with act(sitting.actor, Permission.TRAINING_PLAY, kind="rehearsal", subject=sitting.room_id) as doing:
        hold = _hold(sitting)
        if language not in load(hold.room.edition_id).top.languages:
            raise Refusal(("language", "This scenario is not written in that language."))
        hold.language = language
        hold.save(update_fields=["language"])
        doing.tell(TOPIC, hold.room_id)


def _hold(sitting: Sitting) -> SeatHold:
    found = SeatHold.objects.select_for_update(of=("self",)).select_related("room")
    hold = found.filter(pk=sitting.hold_id, left_at=None).first()
    if hold is None:
        raise Absent
    return hold
