"""The measures on the demo city, each beside plain SQL over the tables the facts are made from."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from tandem.demo import city
from tandem.foundation import clock
from tandem.foundation.marts import Mart
from tandem.measures import fill
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute_all
from tandem.surfaces.insight.facts import KEPT, _reading, _source

NOW = datetime(2026, 11, 12, 18, 20, tzinfo=UTC)
PERIOD = {"start_month": "2026-10", "end_month": "2026-11", "zone": city.cast.ZONE, "now": NOW}


@pytest.fixture(scope="module")
def mart(django_db_setup, django_db_blocker, tmp_path_factory):
    found = Mart(tmp_path_factory.mktemp("mart"))
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.at(NOW):
            city.build(days=12, rehearsals=False)
            for table, kept in KEPT.items():
                for _ in fill.fill_every_month(found, table, kept.at, _source(table), NOW, reading=_reading):
                    pass
            yield found
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def results(mart):
    """Every measure of the catalogue, counted together as the first page of measures does."""
    return compute_all(CATALOGUE.values(), mart, **PERIOD)


def sql(query: str):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()


FIRST_TEAM = """
    SELECT call.received_at, first.* FROM incidents_incident call JOIN LATERAL (
        SELECT dispatched_at, arrived_at, cleared_at FROM incidents_assignment one
        WHERE one.incident_id = call.id AND (released_at IS NULL OR arrived_at IS NOT NULL)
        ORDER BY dispatched_at LIMIT 1) first ON true
    WHERE call.state <> 'linked' AND call.received_at >= '2026-10-01 06:00+00'"""
SPANS = {
    "request_to_arrival": ("received_at", "arrived_at"),
    "request_to_dispatch": ("received_at", "dispatched_at"),
    "dispatch_to_arrival": ("dispatched_at", "arrived_at"),
    "on_scene_time": ("arrived_at", "cleared_at"),
}


@pytest.mark.parametrize("id", SPANS)
def test_times(results, id):
    start, end = SPANS[id]
    minutes = f"extract(epoch FROM {end} - {start}) / 60"
    n, median, tail = sql(
        f"SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY {minutes}),"
        f" percentile_cont(0.9) WITHIN GROUP (ORDER BY {minutes}) FROM ({FIRST_TEAM}) AS calls"
        f" WHERE {end} - {start} BETWEEN interval '0' AND interval '1 day'"
        f" AND ({start} AT TIME ZONE '{city.cast.ZONE}')::time <> '00:00'"
        f" AND ({end} AT TIME ZONE '{city.cast.ZONE}')::time <> '00:00'"
    )
    result = results[id]
    assert (result.n, result.value, result.tail) == (n, pytest.approx(float(median)), pytest.approx(float(tail)))
    assert n > 20


SHARES = {
    "arrest_share": "disposition = 'arrest'",
    "hold_share": "disposition = 'involuntary_hold'",
    "ed_transport_share": "transported_to = 'emergency_department'",
}


@pytest.mark.parametrize("id", SHARES)
def test_shares_among_engaged(results, id):
    takes = "('voluntary_transport', 'involuntary_hold', 'ems_medical', 'arrest')"
    known = f"(disposition NOT IN {takes} OR transported_to <> '')" if id == "ed_transport_share" else "true"
    n, k = sql(
        f"SELECT count(*), count(*) FILTER (WHERE {SHARES[id]}) FROM encounters_encounter"
        f" WHERE closed_at IS NOT NULL AND contact_outcome = 'engaged' AND disposition <> '' AND {known}"
    )
    result = results[id]
    assert (result.n, result.numerator) == (n, k) and n > 20


def test_hours_of_teams_and_calls_in_them(results):
    hours, n, calls = sql(
        "SELECT sum(extract(epoch FROM coalesce(signed_off_at, until) - signed_on_at)) / 3600, count(*),"
        " sum((SELECT count(*) FROM incidents_assignment one WHERE one.team_id = team.id"
        " AND (released_at IS NULL OR arrived_at IS NOT NULL)))"
        f" FROM staffing_team team WHERE coalesce(signed_off_at, until) <= '{NOW.isoformat()}'"
    )
    result, rate = results["unit_hours"], results["calls_per_unit_hour"]
    assert (result.n, result.value) == (n, pytest.approx(float(hours)))
    assert rate.top == float(calls) and rate.value == pytest.approx(float(calls / hours))


def test_every_row_is_counted_or_left_out_once(mart, results):
    rows = {table: sum(mart.ledger().rows(table).values()) for table in KEPT}
    for measure in CATALOGUE.values():
        result = results[measure.id]
        counted = result.n + sum(one.count for one in result.exclusions)
        assert counted <= rows[measure.table], measure.id
        assert result.not_measurable is None or result.not_measurable.startswith("because "), measure.id
