"""After a fill the worker counts what the first page shows, so that the page reads it and asks nothing of the facts."""

from datetime import timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from tandem.foundation import clock
from tandem.foundation.marts import Mart, month_of
from tandem.foundation.organizations.program import zone
from tandem.foundation.outbox.management.commands import worker
from tandem.measures import passes
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute
from tandem.measures.tables import INCIDENTS
from tandem.surfaces.insight import ahead, front, kept, periods, steps
from tandem.surfaces.insight.tests.conftest import signed_in
from tandem.vocabulary.terms import Role
from tests.made import user_with_job

# Making the queries of sixty measures takes seconds; that all of them are counted is seen by their names.
SOME = ("contact_outcome_mix", "arrest_share")

COUNT = "tandem.facts.count_ahead"


class Asked(Exception):
    """A page asked the facts."""


def _refuse(*_query):
    raise Asked


@pytest.fixture
def page(facts, noon, monkeypatch):
    """A small mart, and its first page as a process shows it that counted nothing itself and may ask nothing."""
    monkeypatch.setattr(front, "FIRST", SOME)
    for module in (ahead, passes):
        monkeypatch.setattr(module, "CATALOGUE", {id: CATALOGUE[id] for id in SOME})
    monkeypatch.setattr(passes, "_wholes", {})
    for i in range(40):
        at = noon - timedelta(minutes=i)
        facts.call(at)
        facts.encounter(at, "engaged" if i % 4 else "declined", person=f"p{i}")
    facts.fill()
    desk = signed_in(user_with_job(Role.CLINICAL_SUPERVISOR))

    def shown() -> str:
        kept._kept.clear()
        with pytest.MonkeyPatch.context() as patched:
            for name in ("ask", "lines", "run"):
                patched.setattr(Mart, name, _refuse)
            return desk.get("/measures/").content.decode()

    return shown


def test_after_a_fill_the_worker_counts_all_measures_ahead(facts, monkeypatch):
    app.tasks["tandem.facts.fill_month"](table=INCIDENTS, month=month_of(clock.now()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT queueing_lock FROM procrastinate_jobs WHERE task_name = %s", [COUNT])
        assert cursor.fetchall() == [("count ahead",)]
    asked = []
    monkeypatch.setattr(ahead.kept, "compute_all", lambda measures, *_mart, **_span: asked.extend(measures) or asked)
    monkeypatch.setattr(ahead.steps, "counted", lambda *_told: None)
    prepared = []
    monkeypatch.setattr(
        ahead, "prepare", lambda _mart, **span: prepared.append((span["start_month"], span["end_month"]))
    )
    assert ahead.count() == len(CATALOGUE) and asked == list(CATALOGUE.values())
    assert prepared == [(one.start, one.end) for one in periods.stretches(clock.now(), zone())]


def test_a_worker_that_starts_counts_what_a_new_release_has_not(db):
    for _ in range(2):
        worker.store_first_jobs()
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, queueing_lock FROM procrastinate_jobs")
        assert cursor.fetchall() == [(COUNT, "count ahead")]


def test_no_page_makes_queries_once_the_worker_has_counted(page, facts, monkeypatch):
    app.tasks[COUNT]()
    monkeypatch.setattr(passes, "_wholes", {})
    passes._kept.cache_clear()
    monkeypatch.setattr(passes, "made", None)
    counts = {}
    for one in periods.stretches(clock.now(), zone()):
        span = {"start_month": one.start, "end_month": one.end, "zone": str(zone()), "now": clock.now()}
        counts[one.id] = compute(CATALOGUE[SOME[0]], facts.mart, **span).n
    assert counts == {"month": 40, "last": 0, "6": 40, "12": 40, "24": 40}


def test_the_first_page_after_a_fill_asks_nothing_of_the_facts(page, facts, noon):
    with pytest.raises(Asked):
        page()
    app.tasks[COUNT]()
    shown = page().partition("Where people fall out")
    assert "30 of 40" in shown[0] and ">40<" in shown[2] and "declined 10" in shown[2]
    # What another process reads is what was counted.
    month = noon.strftime("%Y-%m")
    span = {"start_month": month, "end_month": month, "zone": "America/New_York", "now": clock.now()}
    first = steps.counted(facts.mart, span)
    kept._kept.clear()
    assert steps.counted(facts.mart, span) == first and first.step("engaged").n == 30
    # Other facts are counted anew.
    facts.call(noon)
    facts.fill()
    with pytest.raises(Asked):
        page()


def test_a_worker_that_leaves_the_way_out_is_found_out(page, monkeypatch):
    """The fault these tests guard against: the measures are counted ahead, and the page still asks for the way."""
    with monkeypatch.context() as patched:
        patched.setattr(ahead.steps, "counted", lambda *_told: None)
        app.tasks[COUNT]()
    with pytest.raises(Asked):
        page()
