"""Hours, rates and medians have control charts too: a planted month is found, a plain year is not, few months have none."""

from datetime import UTC, datetime

from tandem.measures import control
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.chart import chart
from tandem.measures.results import compute, each
from tandem.measures.tests.conftest import NOW, ZONE

SPAN = {"start_month": "2025-12", "end_month": "2026-11", "zone": ZONE, "now": NOW}
MONTHS = [(2025, 12), *((2026, month) for month in range(1, 12))]


def shifts(facts, heavy=None):
    """A shift a day, eight hours and two calls with a little to and fro; in the `heavy` month four calls each."""
    for year, month in MONTHS:
        for day in range(1, 22):
            calls = 4 if month == heavy else 1 + (day + month) % 3
            facts.shift(datetime(year, month, day, 13, tzinfo=UTC), 8.0 + (day % 2) + (month % 3) / 10, calls)
    return facts.fill()


def test_a_rate_has_a_u_chart_over_its_hours_and_a_heavy_month_stands_out(facts):
    result = compute(CATALOGUE["calls_per_unit_hour"], shifts(facts, heavy=6), **SPAN)
    assert result.control.kind == control.U
    assert {m.month.id: m.outside for m in result.months if m.outside} == {"2026-06": "above"}
    assert "Only June 2026 is higher than chance explains." in result.sentence
    drawn = chart(result)
    assert any(path.kind == "band" for path in drawn.paths) and "u chart" in drawn.legend
    assert any("Jun 2026" in label.text for label in drawn.labels)


def test_hours_are_charted_by_the_day_and_only_whole_months_are_judged(facts):
    result = compute(CATALOGUE["unit_hours"], shifts(facts), **SPAN)
    assert result.control.kind == control.X and result.months[-1].so_far and result.months[-1].limits is None
    january, february = result.months[1].limits, result.months[2].limits
    assert abs(january[1] / 31 - february[1] / 28) < 0.01
    assert "No month differs by more than chance explains." in result.sentence
    half = each(CATALOGUE["unit_hours"], facts.mart, result.n, **SPAN)
    assert 8.0 <= half.median_interval.low <= half.median <= half.median_interval.high <= half.tail <= 9.2
    assert each(CATALOGUE["unit_hours"], facts.mart, 19, **SPAN) is None


def test_a_month_of_slow_arrivals_stands_out_of_the_medians_and_few_months_have_no_limits(facts):
    for year, month in MONTHS:
        for day in range(1, 22):
            wait = 40 if month == 8 else 12 + (day + month) % 4 + month % 3 / 2
            facts.call(datetime(year, month, day, 13, 1, tzinfo=UTC), wait)
    mart = facts.fill()
    result = compute(CATALOGUE["request_to_arrival"], mart, **SPAN)
    assert {m.month.id for m in result.months if m.outside} == {"2026-08"}
    assert "Only August 2026 is higher than chance explains." in result.sentence
    short = compute(CATALOGUE["request_to_arrival"], mart, **{**SPAN, "start_month": "2026-07"})
    assert short.control is None and "from 6 whole months on" in chart(short).legend
    assert all(m.limits is None for m in short.months)
