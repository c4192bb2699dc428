"""Several measures in one pass count what each counts alone, and a query kept for a shape of period is the period's own."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from tandem.measures import keeping, passes, results
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.period import Period, StandIn
from tandem.measures.results import compute, compute_all
from tandem.measures.tests.conftest import NOW, ZONE
from tests.short import few

SPAN = {"start_month": "2026-01", "end_month": "2026-11", "zone": ZONE, "now": NOW}


@pytest.fixture
def filled(facts):
    """Rows with all kinds of holes, the same each time."""
    chance = random.Random(7)

    def some(*values):
        return chance.choice([None, *values])

    for i in range(120):
        at = NOW - timedelta(days=chance.uniform(0, 300))
        facts.call(at, some(5.0, 30.0, -2.0, 1500.0), recommended=some("team_alone", "phone_988"), cleared_at=some(at))
        facts.encounter(
            at, some("engaged", "engaged", "declined"), person=some("a", "b", f"p{i}"), incident=f"i{i}",
            disposition=some("arrest", "safety_plan", "involuntary_hold"), held=some(True, False), needs=some(True, False),
            distress_before=some(8, 3), distress_after=some(2, 9), force=some("none", "hands"), calmed=some(0, 2),
        )  # fmt: skip
        facts.referral(at, some(timedelta(days=3), timedelta(days=40)), person=some("a", "b"), warm=some(True, False))
        facts.followup(at, some(timedelta(days=1), timedelta(days=5)), some("first", "week") or "month")
        facts.intervention(at, worked=some("yes", "no"), after=some(2, 9))
        facts.answer(at, some("well", "badly", "other") or "mixed")
        facts.shift(at, some(8.0, -1.0, 20.0), chance.randrange(4), some(30.0, 60.0))
        facts.transfer(at, officer_free=some(20, 90), officer_came=some(True, False))
    return facts.fill()


@pytest.mark.fuzz
def test_all_at_once_is_what_each_is_alone_and_what_plain_grouping_counts(filled):
    some = few(list(CATALOGUE.items()), 6)
    together = compute_all([measure for _id, measure in some], filled, **SPAN)
    assert list(together) == [id for id, _measure in some]
    period = Period.of("2026-01", "2026-11", zone=ZONE, as_of=NOW)
    for id, measure in some:
        result = together[id]
        rows = passes.rows_of(measure, filled, period, "real")
        plain = rows.group_by("excluded").aggregate(n=rows.count(), k=rows.in_numerator.sum())
        by_reason = {line["excluded"]: (line["n"], line["k"]) for line in filled.run(plain).to_pylist()}
        assert (result.n, result.numerator) == by_reason.get(None, (0, 0)), id
        assert {e.id: e.count for e in result.exclusions if e.count} == {
            reason: n for reason, (n, _) in by_reason.items() if reason
        }, id
        for count in measure.counts:
            (line,) = filled.run(rows.aggregate(n=rows[count.column].sum())).to_pylist()
            assert result.counts[count.id] == (line["n"] or 0), (id, count.id)
        if measure.parts:
            parts = rows.filter(rows.in_denominator).group_by("part").aggregate(n=lambda t: t.count())
            counted = {line["part"]: line["n"] for line in filled.run(parts).to_pylist()}
            assert {p.id: p.count for p in result.parts if p.count} == counted, id
    id, measure = some[1]
    one = compute(measure, filled, **SPAN)
    assert (one.value, one.months) == (together[id].value, together[id].months)


@pytest.mark.fuzz
@pytest.mark.parametrize(("first", "last"), [("2026-10", "2026-10"), ("2025-12", "2026-11")])
def test_a_query_made_for_the_shape_of_a_period_is_the_periods_own(first, last):
    as_of = datetime(2026, 11, 22, 12, 3, 4, 56789, tzinfo=UTC)
    period = Period.of(first, last, zone=ZONE, as_of=as_of)
    shape = StandIn.of(period)
    some = tuple(few(list(CATALOGUE.values())[::7], 2))
    stood_in, own = passes.made(some, shape.period, "real"), passes.made(some, period, "real")
    assert [shape.real(one.sql(some)) for one in stood_in] == [one.sql(some) for one in own]
    later = Period.of(first, last, zone=ZONE, as_of=as_of + timedelta(minutes=10))
    assert StandIn.of(later) == shape and len(passes.made(some, period, "real")) < len(some)


def test_the_texts_of_the_whole_catalogue_are_made_once_for_all_processes(facts, monkeypatch):
    some = dict(list(CATALOGUE.items())[2:30:9])
    for module in (passes, results):
        monkeypatch.setattr(module, "CATALOGUE", some)

    def another_process(made=None):
        monkeypatch.setattr(passes, "_wholes", {})
        passes._kept.cache_clear()
        monkeypatch.setattr(passes, "made", made)

    def all_of_it():
        return compute_all(some.values(), mart, **SPAN)

    facts.call(NOW - timedelta(days=2))
    mart, making = facts.fill(), passes.made
    another_process(making)
    first = all_of_it()
    another_process()
    assert all_of_it() == first
    another_process()
    assert compute(CATALOGUE["loop_closed_14_days"], mart, **SPAN) == first["loop_closed_14_days"]
    # What is broken, or was made by another release, is not there; it is made again by whoever asks for all of it.
    (kept,) = (mart.folder / keeping.FOLDER).glob("queries-*")
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.write_text("{")
    another_process()
    with pytest.raises(TypeError):
        all_of_it()
    another_process(making)
    assert all_of_it() == first and kept.read_text() != "{"
    monkeypatch.setattr(keeping, "made_by", lambda: "the next release")
    another_process()
    with pytest.raises(TypeError):
        all_of_it()


def test_a_period_of_very_many_months_is_asked_without_stand_ins(facts):
    assert StandIn.of(Period.of("2010-01", "2026-11", zone=ZONE, as_of=NOW)) is None
    facts.call(NOW - timedelta(days=2))
    result = compute(CATALOGUE["request_to_arrival"], facts.fill(), **{**SPAN, "start_month": "2010-01"})
    assert (result.n, len(result.months)) == (1, 203)
