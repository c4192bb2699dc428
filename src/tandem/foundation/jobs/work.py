"""Do long work: take a run up, tell how far it is, and end it in exactly one way, with words.

While a run is worked on, its worker holds a lock that PostgreSQL lets go of when the worker dies, however it dies. A
run that says "running" and is not held is therefore lost, at once and without a guess about time.
"""

import logging
import secrets
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.jobs.models import Run
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.runs import RunState
from tandem.vocabulary.terms import OrganizationKind, Profession, Role

MOST_TRIES = 3
# Progress is written at most this often: a bar that moves twice a second is alive.
SAY_SECONDS = 0.5
# A run whose job is not in the queue any more, as after a restore, is given up after this long.
FORGOTTEN_SECONDS = 120

log = logging.getLogger(__name__)


class CannotFinish(Exception):
    """The work can't be done. The message is a sentence for the person who asked."""


class Stopped(Exception):
    """Somebody wants the run to stop. What is whole by then stays."""


@dataclass(frozen=True)
class _Work:
    do: Callable[["Doing"], dict]
    resumes: bool


_works: dict[str, _Work] = {}


def works(kind: str, do: Callable[["Doing"], dict], *, resumes: bool = False) -> None:
    """Register what does a kind of work. Called by `tandem/subscriptions.py` only.

    `do` gets a `Doing` and returns the results: ids and counts. `resumes` says that doing it again from the start is
    safe and leaves nothing twice, so that a run whose worker was killed is taken up again.
    """
    _works[kind] = _Work(do, resumes)


class Doing:
    """What a work function holds: its arguments, in whose name it works, and where it says how far it is."""

    def __init__(self, run: Run, actor: Actor):
        self.id, self.arguments, self.actor = run.pk, run.arguments, actor
        self._said_at = float("-inf")

    def say(self, done: int, total: int | None = None, words: str = "") -> None:
        """Tell how far it is. Raises Stopped when somebody asked for that; call it between whole pieces of work.

        Never inside a transaction that should last: what is said shows when it commits.
        """
        if time.monotonic() - self._said_at < SAY_SECONDS:
            return
        self._said_at = time.monotonic()
        told = {"done": done} | ({"total": total} if total is not None else {}) | ({"words": words} if words else {})
        Run.objects.filter(pk=self.id).update(**told)
        self.listen()

    def listen(self) -> None:
        """Raises Stopped when somebody wants the run to stop."""
        if Run.objects.filter(pk=self.id, cancel_asked_at__isnull=False).exists():
            raise Stopped

    def hold(self, **results) -> None:
        """Keep results that stand already, so that they stay whatever comes."""
        Run.objects.filter(pk=self.id).update(results=results)


@app.task(name="tandem.jobs.execute")
def execute(run_id: str) -> None:
    """Do the work of a run that waits. Another state means that somebody was faster or that it was stopped."""
    run = UUID(run_id)
    with _held(run) as mine:
        if mine and Run.objects.filter(pk=run, state=RunState.WAITING).update(
            state=RunState.RUNNING, started_at=clock.now(), ended_at=None, failure=""
        ):
            _work_on(Run.objects.get(pk=run))


def _work_on(run: Run) -> None:
    work, actor = _works.get(run.kind), _asker(run)
    try:
        if work is None:
            raise CannotFinish("This version of Tandem does not know how to do this.")
        if actor is None:
            raise CannotFinish("The job in whose name this was asked has ended.")
        results = work.do(Doing(run, actor))
    except Stopped:
        _end(run.pk, RunState.CANCELLED)
    except CannotFinish as reason:
        _end(run.pk, RunState.FAILED, failure=str(reason))
    except Refusal as refusal:
        _end(run.pk, RunState.FAILED, failure=" ".join(sentence for _field, sentence in refusal.errors))
    except Exception as error:
        reference = secrets.token_hex(4)
        # Where it broke, not what it said: an error of the database repeats the row.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("run of kind %s broke, reference %s: %s\n%s", run.kind, reference, type(error).__name__, where)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        _end(run.pk, RunState.FAILED, failure=f"Something broke on our side. Try again. Reference {reference}.")
    else:
        _end(run.pk, RunState.DONE, results=results)


def _end(run_id: UUID, state: RunState, **told) -> None:
    told = {name: value[:400] if name == "failure" else value for name, value in told.items()}
    Run.objects.filter(pk=run_id).update(state=state, ended_at=clock.now(), **told)


def _asker(run: Run) -> Actor | None:
    """Who asked, with the rights they have now; None once the job they asked as has ended."""
    job = (
        Membership.objects.select_related("user", "organization")
        .filter(
            user_id=run.asked_by,
            role=run.asked_as,
            organization_id=run.organization_id,
            active=True,
            user__is_active=True,
        )
        .first()
    )
    if job is None:
        return None
    return Actor(
        kind="user",
        id=job.user_id,
        name=job.user.name,
        role=Role(job.role),
        profession=Profession(job.profession) if job.profession else None,
        organization_id=job.organization_id,
        organization_kind=OrganizationKind(job.organization.kind),
    )


@contextmanager
def _held(run_id: UUID) -> Iterator[bool]:
    """Hold a run for as long as this lasts, or not: False where another worker holds it."""
    key = f"tandem.run.{run_id}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [key])
        (mine,) = cursor.fetchone()
    try:
        yield mine
    finally:
        # A connection that broke has let go of it by itself.
        if mine and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [key])


@app.periodic(cron="* * * * *")
@app.task(name="tandem.jobs.find_lost", queueing_lock="find lost runs")
def find_lost(timestamp: int) -> None:
    """Take up again, or mark as not finished, the runs of workers that were killed."""
    for run in Run.objects.filter(state=RunState.RUNNING):
        with _held(run.pk) as nobody_else:
            if nobody_else:
                _lost(run)
    before = clock.now().timestamp() - FORGOTTEN_SECONDS
    for run in Run.objects.filter(state=RunState.WAITING):
        if run.asked_at.timestamp() < before and not _queued(run.pk):
            _end(run.pk, RunState.FAILED, failure="This was never started. Ask again.")


def _lost(run: Run) -> None:
    """What becomes of a run that says "running" although nobody works on it."""
    work = _works.get(run.kind)
    if work and work.resumes and run.tries + 1 < MOST_TRIES and run.cancel_asked_at is None:
        with transaction.atomic():
            # Only if it is still so: it may have ended between the question and here.
            if Run.objects.filter(pk=run.pk, state=RunState.RUNNING).update(
                state=RunState.WAITING, tries=run.tries + 1
            ):
                execute.defer(run_id=str(run.pk))
        return
    failure = "The program was stopped while this ran. What was whole by then stays. Ask again."
    Run.objects.filter(pk=run.pk, state=RunState.RUNNING).update(
        state=RunState.CANCELLED if run.cancel_asked_at else RunState.FAILED, ended_at=clock.now(), failure=failure
    )


def _queued(run_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE task_name = %s AND status IN ('todo', 'doing')"
            " AND args ->> 'run_id' = %s)",
            [execute.name, str(run_id)],
        )
        return cursor.fetchone()[0]
