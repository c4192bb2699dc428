"""Open a room, begin, pause, go on, and end it."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.training.engine import keeping, play
from tandem.training.library.records import row
from tandem.training.sessions.actions.play import tell_moment
from tandem.training.sessions.actions.seats import fill
from tandem.training.sessions.actions.step import TOPIC, Step, finish, led, must_lead
from tandem.training.sessions.models import Happening, Presence, Room, Run, SeatHold
from tandem.training.sessions.rules import CODE_LENGTH, CODE_LETTERS, TEAMS, State, Why, team_id
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.training import Happened, Shift

# Seeds of the engine: 0 to 2**31 - 1.
SEEDS = 2**31
LONGEST_NAME = 40


def _code() -> str:
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if not Room.objects.filter(code=code).exists():
            return code


def open_room(
    edition_id: UUID,
    *,
    actor: Actor,
    teams: int = 1,
    guests: bool = False,
    pov_first: bool = False,
    solo: bool = False,
    shift: str = "",
    names: Sequence[str] = (),
    seed: int | None = None,
) -> UUID:
    """Open a room for a scenario, with a run for each of 1 to 10 teams. Returns the room's id.

    `shift` of `Shift` and `names` of the teams, in their order, are for measures; a name is a team's, never a person's.
    `seed` fixes what varies, for tests and for playing the very same call again. Raises Refusal, NotAllowed.
    """
    found = row(edition_id)
    if found is None:
        raise Refusal(("scenario", "Choose a scenario from the list."))
    if not 1 <= teams <= len(TEAMS):
        raise Refusal(("teams", f"Choose 1 to {len(TEAMS)} teams."))
    if shift and shift not in set(Shift):
        raise Refusal(("shift", "Choose a shift from the list, or none."))
    if len(names) > teams:
        raise Refusal(("names", f"There are {teams} teams and {len(names)} names. Write one name a line."))
    called = {team: clean("names", name, LONGEST_NAME) for team, name in zip(TEAMS, names, strict=False)}
    if actor.organization_id is None:
        raise Absent
    with act(actor, Permission.TRAINING_PLAY if solo else Permission.TRAINING_LEAD, kind="rehearsal") as doing:
        room = Room.objects.create(
            code=_code(),
            edition_id=edition_id,
            scenario_name=found.name,
            scenario_hash=found.content_hash,
            organization_id=actor.organization_id,
            opened_by=actor.id,
            opened_by_name=actor.name,
            opened_at=doing.at,
            guests=guests,
            pov_first=pov_first,
            solo=solo,
            shift=shift,
            team_names={team: name for team, name in called.items() if name},
        )
        doing.about("rehearsal", room.pk)
        for number, team in enumerate(TEAMS[:teams]):
            thrown = secrets.randbelow(SEEDS) if seed is None else (seed + number) % SEEDS
            Run.objects.create(room=room, team=team, seed=thrown)
        return room.pk


def newest(room_id: UUID) -> list[Run]:
    """The run each team plays now."""
    return list(Run.objects.filter(room_id=room_id).order_by("team", "-number").distinct("team"))


def start(room_id: UUID, *, actor: Actor) -> None:
    """Begin: every team with somebody in it. With the person's point of view first, once more begins the call itself.

    Seats nobody took are played by a script, until somebody takes them. Raises Absent, Refusal.
    """
    room = _room(room_id, actor)
    begun = 0
    for run in newest(room_id):
        seated = SeatHold.objects.filter(room=room, team=run.team, left_at=None, scripted=False)
        if run.state in (State.WAITING, State.POV) and seated.exclude(seat="observer").exists():
            start_run(run.pk, actor=actor)
            begun += 1
    if not begun and room.state == State.WAITING:
        raise Refusal(("room", "Nobody has taken a role yet. Wait until somebody is in the room."))


def start_run(run_id: UUID, *, actor: Actor) -> None:
    """Begin one team's call, or its point of view. A run that has begun stays as it is. Raises Absent."""
    with led(run_id, actor) as one:
        _begin(one)


def _begin(one: Step) -> None:
    run, room = one.run, one.room
    if run.state not in (State.WAITING, State.POV):
        return
    if room.state == State.WAITING:
        room.state = State.RUNNING
        room.save(update_fields=["state"])
    if run.state == State.WAITING and room.pov_first and play.point_of_view(one.scenario):
        run.state = State.POV
        return
    fill(room, run.team, one.scenario, one.doing.at)
    run.started_at = one.doing.at
    one.start_clock()
    moment = play.begin(one.scenario, seed=run.seed)
    run.moment = keeping.to_json(moment)
    one.happen(Happened.RECEIVED, moment=run.moment, scenario=room.scenario_name, seed=run.seed)
    tell_moment(one, moment)


def pause(run_id: UUID, *, actor: Actor) -> None:
    """Stop the clock of one team. Doing it twice changes nothing. Raises Absent."""
    with led(run_id, actor) as one:
        if one.run.state == State.RUNNING:
            one.stop_clock(Why.INSTRUCTOR)
            one.happen(Happened.PAUSED, why=Why.INSTRUCTOR)


def resume(run_id: UUID, *, actor: Actor) -> None:
    """Let the clock of one team go on. Raises Absent."""
    with led(run_id, actor) as one:
        if one.run.state == State.PAUSED:
            Presence.objects.filter(room_id=one.room.pk).update(at=one.doing.at)
            one.start_clock()
            one.happen(Happened.RESUMED)


def pause_all(room_id: UUID, *, actor: Actor) -> None:
    """Stop every team's clock. Raises Absent."""
    _room(room_id, actor)
    for run in newest(room_id):
        pause(run.pk, actor=actor)


def resume_all(room_id: UUID, *, actor: Actor) -> None:
    """Let every team's clock go on. Raises Absent."""
    _room(room_id, actor)
    for run in newest(room_id):
        resume(run.pk, actor=actor)


def end(room_id: UUID, *, actor: Actor) -> None:
    """End the room: every run that still goes on is stopped, and nobody can join any more. Raises Absent."""
    room = _room(room_id, actor)
    for run in newest(room_id):
        end_run(run.pk, actor=actor)
    with act(actor, Permission.TRAINING_PLAY if room.solo else Permission.TRAINING_LEAD, kind="rehearsal") as doing:
        doing.about("rehearsal", room_id)
        Room.objects.filter(pk=room_id, ended_at=None).update(state=State.ENDED, ended_at=doing.at)
        doing.tell(TOPIC, room_id, *(team_id(room_id, run.team) for run in newest(room_id)))


def end_run(run_id: UUID, *, actor: Actor) -> None:
    """End one team's run where it stands. Raises Absent."""
    with led(run_id, actor) as one:
        if one.run.state != State.ENDED:
            finish(one, "stopped")


def rewind(run_id: UUID, number: int, *, actor: Actor) -> UUID:
    """Go back to the step `number` of this run's timeline, on a new branch. Returns the new run; the first one stays.

    The branch waits, paused, until the instructor lets it go on. Raises Absent, Refusal where no step is kept.
    """
    with led(run_id, actor) as one:
        kept = Happening.objects.filter(run=one.run, number__lte=number, moment__isnull=False).order_by("number").last()
        if kept is None:
            raise Refusal(("number", "There is no step to go back to there. Choose a later one."))
        before = Happening.objects.filter(run=one.run, number__lte=kept.number).order_by("number")
        lead = _lead_at(list(before))
        if one.run.state != State.ENDED:
            one.run.ended_at = one.doing.at
            one.run.outcome = "left"
            one.run.elapsed_ms, one.run.running_since = one.at_ms, None
            one.run.state, one.run.why, one.run.lead_asked = State.ENDED, "", None
        branch = Run.objects.create(
            room=one.room,
            team=one.run.team,
            number=max(Run.objects.filter(room=one.room, team=one.run.team).values_list("number", flat=True)) + 1,
            seed=one.run.seed,
            branch_of=one.run,
            branch_at=kept.number,
            moment=kept.moment,
            state=State.PAUSED,
            why=Why.BRANCH,
            elapsed_ms=kept.at_ms,
            lead=lead[0],
            lead_since_ms=lead[1],
            last_number=kept.number,
            started_at=one.doing.at,
        )
        # The branch begins with what led to it, so that its timeline can be read by itself.
        following = [each for each in Happening.objects.filter(run=one.run, number__gt=kept.number).order_by("number")]
        copied = [*before, *_told_of(kept, following)]
        for place, each in enumerate(copied, start=1):
            each.pk, each.run, each.number, each.once = None, branch, place, None
        Happening.objects.bulk_create(copied)
        branch.last_number = len(copied)
        if one.room.state == State.ENDED:
            one.room.state, one.room.ended_at = State.PAUSED, None
            one.room.save(update_fields=["state", "ended_at"])
        branched = Step(branch, one.doing)
        branched.happen(Happened.REWOUND, of=str(one.run.pk), to=kept.number, at=kept.at_ms)
        branched.save()
        one.happen(Happened.REWOUND, branch=str(branch.pk), to=kept.number, at=kept.at_ms)
        return branch.pk


def _told_of(kept: Happening, following: list[Happening]) -> list[Happening]:
    """The lines that this very step told: they follow it at once, up to the next act."""
    told = []
    for each in following:
        if each.kind not in (Happened.SAID, Happened.CUE_SHOWN) or each.at_ms != kept.at_ms:
            break
        told.append(each)
    return told


def _lead_at(before: list[Happening]) -> tuple[str, int | None]:
    for each in reversed(before):
        if each.kind in (Happened.LEAD_TAKEN, Happened.LEAD_HANDED_OVER):
            return each.detail["to"], each.at_ms
    return "", None


def _room(room_id: UUID, actor: Actor) -> Room:
    room = Room.objects.filter(pk=room_id).first()
    if room is None:
        raise Absent
    must_lead(room, actor)
    return room
