"""The same expressions on two engines. What Spark itself answers is in `tests/spark/`, run by `bin/test --long spark`."""

from dataclasses import replace
from datetime import UTC, datetime

from tandem.foundation.marts import spark
from tandem.foundation.marts.ledger import Ledger
from tandem.foundation.marts.reading import Facts
from tandem.measures import twin
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute_all

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OVER = {"start_month": "2026-10", "end_month": "2026-11", "zone": "America/New_York", "now": NOW}


class Nothing(Facts):
    """Facts as expressions alone."""

    def ledger(self):
        return Ledger()


def test_every_measure_is_spark_sql():
    asked = twin.ask(CATALOGUE.values(), Nothing(), "month", **OVER)
    assert {measure.id for one in asked for measure in one.measures} == set(CATALOGUE)
    for one in asked:
        text = spark.sql(one.expression)
        assert "GROUP BY" in text
        # The name that only DuckDB has.
        assert "EPOCH_US" not in text.upper()


def test_the_twin_counts_what_the_page_shows(facts):
    for number in range(30):
        at = datetime(2026, 11, 1 + number % 20, 9, tzinfo=UTC)
        facts.call(at, minutes=5.0 + number, cleared_at=at.replace(hour=11), recorded_at=at, recommended="team_alone")
        facts.encounter(at, person=f"p{number % 9}", disposition="safety_plan")
        facts.shift(at, hours=7.5 + number / 10, calls=number % 4)
    mart = facts.fill(to=NOW)
    some = [CATALOGUE[one] for one in ("request_to_arrival", "disposition_mix", "calls_per_unit_hour", "unit_hours")]
    pages, told = compute_all(some, mart, **OVER), twin.told(some, mart, **OVER)
    for measure in some:
        page, own = pages[measure.id], told[measure.id][()]
        assert page.n and (own.n, own.counts["k"]) == (page.n, page.numerator)
        assert own.counts | {f"count_{name}": n for name, n in page.counts.items()} == own.counts
        assert own.counts | {f"left_{one.id}": one.count for one in page.exclusions} == own.counts
        assert own.counts | {f"part_{one.id}": one.count for one in page.parts} == own.counts
        assert abs(own.value - page.value) <= twin.NEAR * page.value and own.tail == page.tail


def test_a_difference_is_found():
    one = {("2026-11",): twin.Figures({"n": 20, "k": 5}, 0.25)}
    assert twin.difference(one, dict(one)).equal
    near = {("2026-11",): replace(one[("2026-11",)], value=0.25 * (1 + 1e-12))}
    assert twin.difference(one, near).equal
    # Planted: one row more, a last digit that is not one, a value missing, a month missing.
    for wrong in (
        {("2026-11",): twin.Figures({"n": 20, "k": 6}, 0.25)},
        {("2026-11",): twin.Figures({"n": 20, "k": 5}, 0.25 * (1 + 1e-8))},
        {("2026-11",): twin.Figures({"n": 20, "k": 5}, None)},
        {},
    ):
        assert not twin.difference(one, wrong).equal
        assert not twin.difference(wrong, one).equal
