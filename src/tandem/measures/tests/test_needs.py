"""What is needed and not there: the same counts as the catalogue's, and no trend where chance explains it."""

from datetime import UTC, datetime, timedelta

from tandem.measures.catalogue import CATALOGUE
from tandem.measures.needs import needs
from tandem.measures.results import compute
from tandem.measures.tests.conftest import NOW, ZONE

SPAN = {"start_month": "2026-01", "end_month": "2026-10", "zone": ZONE, "now": NOW}
DAY = timedelta(days=1)


def at(month, day=5, hour=15):
    return datetime(2026, month, day, hour, 30, 1, tzinfo=UTC)


def test_needs_stand_by_how_many_are_unmet_and_say_where_they_got_stuck(facts):
    for i in range(40):
        met = i < (20 if i % 2 else 10)
        facts.referral(at(4, 1 + i % 28), 2 * DAY if met else None, need="food", state="sent")
    for i in range(30):
        facts.referral(at(5, 1 + i % 28), need="psychiatry", state="declined", reason="declined_full" if i else None)
    facts.referral(at(11, 20), need="food")
    mart = facts.fill()
    found = needs(mart, **SPAN)
    assert [(one.unmet.id, one.unmet.k, one.unmet.n) for one in found.needs] == [
        ("psychiatry", 30, 30),
        ("food", 25, 40),
    ]
    assert found.needs[0].reasons == (("Declined: full", 29), ("Nobody said why", 1))
    assert found.needs[1].reasons == (("Sent, and nobody answered", 25),) and found.needs[1].open.k == 25
    measure = compute(CATALOGUE["unmet_needs_mix"], mart, **SPAN)
    assert {part.id: part.count for part in measure.parts if part.count} == {"psychiatry": 30, "food": 25}
    assert found.unmet.k == measure.n == sum(one.k for one in found.reasons)


def test_a_trend_is_said_only_beyond_chance(facts):
    for i in range(80):
        facts.referral(at(2 if i < 40 else 8, 1 + i % 28), DAY if i < 40 and i % 4 else None, need="food")
        facts.referral(at(2 if i < 40 else 8, 1 + i % 28), DAY if i % 3 else None, need="shelter")
    found = {one.unmet.id: one.trend for one in needs(facts.fill(), **SPAN).needs}
    assert (found["food"].moved, found["shelter"].moved) == ("more", "")


def test_unserved_calls_stand_in_the_hour_of_the_agencys_clock_on_both_sides_of_its_change(facts):
    # 03:30 in New York: 07:30 UTC in July, 08:30 in December.
    for i in range(25):
        facts.call(at(7, 1 + i % 28, 7), None, recommended="team_alone", area="North")
        facts.call(datetime(2026, 1, 1 + i, 8, 30, 1, tzinfo=UTC), 9.0, recommended="team_alone", area=None)
    found = needs(facts.fill(), **SPAN)
    assert {one.id: (one.k, one.n) for one in found.hours if one.n} == {"3": (25, 50)}
    assert [(one.label, one.k, one.n) for one in found.areas] == [("North", 25, 25), ("Not known", 0, 25)]
    assert found.unserved.k == 25
