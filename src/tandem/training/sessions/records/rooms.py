"""Rooms and their runs, for pages that list them and doors that check who leads."""

from uuid import UUID

from tandem.training.library.records import load
from tandem.training.sessions.models import Room, Run, SeatHold
from tandem.training.sessions.records.values import Held, RoomRow, RunRow
from tandem.training.sessions.rules import State, clean_code
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.training import Seat


def run_row(run: Run) -> RunRow:
    return RunRow(
        run.pk,
        run.room_id,
        run.team,
        run.number,
        run.state,
        run.branch_of_id,
        run.branch_at,
        run.started_at,
        run.ended_at,
        run.outcome,
    )


def _row(room: Room) -> RoomRow:
    runs = Run.objects.filter(room=room).order_by("team", "-number").distinct("team")
    return RoomRow(
        id=room.pk,
        code=room.code,
        state=room.state,
        edition_id=room.edition_id,
        scenario_name=room.scenario_name,
        scenario_hash=room.scenario_hash,
        organization_id=room.organization_id,
        opened_by=room.opened_by,
        opened_by_name=room.opened_by_name,
        opened_at=room.opened_at,
        ended_at=room.ended_at,
        guests=room.guests,
        pov_first=room.pov_first,
        solo=room.solo,
        runs=tuple(run_row(run) for run in runs),
    )


def room_of(code: str) -> RoomRow:
    """The room of this code, ended ones too. Raises Absent."""
    room = Room.objects.filter(code=clean_code(code)).first() if clean_code(code) else None
    if room is None:
        raise Absent
    return _row(room)


def room(room_id: UUID) -> RoomRow:
    """One room. Raises Absent."""
    found = Room.objects.filter(pk=room_id).first()
    if found is None:
        raise Absent
    return _row(found)


def run_of(room: RoomRow, team: str = "A") -> RunRow:
    """The run a team plays now. Raises Absent."""
    found = next((one for one in room.runs if one.team == team), None)
    if found is None:
        raise Absent
    return found


def all_runs(room_id: UUID) -> tuple[RunRow, ...]:
    """Every run of a room, branches too: by team, oldest first."""
    return tuple(run_row(one) for one in Run.objects.filter(room_id=room_id).order_by("team", "number"))


def open_rooms(organization_id: UUID) -> list[RoomRow]:
    """Rooms of an agency that have not ended, newest first; those somebody plays alone are theirs."""
    found = Room.objects.filter(organization_id=organization_id, solo=False).exclude(state=State.ENDED)
    return [_row(one) for one in found.order_by("-opened_at")[:50]]


def ended_rooms(organization_id: UUID, limit: int = 20) -> list[RoomRow]:
    """The last rooms of an agency that ended, newest first."""
    found = Room.objects.filter(organization_id=organization_id, solo=False, state=State.ENDED)
    return [_row(one) for one in found.order_by("-ended_at")[:limit]]


def rooms_of_learner(user_id: UUID, limit: int = 20) -> list[RoomRow]:
    """Rooms in which this person had a seat, newest first: for their own debriefs."""
    ids = SeatHold.objects.filter(user_id=user_id).exclude(seat=Seat.OBSERVER).values("room_id")
    return [_row(one) for one in Room.objects.filter(pk__in=ids).order_by("-opened_at")[:limit]]


def took_part(room_id: UUID, user_id: UUID | None) -> bool:
    """Whether this person had a seat in the room, observing too."""
    return user_id is not None and SeatHold.objects.filter(room_id=room_id, user_id=user_id).exists()


def seats(room_id: UUID, team: str) -> tuple[Held, ...]:
    """Each role of the scenario, with the name of whoever holds it; empty where it is free or a script plays it."""
    found = Room.objects.get(pk=room_id)
    holds = SeatHold.objects.filter(room_id=room_id, team=team, left_at=None, scripted=False)
    names = dict(holds.values_list("seat", "name"))
    return tuple(Held(str(seat), names.get(str(seat), "")) for seat in load(found.edition_id).seats)


def languages(room_id: UUID) -> tuple[str, ...]:
    """The languages this room's scenario is written in, English first."""
    return load(Room.objects.get(pk=room_id).edition_id).top.languages
