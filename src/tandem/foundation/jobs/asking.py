"""Ask for long work, look how far it is, and stop it. Only who asked sees it and may stop it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import record
from tandem.foundation.jobs.models import Run
from tandem.foundation.jobs.work import execute
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.runs import OVER, RUN_STATE_LABELS, RunState


@dataclass(frozen=True)
class RunView:
    """How far a run is. `share` is percent of `total`, None while the total is not known."""

    id: UUID
    kind: str
    state: RunState
    label: str
    done: int
    total: int | None
    words: str
    failure: str
    arguments: dict
    results: dict
    stopping: bool
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def over(self) -> bool:
        return self.state in OVER

    @property
    def share(self) -> int | None:
        return min(100, 100 * self.done // self.total) if self.total else None


def ask(kind: str, *, actor: Actor, total: int | None = None, **arguments: str) -> UUID:
    """Store a run of `kind` for `actor` and hand it to the worker, in the current transaction. Returns its id.

    `arguments` are ids and codes as text. The work is done in the actor's name and with their rights at that time.
    """
    with transaction.atomic():
        run = Run.objects.create(
            kind=kind,
            asked_by=actor.id,
            asked_as=actor.role,
            organization_id=actor.organization_id,
            total=total,
            arguments=arguments,
            asked_at=clock.now(),
        )
        record(actor, "run.ask", object_kind=kind, object_id=run.pk)
        execute.defer(run_id=str(run.pk))
    return run.pk


def run_of(run_id: UUID, *, actor: Actor) -> RunView:
    """A run that `actor` asked for. Raises Absent for anybody else's."""
    return _view(_mine(run_id, actor))


def runs_of(kind: str, *, actor: Actor, most: int = 20, **arguments: str) -> list[RunView]:
    """The newest runs of a kind that `actor` asked for, with these arguments among theirs."""
    mine = Run.objects.filter(kind=kind, asked_by=actor.id, arguments__contains=arguments)
    return [_view(one) for one in mine.order_by("-asked_at")[:most]]


def stop(run_id: UUID, *, actor: Actor) -> RunView:
    """Have a run stopped: at once while it waits, at its next whole piece while it works. Does nothing once it is over.

    Raises Absent for anybody else's run.
    """
    with transaction.atomic():
        _mine(run_id, actor)
        run = Run.objects.select_for_update().get(pk=run_id)
        if run.state not in OVER and run.cancel_asked_at is None:
            run.cancel_asked_at = clock.now()
            if run.state == RunState.WAITING:
                run.state, run.ended_at = RunState.CANCELLED, run.cancel_asked_at
            run.save()
            record(actor, "run.stop", object_kind=run.kind, object_id=run.pk)
    return _view(run)


def _mine(run_id: UUID, actor: Actor) -> Run:
    run = Run.objects.filter(pk=run_id, asked_by=actor.id, asked_as=actor.role).first()
    if run is None:
        raise Absent
    return run


def _view(run: Run) -> RunView:
    return RunView(
        id=run.pk,
        kind=run.kind,
        state=RunState(run.state),
        label=RUN_STATE_LABELS[RunState(run.state)],
        done=run.done,
        total=run.total,
        words=run.words,
        failure=run.failure,
        arguments=run.arguments,
        results=run.results,
        stopping=run.cancel_asked_at is not None and run.state == RunState.RUNNING,
        asked_at=run.asked_at,
        started_at=run.started_at,
        ended_at=run.ended_at,
    )
