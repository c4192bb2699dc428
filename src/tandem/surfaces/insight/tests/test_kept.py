"""A result is kept while its facts stand, and not a moment longer."""

from datetime import timedelta

from tandem.foundation import clock
from tandem.measures import results
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.tables import INCIDENTS, TABLES
from tandem.surfaces.insight.kept import compute

ARRIVAL = CATALOGUE["request_to_arrival"]


def test_counted_once_until_a_fact_changes(facts, noon, monkeypatch):
    counted = []
    real = results.compute_all
    monkeypatch.setattr(results, "compute_all", lambda *args, **asked: counted.append(1) or real(*args, **asked))
    month = noon.strftime("%Y-%m")
    asked = {"start_month": month, "end_month": month, "zone": "America/New_York"}
    facts.call(noon)
    facts.fill()
    for _ in range(3):
        assert compute(ARRIVAL, facts.mart, **asked, now=clock.now()).n == 1
    assert len(counted) == 1
    # The same month a little later is the same number; another one is asked for by itself.
    compute(ARRIVAL, facts.mart, **asked, now=clock.now() + timedelta(seconds=5))
    assert len(counted) == 1
    facts.call(noon)
    facts.fill()
    assert compute(ARRIVAL, facts.mart, **asked, now=clock.now()).n == 2
    # What is taken out of the facts is out of the number at once.
    facts.rows[INCIDENTS].clear()
    facts.mart.write(INCIDENTS, TABLES[INCIDENTS].schema, [], partition=month)
    assert compute(ARRIVAL, facts.mart, **asked, now=clock.now()).n == 0
    # A table filled to a time yet to come is never kept: what is known then moves on with the clock.
    before = len(counted)
    for _ in range(2):
        compute(ARRIVAL, facts.mart, **asked, now=noon - timedelta(minutes=1))
    assert len(counted) == before + 2
