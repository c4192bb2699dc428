"""One step of a run: the run is held by its row while a verb works, its clock is read once, its lines are numbered.

Whoever acts sits in the room or leads it. The instructor is the one who opened the room, or a trainer of the same
agency; for everybody else the room's instructor's verbs do not exist.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.training.engine import keeping
from tandem.training.engine.play import Moment
from tandem.training.engine.scenario import Scenario
from tandem.training.library.records import load
from tandem.training.sessions.models import Happening, Presence, Room, Run
from tandem.training.sessions.records.sitting import Sitting
from tandem.training.sessions.rules import Asked, State, Why, elapsed, jumped, team_id
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.training import Happened

TOPIC = "rehearsal"
__all__ = ["TOPIC", "Sitting", "Step", "finish", "led", "must_lead", "seated_step", "step"]
# What a step may change of a run.
MOVES = (
    "moment",
    "state",
    "why",
    "elapsed_ms",
    "running_since",
    "lead",
    "lead_since_ms",
    "lead_asked",
    "last_number",
    "started_at",
    "ended_at",
    "outcome",
)


class Step:
    """A run while a verb works on it. `at_ms` is its clock at this step; `happen` adds a line to its timeline."""

    def __init__(self, run: Run, doing: Act):
        self.run = run
        self.room: Room = run.room
        self.doing = doing
        self.at_ms = elapsed(run.elapsed_ms, run.running_since, doing.at)
        self._lines: list[Happening] = []

    @property
    def scenario(self) -> Scenario:
        return load(self.room.edition_id)

    @property
    def moment(self) -> Moment:
        return keeping.from_json(self.run.moment)

    @property
    def asked(self) -> Asked | None:
        return Asked(**self.run.lead_asked) if self.run.lead_asked else None

    def happen(
        self, kind: Happened, /, *, seat: str = "", moment=None, once: UUID | None = None, at_ms=None, **detail
    ) -> int:
        """One line of the timeline. Returns its number."""
        self.run.last_number += 1
        self._lines.append(
            Happening(
                run=self.run,
                number=self.run.last_number,
                at_ms=self.at_ms if at_ms is None else at_ms,
                recorded_at=self.doing.at,
                seat=seat,
                kind=kind,
                detail=detail,
                moment=moment,
                once=once,
            )
        )
        return self.run.last_number

    def done_before(self, once: UUID | None) -> bool:
        """Whether this very tap was taken already."""
        return once is not None and Happening.objects.filter(run=self.run, once=once).exists()

    def stop_clock(self, why: Why, at_ms: int | None = None) -> None:
        self.run.elapsed_ms = self.at_ms if at_ms is None else at_ms
        self.run.running_since = None
        self.run.state = State.PAUSED
        self.run.why = why

    def start_clock(self) -> None:
        self.run.running_since = self.doing.at
        self.run.state = State.RUNNING
        self.run.why = ""

    def save(self) -> None:
        self.run.save(update_fields=MOVES)
        self.doing.add(*self._lines)
        self.doing.tell(TOPIC, self.run.room_id, team_id(self.run.room_id, self.run.team))


@contextmanager
def step(run_id: UUID, actor: Actor, permission: Permission = Permission.TRAINING_PLAY) -> Iterator[Step]:
    """Hold a run, let a verb work on it, keep what it did. Raises Absent, NotAllowed.

    A clock that can't be believed pauses the run first, at the time it was last heard, with a mark on its timeline.
    """
    with act(actor, permission, kind="rehearsal", subject=run_id) as doing, _working(doing, _held(pk=run_id)) as one:
        yield one


@contextmanager
def seated_step(sitting: Sitting) -> Iterator[Step]:
    """A step of the run that this seat's team plays now, by the seat. Raises Absent."""
    newest = _held(room_id=sitting.room_id, team=sitting.team).order_by("-number")
    with act(sitting.actor, Permission.TRAINING_PLAY) as doing, _working(doing, newest) as one:
        yield one


def _held(**which) -> QuerySet[Run]:
    """Runs, held until the end of the transaction, with their room and when anybody of it was last heard."""
    heard = Presence.objects.filter(room_id=OuterRef("room_id")).order_by("-at").values("at")[:1]
    found = Run.objects.select_for_update(of=("self",)).select_related("room").filter(**which)
    return found.annotate(heard_at=Subquery(heard))


@contextmanager
def _working(doing: Act, found: QuerySet[Run]) -> Iterator[Step]:
    run = found.first()
    if run is None:
        raise Absent
    doing.about("rehearsal", run.pk)
    working = Step(run, doing)
    last = run.heard_at
    if run.running_since and jumped(last, doing.at):
        at_ms = max(run.elapsed_ms, elapsed(run.elapsed_ms, run.running_since, last))
        working.at_ms = at_ms
        working.stop_clock(Why.CLOCK)
        working.happen(Happened.PAUSED, why=Why.CLOCK)
    yield working
    working.save()


def must_lead(room: Room, actor: Actor) -> None:
    """Raises Absent unless `actor` is this room's instructor, or plays it alone."""
    if room.solo and actor.id is not None and actor.id == room.opened_by:
        return
    if not actor.may(Permission.TRAINING_LEAD) or actor.organization_id != room.organization_id:
        raise Absent


@contextmanager
def led(run_id: UUID, actor: Actor) -> Iterator[Step]:
    """A step by the instructor. Raises Absent for anybody else, who learns nothing of the room."""
    room = Room.objects.filter(runs=run_id).first()
    if room is None:
        raise Absent
    must_lead(room, actor)
    # Whoever does something is there.
    Presence.objects.filter(who=room.pk).update(at=clock.now(), lost=False)
    with step(run_id, actor, Permission.TRAINING_PLAY if room.solo else Permission.TRAINING_LEAD) as working:
        yield working


def finish(one: Step, outcome: str, **detail) -> None:
    """The run is over: its clock stands, nothing waits for an answer."""
    one.run.elapsed_ms = one.at_ms
    one.run.running_since = None
    one.run.state, one.run.why = State.ENDED, ""
    one.run.lead_asked = None
    one.run.ended_at = one.doing.at
    one.run.outcome = outcome
    one.happen(Happened.ENDED, outcome=outcome, **detail)
