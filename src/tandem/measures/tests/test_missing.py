"""Who is missing from a number: counted from the measure's own rows, and a group is named only beyond chance."""

import random
from datetime import UTC, datetime

import pytest

from tandem.measures.catalogue import CATALOGUE
from tandem.measures.missing import is_asked, missing, paired
from tandem.measures.results import compute
from tandem.measures.tests.conftest import NOW, ZONE

SPAN = {"start_month": "2026-01", "end_month": "2026-10", "zone": ZONE, "now": NOW}
DISTRESS = CATALOGUE["distress_mix"]


def test_who_was_not_asked_twice_is_counted_and_a_group_asked_less_is_named(facts):
    dice = random.Random(3)
    for i in range(400):
        old = i % 2 == 0
        asked = dice.random() < (0.4 if old else 0.9)
        facts.encounter(
            datetime(2026, 5, 1 + i % 28, 12, 1, tzinfo=UTC),
            distress_before=8,
            distress_after=(5 if i % 4 else 7) if asked else None,
            age_band="65_on" if old else "25_34",
            gender=None if i % 5 else "woman",
        )
    mart = facts.fill()
    found, result = missing(DISTRESS, mart, **SPAN), compute(DISTRESS, mart, **SPAN)
    unknown = next(one.count for one in result.exclusions if one.id == "unknown")
    assert (found.known, found.n - found.known) == (result.n, unknown)
    assert {(one.id, one.apart) for one in found.groups if one.apart} == {("65_on", "below"), ("25_34", "above")}
    assert [one.label for one in found.groups if one.by == "gender"] == ["Woman or girl", "Not known"]
    both = paired(DISTRESS, mart, **SPAN)
    assert both.n == result.n and 1 < both.low < both.fall < both.high < 3


def test_nobody_is_missing_where_nobody_is_asked_and_few_pairs_have_no_mean(facts):
    facts.encounter(datetime(2026, 5, 1, tzinfo=UTC), distress_before=8, distress_after=3)
    mart = facts.fill()
    assert paired(DISTRESS, mart, **SPAN) is None
    assert is_asked(DISTRESS) and not is_asked(CATALOGUE["contact_outcome_mix"])
    with pytest.raises(ValueError):
        missing(CATALOGUE["contact_outcome_mix"], mart, **SPAN)
