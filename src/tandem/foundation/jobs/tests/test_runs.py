"""A run ends in exactly one way and says so; it is seen and stopped by who asked; a killed worker's run is found."""

import os
import signal
import subprocess
import sys
import time
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from tandem.foundation.audit.models import Entry
from tandem.foundation.jobs import work
from tandem.foundation.jobs.asking import ask, run_of, runs_of, stop
from tandem.foundation.jobs.models import Run
from tandem.foundation.organizations.models import Membership
from tandem.foundation.outbox.management.commands.worker import Command
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.runs import RUN_MOVES, RunState
from tandem.vocabulary.terms import Role
from tests import made


@pytest.fixture
def kinds(monkeypatch):
    monkeypatch.setattr(work, "_works", {})
    monkeypatch.setattr(work, "SAY_SECONDS", 0)


@pytest.fixture
def admin(db):
    return made.user_with_job(Role.ADMIN)


def worked(do, admin, **options):
    """What becomes of a run whose work is `do`."""
    work.works("made.up", do, **options)
    run = ask("made.up", actor=admin, thing="7")
    work.execute(run_id=str(run))
    return run_of(run, actor=admin)


def test_work_done_in_the_askers_name(kinds, admin):
    def do(doing):
        assert (doing.arguments, doing.actor.id, doing.actor.role) == ({"thing": "7"}, admin.id, Role.ADMIN)
        for number in range(3):
            doing.say(number, 3, f"Row {number}")
        assert run_of(doing.id, actor=admin).share == 66
        return {"rows": 3}

    found = worked(do, admin)
    assert (found.state, found.results, found.words) == (RunState.DONE, {"rows": 3}, "Row 2")
    assert found.over and found.started_at and found.ended_at
    assert Entry.objects.filter(action="run.ask", actor_id=admin.id, object_id=found.id).count() == 1


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (work.CannotFinish("The disk is full."), "The disk is full."),
        (Refusal(("file", "The file is empty.")), "The file is empty."),
        (ZeroDivisionError("secret of the person"), "Something broke on our side"),
    ],
)
def test_a_failure_says_so_in_words_and_is_no_empty_result(kinds, admin, error, says, caplog):
    def do(doing):
        raise error

    found = worked(do, admin)
    assert (found.state, found.label, found.results) == (RunState.FAILED, "Did not finish", {})
    assert says in found.failure
    assert "secret" not in found.failure + caplog.text


def test_a_run_of_an_unknown_kind_or_an_ended_job_fails(kinds, admin):
    run = ask("nobody.knows", actor=admin)
    work.execute(run_id=str(run))
    assert "does not know" in run_of(run, actor=admin).failure
    Membership.objects.filter(user_id=admin.id).update(active=False)
    assert "has ended" in worked(lambda doing: {}, admin).failure


def test_it_is_stopped_while_it_waits_and_while_it_works(kinds, admin):
    run = ask("made.up", actor=admin)
    assert stop(run, actor=admin).state == RunState.CANCELLED
    work.execute(run_id=str(run))
    assert run_of(run, actor=admin).state == RunState.CANCELLED

    def do(doing):
        doing.hold(rows=5)
        stop(doing.id, actor=admin)
        assert run_of(doing.id, actor=admin).stopping
        doing.say(5)
        raise AssertionError("it went on")

    found = worked(do, admin)
    assert (found.state, found.results) == (RunState.CANCELLED, {"rows": 5})
    assert stop(found.id, actor=admin).state == RunState.CANCELLED


def test_nobody_else_sees_or_stops_it(kinds, admin):
    run = ask("made.up", actor=admin)
    for other in (made.user_with_job(Role.ADMIN), made.user_with_job(Role.CLINICIAN)):
        for look in (run_of, stop):
            with pytest.raises(Absent):
                look(run, actor=other)
        assert runs_of("made.up", actor=other) == []
    with pytest.raises(Absent):
        run_of(uuid4(), actor=admin)
    assert [one.id for one in runs_of("made.up", actor=admin)] == [run]


def test_a_lost_run_is_taken_up_again_where_that_is_safe_and_else_marked(kinds, admin):
    work.works("again", lambda doing: {"done": 1}, resumes=True)
    again, marked = ask("again", actor=admin), ask("marked", actor=admin)
    for _try in range(work.MOST_TRIES - 1):
        Run.objects.update(state=RunState.RUNNING)
        work.find_lost(timestamp=0)
        assert run_of(again, actor=admin).state == RunState.WAITING
        assert "was stopped while this ran" in run_of(marked, actor=admin).failure
    Run.objects.update(state=RunState.RUNNING)
    work.find_lost(timestamp=0)
    assert run_of(again, actor=admin).state == RunState.FAILED


def test_a_run_without_a_job_in_the_queue_is_given_up(kinds, admin):
    kept, forgotten = ask("made.up", actor=admin), ask("made.up", actor=admin)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args ->> 'run_id' = %s", [str(forgotten)])
        cursor.execute("UPDATE jobs_run SET asked_at = asked_at - interval '1 hour'")
    work.find_lost(timestamp=0)
    assert run_of(kept, actor=admin).state == RunState.WAITING
    assert run_of(forgotten, actor=admin).state == RunState.FAILED


def test_states_only_move_as_the_table_says():
    assert all(after <= set(RunState) for after in RUN_MOVES.values())
    assert RUN_MOVES.keys() == set(RunState)


# In its place in `bin/test`: test_a_lost_run_is_taken_up_again_where_that_is_safe_and_else_marked.
@pytest.mark.whole
@pytest.mark.django_db(transaction=True)
def test_the_run_of_a_killed_worker_is_lost_at_once_and_not_before(kinds):
    admin = made.user_with_job(Role.ADMIN)
    run = ask("made.up", actor=admin)
    code = (
        "import django; django.setup(); from django.core.management import call_command; import time;"
        "from tandem.foundation.jobs import work;"
        "from tandem.foundation.outbox.management.commands.worker import Command;"
        "work.works('made.up', lambda doing: time.sleep(60)); call_command(Command())"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tandem.settings"}
    worker = subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while run_of(run, actor=admin).state == RunState.WAITING and time.monotonic() < deadline:
            pass
        work.find_lost(timestamp=0)
        assert run_of(run, actor=admin).state == RunState.RUNNING, "it is being worked on"
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    deadline = time.monotonic() + 10
    while run_of(run, actor=admin).state == RunState.RUNNING and time.monotonic() < deadline:
        work.find_lost(timestamp=0)
    found = run_of(run, actor=admin)
    assert found.state == RunState.FAILED and "was stopped" in found.failure
    # A worker that lives does what is asked next.
    work.works("made.up", lambda doing: {"rows": 1})
    after = ask("made.up", actor=admin)
    call_command(Command(), "--once")
    assert run_of(after, actor=admin).results == {"rows": 1}
