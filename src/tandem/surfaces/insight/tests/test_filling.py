"""What an act sets off: the worker delivers its event, and the touched month is filled again, once for a burst."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from tandem.domain.incidents.actions import correct
from tandem.domain.people.actions import describe
from tandem.foundation import clock, outbox
from tandem.foundation.marts import Mart, month_of
from tandem.foundation.outbox.management.commands import worker
from tandem.measures import fill
from tandem.measures.tables import TABLES
from tandem.surfaces.insight import facts as filling
from tandem.vocabulary.terms import Role
from tests.made import call, organization, person, sent, team, user_with_job


def work():
    """Deliver what waits, then run what waited a moment."""
    for _ in range(2):
        call_command(worker.Command(), "--once")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")


def jobs(task):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'", [task])
        return cursor.fetchone()[0]


@pytest.fixture
def rows(settings, tmp_path):
    settings.MART_DIR = tmp_path / "marts"
    return lambda: filling.mart().ledger().rows("incidents")


# In its place in `bin/test`: the next one without the worker's own process, and the worker's test in `outbox`.
@pytest.mark.whole
@pytest.mark.django_db(transaction=True)
def test_a_call_reaches_the_mart_by_the_worker(rows):
    agency = organization("police")
    for _ in range(3):
        call(agency=agency)
    call_command(worker.Command(), "--once")
    assert jobs("tandem.facts.fill_month") == 6, (
        "a burst fills its month of calls, decisions, encounters, ways used, shifts and drawn calls once"
    )
    work()
    work()
    assert rows() == {month_of(clock.now()): 3}


@pytest.mark.django_db
def test_a_burst_of_calls_fills_each_month_it_touches_once(rows):
    agency = organization("police")
    for _ in range(3):
        call(agency=agency)
    for job in done("tandem.outbox.deliver"):
        outbox.deliver(**job)
    waiting = done("tandem.facts.fill_month")
    assert sorted(one["table"] for one in waiting) == [
        "decisions", "encounters", "incidents", "interventions", "shifts", "trials",
    ]  # fmt: skip
    for job in waiting:
        filling.fill_month(**job)
    assert rows() == {month_of(clock.now()): 3}


# In its place in `bin/test`: test_months_filled_as_events_tell_are_what_filling_everything_comes_to.
@pytest.mark.whole
@pytest.mark.django_db(transaction=True)
def test_a_corrected_time_leaves_one_month_and_enters_another(rows):
    agency = organization("police")
    first, right = datetime(2026, 3, 31, 23, tzinfo=UTC), datetime(2026, 2, 1, 5, tzinfo=UTC)
    incident = call(agency=agency, received_at=first)
    work()
    work()
    officer = user_with_job(Role.OFFICER, of=agency)
    correct(incident, actor=officer, field="received_at", value=right, reason="Typed wrong")
    work()
    work()
    held = {month: count for month, count in rows().items() if count}
    assert held == {"2026-02": 1}


@pytest.mark.django_db
def test_the_command_fills_every_month_and_empties_what_is_gone(rows, settings):
    agency = organization("police")
    for month in (1, 3):
        call(agency=agency, received_at=datetime(2026, month, 5, tzinfo=UTC))
    out = StringIO()
    call_command("fill_facts", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["incidents"], told["encounters"], told["referrals"]) == (2, 0, 0)
    assert rows() == {"2026-01": 1, "2026-03": 1}
    assert filling.mart().ledger().filled_to("encounters") is not None


def test_pseudonyms_depend_on_the_installation(settings):
    def key(secret):
        settings.SECRET_KEY = secret
        return filling._source("incidents").args[0]("person", "x")

    assert key("one") != key("two")
    assert key("one") == key("one")


def done(task: str) -> list[dict]:
    """The jobs of a task that wait, taken off the queue of this test's own transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE status = 'todo' AND task_name = %s RETURNING args",
            [task],
        )
        return [json.loads(args) if isinstance(args, str) else args for (args,) in cursor.fetchall()]


def told_and_filled() -> None:
    """Every event that waits is told, and every month that it touched is filled again."""
    for job in done("tandem.outbox.deliver"):
        outbox.deliver(**job)
    for job in done("tandem.facts.fill_month"):
        filling.fill_month(**job)


def everything(mart: Mart) -> dict[str, list[tuple]]:
    found = {}
    for table, words in TABLES.items():
        mart.read(table, words.schema)
        lines = mart.ask(f'SELECT * FROM "{table}"', [table]).to_pylist()
        found[table] = sorted(tuple(map(str, line.values())) for line in lines)
    return found


@pytest.mark.django_db
def test_months_filled_as_events_tell_are_what_filling_everything_comes_to(rows, tmp_path, monkeypatch):
    march, february = datetime(2026, 3, 31, 23, tzinfo=UTC), datetime(2026, 2, 1, 5, tzinfo=UTC)
    agency = organization("police")
    officer, clinician = user_with_job(Role.OFFICER, of=agency), user_with_job(Role.CLINICIAN)
    somebody = person(clinician, given_name="Alex", family_name="Made", gender="woman")
    incident = call(somebody, agency=agency, received_at=march)
    told_and_filled()
    sent(incident, team(officer, clinician))
    told_and_filled()
    describe(actor=clinician, person_id=somebody, gender="man", language="es")
    told_and_filled()
    correct(incident, actor=officer, field="received_at", value=february, reason="Typed wrong")
    told_and_filled()

    def whole(name: str) -> dict[str, list[tuple]]:
        other = Mart(tmp_path / name)
        for table, kept in filling.KEPT.items():
            for _month, _rows in fill.fill_every_month(
                other, table, kept.at, filling._source(table), clock.now(), reading=filling._reading
            ):
                pass
        return everything(other)

    month_by_month = everything(filling.mart())
    assert month_by_month == whole("whole")
    assert [len(month_by_month[table]) for table in ("incidents", "decisions", "shifts")] == [1, 1, 1]
    # Planted: a correction that names only the month it enters leaves the row in the one it left too.
    monkeypatch.setattr(filling, "months_of", lambda *_subjects: {"2026-03"})
    correct(incident, actor=officer, field="received_at", value=march, reason="Was right")
    told_and_filled()
    assert [len(month_by_month["incidents"]), len(everything(filling.mart())["incidents"])] == [1, 2]
