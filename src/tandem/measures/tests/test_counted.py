"""What was counted is read again as it was, by any process, while its facts stand; and not a moment longer."""

from datetime import timedelta

import pytest

from tandem.foundation.marts import Mart
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute, compute_all
from tandem.measures.tables import ENCOUNTERS, TABLES
from tandem.measures.tests.conftest import NOW, ZONE

SPAN = {"start_month": "2026-09", "end_month": "2026-11", "zone": ZONE, "now": NOW}
SOME = [
    CATALOGUE[id] for id in ("request_to_arrival", "disposition_mix", "calls_per_unit_hour", "repeat_contact_30_days")
]


def test_counts_are_read_again_until_a_fact_changes(facts, monkeypatch):
    for i in range(60):
        at = NOW - timedelta(days=i, minutes=7 * i)
        facts.call(at, 5.0 + i)
        facts.encounter(at, "engaged", person=f"p{i % 9}", incident=f"i{i}", disposition="safety_plan")
        facts.shift(at, 8.0, i % 4, 30.0)
    mart, asked = facts.fill(), []
    ask = Mart.lines
    monkeypatch.setattr(Mart, "lines", lambda self, *query: asked.append(query) or ask(self, *query))
    # Not kept unless somebody wants it kept.
    compute_all(SOME, mart, **SPAN)
    before = len(asked)
    first = compute_all(SOME, mart, **SPAN, keep=True)
    assert len(asked) == 2 * before
    assert first["request_to_arrival"].tail_interval is not None and first["repeat_contact_30_days"].numerator
    another = Mart(mart.folder)
    assert compute_all(SOME, another, **SPAN) == first
    assert compute(SOME[3], another, **SPAN) == first["repeat_contact_30_days"]
    assert len(asked) == 2 * before
    # Other months, and a later moment to which facts hold, are counted for themselves.
    compute(SOME[0], another, **SPAN | {"start_month": "2026-08"})
    compute(SOME[0], another, **SPAN | {"now": NOW - timedelta(minutes=1)})
    assert len(asked) > 2 * before
    # What is taken out of the facts is out of the counts; those of other tables still stand.
    mart.write(ENCOUNTERS, TABLES[ENCOUNTERS].schema, [], partition="2026-11", filled_to=NOW)
    before = len(asked)
    again = compute_all(SOME, another, **SPAN)
    assert again["disposition_mix"].n < first["disposition_mix"].n
    assert again["request_to_arrival"] == first["request_to_arrival"]
    assert {name for _, tables in asked[before:] for name in tables} == {ENCOUNTERS}


@pytest.mark.parametrize("broken", ["[", "{}"])
def test_what_is_broken_is_counted_again(facts, broken):
    facts.call(NOW - timedelta(days=1))
    mart = facts.fill()
    first = compute_all(SOME, mart, **SPAN, keep=True)
    (kept,) = (mart.folder / ".kept").glob("counts-*")
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.write_text(broken)
    assert compute_all(SOME, mart, **SPAN) == first
