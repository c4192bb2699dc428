"""Each measure against a table counted by hand, and over the nights the clock changes."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.measures.catalogue import CATALOGUE
from tandem.measures.chart import chart
from tandem.measures.measure import GROUPS
from tandem.measures.period import Period
from tandem.measures.results import compute, rows
from tandem.measures.statistics import Sums, ratio
from tandem.measures.tables import TABLES
from tandem.measures.tests.conftest import NOW, ZONE
from tandem.vocabulary.followups import Window
from tandem.vocabulary.splits import SPLIT_LABELS
from tandem.vocabulary.surveys import AskedOf
from tests.short import few

PERIOD = {"start_month": "2026-01", "end_month": "2026-11", "zone": ZONE, "now": NOW}
MIN = timedelta(minutes=1)


def at(month, day=5, hour=15, minute=30):
    return datetime(2026, month, day, hour, minute, 1, tzinfo=UTC)


def told(id, mart):
    return compute(CATALOGUE[id], mart, **PERIOD)


def left_out(result):
    return {e.id: e.count for e in result.exclusions if e.count}


def test_every_measure_stands_in_a_group():
    assert {measure.group for measure in CATALOGUE.values()} == set(GROUPS)


@pytest.fixture
def calls(facts):
    """Twenty calls, the n-th sent after n minutes, there 2n later, clear 3n after that; and six that can't count."""
    for n in range(1, 21):
        sent = at(10, n) + n * MIN
        facts.call(at(10, n), dispatched_at=sent, arrived_at=sent + 2 * n * MIN, cleared_at=sent + 5 * n * MIN)
    facts.call(at(10), None, dispatched_at=None)
    facts.call(at(10), None, dispatched_at=at(10) - MIN)
    facts.call(at(10), dispatched_at=at(10) + 25 * 60 * MIN, arrived_at=at(10) + 26 * 60 * MIN)
    midnight = datetime(2026, 10, 7, 4, tzinfo=UTC)
    facts.call(midnight - MIN, dispatched_at=midnight, arrived_at=midnight + 5 * MIN, cleared_at=midnight + 9 * MIN)
    facts.call(at(10), 4, recorded_at=at(10) - 3 * MIN, dispatched_at=at(10) + MIN)
    facts.call(at(10), 4, recorded_at=at(10) - MIN, dispatched_at=None)
    return facts.fill()


def test_request_to_dispatch(calls):
    result = told("request_to_dispatch", calls)
    assert (result.n, result.value, result.tail) == (20, pytest.approx(10.5), pytest.approx(18.1))
    assert left_out(result) == {"no_dispatch": 2, "negative": 1, "over_a_day": 1, "date_only": 1, "clock_ahead": 1}
    assert "had a team on its way within 10 minutes" in result.sentence
    aside = rows(CATALOGUE["request_to_dispatch"], calls, **PERIOD, part="impossible")
    assert sorted(row.kind for row in aside.rows) == ["clock_ahead", "date_only", "negative", "over_a_day"]


def test_dispatch_to_arrival(calls):
    result = told("dispatch_to_arrival", calls)
    # The twenty, the late one (an hour) and the one of the fast clock (three minutes).
    assert (result.n, result.value) == (22, pytest.approx(21))
    assert left_out(result) == {"no_dispatch": 2, "no_arrival": 1, "date_only": 1}


def test_time_on_scene(calls):
    result = told("on_scene_time", calls)
    assert (result.n, result.value) == (21, pytest.approx(30))
    assert left_out(result) == {"no_arrival": 2, "not_clear": 3}


def test_of_two_reports_the_earlier_one_starts_the_wait_and_the_call_counts_once(facts):
    for day in range(1, 21):
        facts.call(at(10, day), 10, dispatched_at=at(10, day) + MIN, first_report_at=at(10, day) - 4 * MIN, reports=2)
    mart = facts.fill()
    assert told("request_to_arrival", mart).value == pytest.approx(14)
    assert told("request_to_dispatch", mart).value == pytest.approx(5)
    assert told("request_to_arrival", mart).n == 20


@pytest.mark.parametrize(
    "began", [datetime(2026, 3, 8, 6, 50, 1, tzinfo=UTC), datetime(2026, 11, 1, 5, 50, 1, tzinfo=UTC)]
)
def test_a_wait_over_the_change_is_as_long_as_it_was(facts, began):
    for _ in range(20):
        facts.call(began, 20)
        facts.shift(began - timedelta(hours=4), 8)
    mart = facts.fill()
    assert told("request_to_arrival", mart).value == pytest.approx(20)
    assert told("unit_hours", mart).value == pytest.approx(160)


SHARES = {
    # id → (fields of a contact that counts as yes, as no, as unknown)
    "arrest_share": (
        [{"disposition": "arrest"}, {"disposition": "police_continued", "arrested": True}, {"arrested": True}],
        [{"disposition": "resolved_on_scene"}, {"arrested": False}, {"disposition": "citation"}],
        [{}],
    ),
    "hold_share": ([{"held": True}], [{"held": False}], [{}]),
    "ed_transport_share": (
        [{"disposition": "involuntary_hold", "transported_to": "emergency_department"}],
        [{"disposition": "safety_plan"}, {"disposition": "voluntary_transport", "transported_to": "respite"}],
        [{}, {"disposition": "ems_medical"}, {"disposition": "arrest"}],
    ),
    "force_share": ([{"force": "handcuffs"}, {"force": "hands"}], [{"force": "none"}], [{}]),
    "citation_share": (
        [{"disposition": "citation"}, {"disposition": "arrest", "cited": True}],
        [{"disposition": "safety_plan"}, {"cited": False}],
        [{}],
    ),
    "other_injury_share": ([{"other_injury": "minor"}], [{"other_injury": "none"}], [{}]),
    "calming_share": ([{"calmed": 2}], [{"calmed": 0}], [{}]),
    "disposition_mix": (
        [{"disposition": "safety_plan"}, {"disposition": "resolved_on_scene"}],
        [{"disposition": "involuntary_hold"}],
        [{}],
    ),
    "transport_mix": (
        [{"transported_to": "respite"}],
        [{"disposition": "safety_plan"}],
        [{}, {"disposition": "voluntary_transport"}],
    ),
    "distress_mix": (
        [{"distress_before": 8, "distress_after": 7}, {"distress_before": 8, "distress_after": 2}],
        [{"distress_before": 3, "distress_after": 3}, {"distress_before": 3, "distress_after": 6}],
        [{}, {"distress_before": 3}],
    ),
    "injury_share": ([{"person_injury": "minor"}, {"person_injury": "death"}], [{"person_injury": "none"}], [{}]),
}


@pytest.mark.parametrize("id", SHARES)
def test_a_share_among_engaged(facts, id):
    yes, no, unknown = SHARES[id]
    for _ in range(10):
        for fields in yes + no + unknown:
            facts.encounter(at(10), **fields)
    for fields in yes:
        facts.encounter(at(10), "declined", **fields)
        facts.encounter(at(10), closed_at=None, **fields)
        facts.encounter(at(10), None, **fields)
    result = told(id, facts.fill())
    assert (result.numerator, result.n) == (10 * len(yes), 10 * (len(yes) + len(no)))
    assert left_out(result) == {"not_closed": len(yes), "not_engaged": 2 * len(yes), "unknown": 10 * len(unknown)}
    assert result.interval.low < result.value < result.interval.high and result.interval.method == "Wilson"


def test_what_stands_beside_a_share(facts):
    facts.encounter(at(10), force="hands")
    facts.encounter(at(10), force="handcuffs")
    facts.encounter(at(10), "declined", force="hands")
    facts.encounter(at(10), person_injury="none", other_injury="minor")
    facts.encounter(at(10), disposition="voluntary_transport", transported_to="clinic")
    mart = facts.fill()
    assert told("force_share", mart).counts == {"engaged": 2, "forced": 2, "beyond_cuffs": 1}
    assert told("injury_share", mart).counts == {"engaged": 1, "hurt": 0, "others": 1}
    assert told("ed_transport_share", mart).counts == {"engaged": 1, "to_ed": 0, "taken": 1}


def test_a_fact_nobody_told_is_not_measurable_and_not_zero(facts):
    for _ in range(30):
        facts.encounter(at(10))
    result = told("force_share", facts.fill())
    assert result.value is None and result.n == 0
    assert result.not_measurable == "because all 30 encounters were left out"
    assert left_out(result) == {"unknown": 30}


DAY = timedelta(days=1)


def test_a_share_of_those_whom_it_is_for(facts):
    for fields in (
        {"interpreter_needed": True, "interpreter": "phone"},
        {"interpreter_needed": True, "interpreter": "family"},
        {"interpreter_needed": True, "interpreter": "none"},
        {"interpreter_needed": True},
        {"interpreter_needed": False, "interpreter": "none"},
        {"language": "es", "interpreter": "none"},
        {"held": True, "rights": "both"},
        {"held": True, "rights": "not_possible"},
        {"held": True},
        {"held": False, "rights": "said"},
    ):
        facts.encounter(at(10), **fields)
    mart = facts.fill()
    asked = told("interpreter_share", mart)
    assert (asked.numerator, asked.n, asked.counts) == (1, 3, {"needed": 3, "family": 1, "nobody": 1})
    assert left_out(asked) == {"not_needed": 6, "unknown": 1}
    rights = told("rights_told_share", mart)
    assert (rights.numerator, rights.n, rights.counts) == (1, 2, {"holds": 2, "copies": 1, "not_possible": 1})
    assert left_out(rights) == {"no_hold": 7, "unknown": 1}


def test_eligible_calls_and_those_nobody_came_to(facts):
    for fields in (
        {"recommended": "team_alone"},
        {"recommended": "police_led", "arrived_at": None},
        {"recommended": "team_alone", "arrived_at": None, "dispatched_at": None},
        {"recommended": "team_alone", "arrived_at": None, "dispatched_at": None, "state": "cancelled"},
        {"recommended": "team_alone", "arrived_at": None, "state": "assigned"},
        {"recommended": "phone_988", "overridden": True},
        {"recommended": "not_decidable"},
        {},
    ):
        facts.call(at(10), **{"dispatched_at": at(10), **fields})
    mart = facts.fill()
    served = told("eligible_served", mart)
    assert (served.numerator, served.n) == (1, 4)
    assert served.counts == {"eligible": 4, "unserved": 3, "never_sent": 2, "cancelled": 1}
    assert left_out(served) == {"not_decided": 2, "not_eligible": 1, "running": 1}
    mix = told("response_mix", mart)
    assert (mix.numerator, mix.n) == (5, 6) and {p.id: p.count for p in mix.parts}["phone_988"] == 1
    assert told("override_share", mart).numerator == 1


def test_within_an_hour(facts):
    for minutes in (59, 60, 61, 121, None, -5):
        facts.call(at(10), minutes)
    result = told("arrival_within_hour", facts.fill())
    assert (result.numerator, result.n, result.counts["two_hours"]) == (2, 4, 3)
    assert left_out(result) == {"no_arrival": 1, "negative": 1}


def test_what_a_receiving_program_said_in_time(facts):
    sent = at(8)
    facts.referral(sent, accepted_at=sent + 7 * DAY)
    facts.referral(sent, accepted_at=sent + 8 * DAY, seen_at=sent + 9 * DAY)
    # Who completed has seen the person, whether or not anybody said the steps before.
    facts.referral(sent, 6 * DAY, warm=True)
    facts.referral(sent, 45 * DAY, warm=False)
    facts.referral(sent, seen_at=sent - DAY)
    mart = facts.fill()
    found = {
        id: (told(id, mart).numerator, told(id, mart).n)
        for id in (
            "referral_accepted_7_days",
            "seen_30_days",
            "loop_closed_7_days",
            "loop_closed_30_days",
            "loop_closed_90_days",
        )
    }
    assert found == {
        "referral_accepted_7_days": (2, 4),
        "seen_30_days": (2, 4),
        "loop_closed_7_days": (1, 5),
        "loop_closed_30_days": (1, 5),
        "loop_closed_90_days": (2, 5),
    }
    warm = told("warm_share", mart)
    assert (warm.numerator, warm.n, warm.counts["warm_seen"]) == (1, 2, 1)


def test_unmet_needs_by_what_was_needed(facts):
    made = at(8)
    facts.referral(made, need="food", seen_at=made + 30 * DAY)
    facts.referral(made, need="food", seen_at=made + 31 * DAY)
    facts.referral(made, need="shelter", state="declined", sent_at=None, accepted_at=None)
    facts.referral(NOW - 29 * DAY, need="shelter")
    result = told("unmet_needs_mix", facts.fill())
    assert ({p.id: p.count for p in result.parts if p.count}, result.n) == ({"food": 1, "shelter": 1}, 2)
    assert left_out(result) == {"too_recent": 1, "met": 1}
    assert result.counts == {"unmet": 2, "declined_by": 1, "never_sent_at_all": 1}


def test_connected_counts_people_and_not_referrals(facts):
    met = at(8)
    for who, fields in (("a", {}), ("b", {}), ("c", {}), (None, {}), ("d", {"needs": None}), ("e", {"needs": False})):
        facts.encounter(met, person=who, **{"needs": True, **fields})
    facts.referral(met + DAY, person="a", seen_at=met + 30 * DAY)
    facts.referral(met + DAY, person="a", seen_at=met + 3 * DAY)
    facts.referral(met + DAY, person="b", seen_at=met + 31 * DAY)
    facts.referral(met - 9 * DAY, person="c", seen_at=met - DAY)
    mart = facts.fill()
    assert [(told(f"connected_{d}_days", mart).numerator, told(f"connected_{d}_days", mart).n) for d in (30, 90)] == [
        (1, 3),
        (2, 3),
    ]
    assert left_out(told("connected_30_days", mart)) == {"unknown_person": 1, "unknown": 1, "nothing_needed": 1}
    assert told("referred_7_days", mart).numerator == 2
    year = told("connected_365_days", mart)
    assert year.n == 0 and "will have been watched long enough on August 5, 2027" in year.not_measurable


def test_a_follow_up_is_in_time_only_in_its_window(facts):
    facts.followup(at(10), DAY)
    facts.followup(at(10), 4 * DAY)
    facts.followup(at(10), attempts=0)
    facts.followup(NOW)
    facts.followup(NOW - DAY, timedelta(hours=1))
    facts.followup(at(10), DAY, window="week")
    mart = facts.fill()
    first, every = told("followup_72_hours", mart), told("followup_reached", mart)
    assert (first.numerator, first.n, every.numerator, every.n) == (2, 4, 3, 5)
    assert first.counts == {"owed": 4, "late": 1, "never_tried": 1, "missed": 2} and left_out(first) == {
        "not_due": 1,
        "other_window": 1,
    }
    assert told("followup_7_days", mart).n == 1


def test_what_came_after_a_contact(facts):
    met = at(5)
    facts.encounter(met, person="a", incident="1", held=True)
    facts.encounter(met + 80 * DAY, "declined", person="a", incident="2", arrested=True)
    facts.encounter(met, person="b", incident="3")
    facts.encounter(met + 91 * DAY, person="b", incident="4", held=True, disposition="arrest")
    mart = facts.fill()
    assert (told("repeat_contact_90_days", mart).numerator, told("repeat_contact_90_days", mart).n) == (1, 3)
    assert (told("arrest_after_90_days", mart).numerator, told("hold_after_90_days", mart).numerator) == (1, 0)
    assert told("hold_after_365_days", mart).n == 0


def test_ways_of_calming_by_way_and_by_group(facts):
    for way, after, who in (("time", 8, "es"), ("time", 6, "es"), ("listened", 7, "en"), ("listened", None, "en")):
        facts.intervention(at(10), way, worked="yes" if after == 6 else "no", after=after, language=who)
    facts.intervention(at(10), "time", before=1, after=0)
    mart = facts.fill()
    calmer = told("calmer_with", mart)
    assert (calmer.numerator, calmer.n) == (1, 3)
    assert left_out(calmer) == {"unknown": 1, "calm_before": 1}
    assert "not an effect" in CATALOGUE["calmer_with"].caveat
    mix = told("calming_mix", mart)
    assert (mix.numerator, {p.id: p.count for p in mix.parts if p.count}) == (2, {"time": 3, "listened": 2})


def test_answers_are_those_of_the_people_asked_to_the_question_asked(facts):
    for _ in range(15):
        facts.answer(at(10))
        facts.answer(at(10), "nothing", "would_help")
    for _ in range(10):
        facts.answer(at(10), "badly")
    facts.answer(at(10), "yes", "satisfied", "officer")
    mart = facts.fill()
    assert (told("treated_mix", mart).value, told("would_help_mix", mart).n) == (0.6, 15)
    assert "share “with respect”" in told("treated_mix", mart).sentence
    assert (told("officer_satisfied", mart).n, told("family_satisfied", mart).n) == (1, 0)
    assert all(m.hides_small == (m.category == "deid_aggregate") for m in CATALOGUE.values())


def test_rows_keep_what_a_split_needs(facts):
    mart = facts.fill()
    period = Period.of("2026-01", "2026-10", zone=ZONE, as_of=NOW)
    for measure in CATALOGUE.values():
        tables = {name: mart.read(name, TABLES[name].schema) for name in measure.tables}
        kept = set(measure.expression(tables, period).columns)
        wanted = {name for name in SPLIT_LABELS if name in tables[measure.table].columns}
        assert wanted <= kept, measure.id


@pytest.fixture
def shifts(facts):
    """Twenty shifts of eight hours with two calls and an hour on them, four of four hours without; and four more."""
    for day in range(1, 21):
        facts.shift(at(9, day))
    for day in range(1, 5):
        facts.shift(at(10, day), 4.0, 0, 0.0)
    facts.shift(at(10), None)
    facts.shift(at(10), -1.0)
    facts.shift(at(10), 16.5)
    facts.shift(at(10), 8.0, 1, None)
    return facts.fill()


def test_unit_hours(shifts):
    result = told("unit_hours", shifts)
    assert (result.n, result.value, result.interval) == (25, pytest.approx(184), None)
    assert left_out(result) == {"running": 1, "negative": 1, "too_long": 1}
    by_month = {m.month.id: m.value for m in result.months if m.value is not None}
    assert by_month == {"2026-09": pytest.approx(160), "2026-10": pytest.approx(24)}
    assert result.sentence.startswith("184 hours in 25 shifts.")
    assert {row.head: row.cells for row in chart(result).table}["October 2026"] == ("5", "24.0")


def test_calls_per_unit_hour(shifts):
    result = told("calls_per_unit_hour", shifts)
    assert (result.n, result.top, result.hours) == (25, 41, pytest.approx(184))
    assert result.value == pytest.approx(41 / 184)
    # y - r x by hand: twenty of 2 - 8 r, four of -4 r, one of 1 - 8 r.
    r = 41 / 184
    spread = (20 * (2 - 8 * r) ** 2 + 4 * (4 * r) ** 2 + (1 - 8 * r) ** 2) / 24
    half = 1.959963984540054 * (spread / 25) ** 0.5 / (184 / 25)
    assert (result.interval.low, result.interval.high) == (pytest.approx(r - half), pytest.approx(r + half))
    assert result.counts == {"shifts": 25, "without_calls": 4}
    assert "0.22 calls an hour, over 25 shifts" in result.sentence


def test_time_on_calls(shifts):
    result = told("unit_utilization", shifts)
    assert (result.n, result.value) == (24, pytest.approx(20 / 176))
    assert left_out(result)["not_cleared"] == 1
    assert "11 %" in result.sentence and 0 <= result.interval.low < result.value < result.interval.high <= 1


def test_few_shifts_are_hours_but_no_rate(facts):
    facts.shift(at(10))
    mart = facts.fill()
    assert told("unit_hours", mart).value == pytest.approx(8)
    assert told("calls_per_unit_hour", mart).value is None
    assert told("calls_per_unit_hour", mart).sentence == "1 counted. Under 20 there is a count and no rate."


def test_a_ratio_needs_two_rows_and_hours():
    assert ratio(Sums(1, 8, 2, 64, 16, 4)) is None
    assert ratio(Sums(3)) is None
    r, low, high = ratio(Sums(2, 16, 4, 128, 32, 8))
    assert r == low == high == pytest.approx(0.25)


@pytest.fixture
def transfers(facts):
    """Twenty officers who waited half an hour of ninety minutes; one who stayed to the end; and six more."""
    for day in range(1, 21):
        facts.transfer(at(10, day))
    facts.transfer(at(10), officer_free=120)
    facts.transfer(at(10), took_over=None)
    facts.transfer(at(10), took_over=None, clinician_free_at=at(10) + 60 * MIN)
    facts.transfer(at(10), arrived=None)
    facts.transfer(at(10), officer_free=None)
    facts.transfer(at(10), officer_came=False)
    facts.transfer(at(10), officer_came=None, officer_free=None)
    return facts.fill()


def test_officer_hours_returned(transfers):
    result = told("officer_hours_returned", transfers)
    # Twenty and the one without an arrival: an hour each; the clinician's half hour; nothing for who stayed.
    assert (result.n, result.value) == (23, pytest.approx(21.5))
    assert result.counts == {"transfers": 23, "left_first": 22}
    assert left_out(result) == {"no_officer": 1, "officer_unknown": 1, "no_free_time": 1, "no_end": 1}


def test_officers_waits(transfers):
    result = told("officer_wait", transfers)
    assert (result.n, result.value) == (23, pytest.approx(30))
    assert left_out(result) == {"no_officer": 1, "officer_unknown": 1, "no_free_time": 1, "no_arrival": 1}
    hours = told("officer_waiting_hours", transfers)
    assert (hours.n, hours.value) == (23, pytest.approx(22 * 0.5 + 2))


@pytest.mark.fuzz
@pytest.mark.parametrize("measure", few([*CATALOGUE.values()], every=8), ids=lambda measure: measure.id)
def test_every_chart_draws_and_its_table_has_every_month(calls, shifts, transfers, facts, measure):
    full = {
        "other_injury": "none",
        "calmed": 1,
        "distress_before": 7,
        "distress_after": 3,
        "disposition": "safety_plan",
    }
    for _ in range(30):
        for fields in ({"held": True, "force": "none", "person_injury": "none", "disposition": "safety_plan"},):
            facts.encounter(at(10), person=f"p{_}", **fields)
        facts.referral(at(10), timedelta(days=1), person=f"p{_}")
        facts.encounter(at(6), person=f"p{_}", needs=True, **full)
        facts.encounter(at(10), held=True, rights="both", interpreter_needed=True, interpreter="phone")
        facts.referral(at(7), timedelta(days=60), person=f"p{_}", warm=True)
        phone = {"tele_asked_at": at(10), "tele_taken_at": at(10) + 5 * MIN}
        there = {"engaged_at": at(10) + 20 * MIN, "cleared_at": at(10) + 50 * MIN}
        facts.call(at(10), recommended="team_alone", **phone, **there)
        facts.intervention(at(10))
        for window in Window:
            facts.followup(at(10), timedelta(days=1), window=window)
        for who in AskedOf:
            for question, answer in (("treated", "well"), ("would_help", "sooner"), ("satisfied", "yes")):
                facts.answer(at(10), answer, question, who)
    if measure.follow_up == timedelta(days=365):
        # Nothing of this year was watched for a year.
        return
    drawn = chart(told(measure.id, facts.fill()))
    assert drawn is not None and len(drawn.table) == 11
    assert all(len(row.cells) == len(drawn.columns) - 1 for row in drawn.table if not row.gap)
