from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute, rows
from tandem.measures.tables import FOLLOWUPS
from tandem.measures.tests.conftest import NOW, ZONE, Facts
from tandem.vocabulary.followups import Window
from tandem.vocabulary.surveys import AskedOf, Question
from tests.short import few, tries

ARRIVAL = CATALOGUE["request_to_arrival"]
MIX = CATALOGUE["contact_outcome_mix"]
LOOP = CATALOGUE["loop_closed_14_days"]
REPEAT = CATALOGUE["repeat_contact_30_days"]
PERIOD = {"start_month": "2026-01", "end_month": "2026-11", "zone": ZONE, "now": NOW}
DAY = timedelta(days=1)


def at(month, day=5, hour=15, minute=30):
    return datetime(2026, month, day, hour, minute, 1, tzinfo=UTC)


def left_out(result):
    return {e.id: e.count for e in result.exclusions if e.count}


@pytest.mark.fuzz
@pytest.mark.parametrize("measure", few([*CATALOGUE.values()], every=8), ids=lambda measure: measure.id)
def test_an_empty_mart_is_not_measurable_and_not_zero(facts, measure):
    result = compute(measure, facts.mart, **PERIOD)
    assert result.value is None and result.interval is None
    assert result.not_measurable.startswith("because no ")
    assert result.sentence.startswith("Not measurable yet, because")
    assert all(month.gap for month in result.months)
    assert set(result.counts.values()) == {0}
    filled = compute(measure, facts.fill(), **PERIOD)
    assert "were received between January 2026 and November 2026" in filled.not_measurable


@pytest.mark.parametrize("measure", CATALOGUE.values(), ids=lambda measure: measure.id)
def test_a_measure_says_all_that_it_must(measure):
    assert measure.question.endswith("?")
    assert measure.numerator and measure.denominator and measure.exclusions and measure.source and measure.method
    reasons, shown = {e.id for e in measure.exclusions}, {c.id for c in measure.counts} | set(measure.parts or ())
    assert len(reasons) == len(measure.exclusions) and not reasons & shown, "a drill names a part by its id"


def test_one_row_is_a_count_and_no_percentage(facts):
    facts.call(at(10))
    facts.encounter(at(10))
    mart = facts.fill()
    for measure, count in ((ARRIVAL, "arrivals"), (MIX, "encounters")):
        result = compute(measure, mart, **PERIOD)
        assert (result.n, result.value, result.interval, result.few) == (1, None, None, True)
        assert result.counts[count] == 1
        assert result.sentence.startswith("1 counted. Under 20 there is a count and no")
        assert result.not_measurable is None


def test_minutes_are_a_median_and_a_ninetieth_percentile_with_order_statistic_intervals(facts):
    for minutes in range(1, 101):
        facts.call(at(10, 1 + minutes % 28), minutes)
    result = compute(ARRIVAL, facts.fill(), **PERIOD)
    assert result.n == result.counts["arrivals"] == 100
    assert result.value == pytest.approx(50.5)
    assert (result.interval.low, result.interval.high) == pytest.approx((40, 61))
    assert result.tail == pytest.approx(90.1)
    assert (result.tail_interval.low, result.tail_interval.high) == pytest.approx((84, 96))
    october = result.months[9]
    assert (october.value, october.tail, october.n) == (pytest.approx(50.5), pytest.approx(90.1), 100)
    assert "Half of the teams were there within 50 minutes, nine in ten within 90" in result.sentence


def test_impossible_times_are_set_aside_counted_and_listed(facts):
    for _ in range(30):
        facts.call(at(10))
    early = facts.call(at(10), -5)
    late = facts.call(at(10), 24 * 60 + 1)
    facts.call(at(10), 24 * 60)
    received = facts.call(datetime(2026, 10, 7, 4, tzinfo=UTC))
    arrived = facts.call(datetime(2026, 10, 7, 3, 55, tzinfo=UTC), 5)
    facts.call(at(10), None)
    mart = facts.fill()
    result = compute(ARRIVAL, mart, **PERIOD)
    assert result.n == 31
    assert left_out(result) == {"no_arrival": 1, "date_only": 2, "negative": 1, "over_a_day": 1}
    assert result.impossible == 4
    listed = rows(ARRIVAL, mart, **PERIOD, part="impossible").rows
    assert {row.record: row.kind for row in listed} == {
        early.record: "negative",
        late.record: "over_a_day",
        received.record: "date_only",
        arrived.record: "date_only",
    }
    assert "4 times that can't be right: set aside, not averaged, not deleted." in result.missing
    page = rows(ARRIVAL, mart, **PERIOD, part="impossible", page=2, size=3)
    assert (page.total, page.pages, len(page.rows)) == (4, 2, 1)


@pytest.mark.parametrize(("day", "hour"), [((3, 8), 5), ((3, 9), 4), ((11, 1), 4), ((11, 2), 5)])
def test_midnight_is_the_agencys_on_the_days_the_clock_changes(facts, day, hour):
    facts.call(datetime(2026, *day, hour, tzinfo=UTC))
    facts.call(datetime(2026, *day, hour + 1, 0, 1, tzinfo=UTC))
    assert left_out(compute(ARRIVAL, facts.fill(), **PERIOD)) == {"date_only": 1}


def test_a_month_is_the_agencys_month(facts):
    last_of_october = datetime(2026, 11, 1, 3, 59, 59, tzinfo=UTC)
    for _ in range(20):
        facts.call(last_of_october)
    facts.call(last_of_october + timedelta(seconds=2))
    # The clock goes back on November 1: the hour is lived twice, in one month.
    facts.call(datetime(2026, 11, 1, 5, 30, 1, tzinfo=UTC))
    facts.call(datetime(2026, 11, 1, 6, 30, 1, tzinfo=UTC))
    mart = facts.fill()
    months = {m.month.id: m.n for m in compute(ARRIVAL, mart, **PERIOD).months}
    assert (months["2026-10"], months["2026-11"]) == (20, 3)
    tokyo = compute(ARRIVAL, mart, **{**PERIOD, "zone": "Asia/Tokyo"})
    assert {m.month.id: m.n for m in tokyo.months}["2026-11"] == 23
    one = compute(ARRIVAL, mart, **{**PERIOD, "start_month": "2026-10", "end_month": "2026-10"})
    assert one.n == 20


def test_the_same_minutes_across_the_change_of_clock_are_elapsed_minutes(facts):
    for _ in range(20):
        facts.call(datetime(2026, 11, 1, 5, 50, 1, tzinfo=UTC), 20)
    assert compute(ARRIVAL, facts.fill(), **PERIOD).value == pytest.approx(20)


def test_the_mix_counts_each_outcome_and_leaves_out_the_unknown(facts):
    for outcome, count in {"engaged": 30, "declined": 15, "unable_to_locate": 5, None: 4, "made_up": 1}.items():
        for _ in range(count):
            facts.encounter(at(10), outcome)
    facts.encounter(at(10), closed_at=None)
    mart = facts.fill()
    result = compute(MIX, mart, **PERIOD)
    assert (result.n, result.numerator, result.value) == (50, 30, 0.6)
    assert (result.interval.low, result.interval.high) == pytest.approx((0.4618, 0.7239), abs=5e-5)
    assert left_out(result) == {"not_closed": 1, "unknown_outcome": 5}
    assert {part.label: part.count for part in result.parts if part.count} == {
        "Engaged": 30,
        "Declined": 15,
        "Couldn't find them": 5,
    }
    assert sum(part.share for part in result.parts) == pytest.approx(1)
    assert rows(MIX, mart, **PERIOD, part="declined").total == 15
    assert rows(MIX, mart, **PERIOD, part="numerator").total == 30


def test_a_loop_counts_fourteen_days_after_it_was_sent(facts):
    facts.referral(at(10), 14 * DAY)
    facts.referral(at(10), 14 * DAY + timedelta(seconds=1))
    facts.referral(at(10))
    facts.referral(at(10), sent_at=None, state="not_sent")
    facts.referral(at(10), -DAY)
    facts.referral(NOW - timedelta(hours=1), timedelta(minutes=5))
    facts.referral(NOW - 14 * DAY)
    result = compute(LOOP, facts.fill(), **PERIOD)
    assert (result.n, result.numerator) == (4, 1)
    assert left_out(result) == {"never_sent": 1, "closed_before_sent": 1, "too_recent": 1}
    assert result.counts == {"referrals": 4, "in_time": 1, "closed_total": 3}


def test_follow_up_is_known_only_as_far_as_the_mart_is_filled(facts):
    facts.referral(NOW - 15 * DAY)
    result = compute(LOOP, facts.fill(to=NOW - 2 * DAY), **PERIOD)
    assert left_out(result) == {"too_recent": 1}
    assert result.not_measurable == (
        "because the only referral was left out; "
        "the first that may count will have been watched long enough on November 21, 2026"
    )
    assert any(said.startswith("Filled to November 20, 2026, 07:00") for said in result.missing)


def test_a_repeat_is_another_call_of_the_same_person_within_thirty_days(facts):
    start = at(5)
    facts.encounter(start, person="a", incident="1")
    facts.encounter(start + timedelta(minutes=5), person="a", incident="1")
    facts.encounter(start + 30 * DAY, "declined", person="a", incident="2")
    facts.encounter(start, person="b", incident="3")
    facts.encounter(start + 30 * DAY + timedelta(seconds=1), person="b", incident="4")
    facts.encounter(start, incident="5")
    facts.encounter(start + DAY, incident="6")
    facts.encounter(NOW - 29 * DAY, person="c")
    mart = facts.fill()
    result = compute(REPEAT, mart, **PERIOD)
    assert (result.n, result.numerator) == (4, 2)
    assert left_out(result) == {"not_engaged": 1, "unknown_person": 2, "too_recent": 1}
    assert {row.record for row in rows(REPEAT, mart, **PERIOD, part="repeats").rows} == {"e00000", "e00001"}


def test_the_look_ahead_passes_the_end_of_the_period(facts):
    facts.encounter(at(9, 29), person="a", incident="1")
    facts.encounter(at(10, 5), person="a", incident="2")
    result = compute(REPEAT, facts.fill(), **{**PERIOD, "end_month": "2026-09"})
    assert (result.n, result.numerator) == (1, 1)


@pytest.mark.fuzz
@pytest.mark.parametrize("measure", few([*CATALOGUE.values()], every=8), ids=lambda measure: measure.id)
def test_all_left_out_is_not_measurable(facts, measure):
    for _ in range(3):
        facts.call(at(10), None, dispatched_at=None)
        facts.encounter(at(10), None)
        facts.referral(at(10), sent_at=None, state="made_up", need="made_up")
        facts.shift(at(10), None)
        facts.transfer(at(10), officer_came=False)
        facts.intervention(at(10), contact_outcome="declined")
        for window in Window:
            facts.followup(at(10), window=window, days=60)
        for who in AskedOf:
            for question in Question:
                facts.answer(at(10), "made_up", question, who)
    result = compute(measure, facts.fill(), **PERIOD)
    assert result.n == 0 and result.value is None
    # Three windows of each follow-up are owed.
    all_of = 9 if measure.table == FOLLOWUPS else 3
    assert result.not_measurable.startswith(f"because all {all_of} ")
    october = result.months[9]
    assert (october.gap, october.value, october.note) == (False, None, f"None counted: all {all_of} left out.")


def test_worlds_are_never_mixed(facts):
    facts.call(at(10))
    facts.call(at(10), world="simulated")
    facts.call(at(10), world="simulated")
    mart = facts.fill()
    assert compute(ARRIVAL, mart, **PERIOD).n == 1
    assert compute(ARRIVAL, mart, **PERIOD, world="simulated").n == 2
    assert compute(ARRIVAL, mart, **PERIOD, world="rehearsed").not_measurable


def test_a_live_call_adds_one_to_each(facts):
    def counts(mart):
        found = {measure.id: compute(measure, mart, **PERIOD) for measure in (ARRIVAL, MIX, LOOP)}
        mix, loop = found["contact_outcome_mix"], found["loop_closed_14_days"]
        return found["request_to_arrival"].counts["arrivals"], mix.n, mix.numerator, loop.counts["closed_total"]

    facts.call(at(10))
    facts.encounter(at(10))
    facts.referral(at(10), DAY)
    before = counts(facts.fill())
    facts.call(NOW - timedelta(minutes=50))
    facts.encounter(NOW - timedelta(minutes=40), closed_at=NOW - timedelta(minutes=3))
    facts.referral(NOW - timedelta(minutes=10), timedelta(minutes=5))
    assert counts(facts.fill()) == tuple(n + 1 for n in before)


def monthly(facts, shares, n=50):
    """Referrals by month from January: `shares` holds how many of n closed, or None for a month without data."""
    for month, closed in enumerate(shares, 1):
        for i in range(n if closed is not None else 0):
            facts.referral(at(month, 1 + i % 5), DAY if i < closed else None)
    return compute(LOOP, facts.fill(), **PERIOD)


def test_missing_months_are_gaps_and_the_sentence_names_the_odd_one(facts):
    result = monthly(facts, [30, 29, 31, 12, None, None, 30, 28, 31, 30])
    assert [m.month.id for m in result.months if m.gap] == ["2026-05", "2026-06", "2026-11"]
    assert [m.outside for m in result.months if m.outside] == ["below"]
    assert result.sentence == "The share over all months is 55 %. Only April 2026 is lower than chance explains."
    assert result.missing[0] == "No data for May 2026, June 2026 and November 2026. Shown as gaps, not as zero."
    assert all(m.note == "No data received." for m in result.months if m.gap)


def test_a_steady_share_is_said_to_be_steady(facts):
    assert monthly(facts, [30, 29, 31, 30]).sentence == (
        "The share has stayed near 60 % for 4 months. No month differs by more than chance explains."
    )


def test_runs_are_a_change_from_eight_on(facts):
    said = compute_run(facts, 5)
    assert said.endswith("5 months above the mean are not yet a change; 8 would be.")


def test_eight_months_on_one_side_are_a_change(facts):
    said = compute_run(facts, 8)
    assert said == "The last 8 months all lie above the mean of 58 %: more than chance explains."


def test_months_that_stand_out_only_together_are_named(facts):
    said = monthly(facts, [25, 25, 25, 25, 25, 38, 25, 25, 37, 37, 25]).sentence
    assert said.startswith("The share over all months is 57 %. August 2026 to October 2026 are together higher")
    assert "than chance explains: two of three in a row beyond" in said


def compute_run(facts, run):
    """A run that reaches the newest month of the period, October."""
    shares = [26] * (10 - run) + [30 if i % 2 else 29 for i in range(run)]
    for month, closed in enumerate(shares, 1):
        for i in range(50):
            facts.referral(at(month, 1 + i % 5), DAY if i < closed else None)
    return compute(LOOP, facts.fill(), **{**PERIOD, "end_month": "2026-10"}).sentence


def test_small_months_have_a_count_and_no_percentage(facts):
    result = monthly(facts, [10] * 10, n=19)
    assert result.value == pytest.approx(10 / 19)
    assert {m.value for m in result.months} == {None}
    assert result.months[0].note == "19, too few for a number."
    assert "One month alone" in result.sentence


def test_rows_follow_the_number_by_month(facts):
    result = monthly(facts, [10, 12])
    mart = facts.mart
    for part, wanted in (("denominator", 50), ("numerator", 12), ("closed_total", 12)):
        page = rows(LOOP, mart, **PERIOD, part=part, month="2026-02", size=20)
        assert page.total == wanted
        assert {row.month for row in page.rows} == {"2026-02"}
    every = [
        row.record
        for number in range(1, 6)
        for row in rows(LOOP, mart, **PERIOD, part="denominator", page=number, size=25).rows
    ]
    assert len(every) == len(set(every)) == result.n == 100


@pytest.mark.parametrize(
    "wrong", [{"part": "nothing"}, {"page": 0}, {"start_month": "2026-12"}, {"start_month": "now"}]
)
def test_a_question_that_makes_no_sense_is_refused(facts, wrong):
    with pytest.raises(ValueError):
        rows(LOOP, facts.fill(), **{**PERIOD, **wrong})


def test_months_not_begun_are_not_shown(facts):
    result = compute(LOOP, facts.fill(), **{**PERIOD, "end_month": "2027-03"})
    assert result.months[-1].month.id == "2026-11"
    assert result.months[-1].so_far


instants = st.datetimes(datetime(2025, 12, 1), datetime(2026, 12, 20), timezones=st.just(UTC))


@settings(max_examples=tries(12), deadline=None)
@given(
    calls=st.lists(st.tuples(instants, st.none() | st.floats(-100, 3000)), max_size=40),
    zone=st.sampled_from(["America/New_York", "Pacific/Kiritimati", "Australia/Lord_Howe", "UTC"]),
)
def test_every_row_of_the_period_is_counted_in_or_left_out_once(tmp_path_factory, calls, zone):
    from zoneinfo import ZoneInfo

    facts = Facts(tmp_path_factory.mktemp("mart"))
    for received, minutes in calls:
        facts.call(received, minutes)
    result = compute(ARRIVAL, facts.fill(), **{**PERIOD, "zone": zone})
    local = [received.astimezone(ZoneInfo(zone)).strftime("%Y-%m") for received, _ in calls]
    inside = [month for month in local if "2026-01" <= month <= "2026-11"]
    assert result.n + sum(e.count for e in result.exclusions) == len(inside)
    assert {m.month.id for m in result.months if not m.gap} == set(inside)
