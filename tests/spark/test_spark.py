"""All measures on Spark itself, over the same files as DuckDB. Needs the extra and Java: `bin/test --long spark`."""

import pytest

from tandem.foundation.marts import Mart
from tandem.foundation.marts.several import Several
from tandem.foundation.marts.spark import NoSpark, Spark
from tandem.measures import twin
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute_all
from tests.performance.made_facts import PERIOD, fill

CALLS = 4_000
# Spark plans longer than it counts, and a month more is a case more in every plan.
OVER = {**PERIOD, "start_month": "2026-09"}
# In `bin/test` every measure is compiled to Spark's SQL instead: measures/tests/test_twin.py.
pytestmark = [pytest.mark.whole, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def marts(tmp_path_factory):
    """Two programs, each with a mart of its own."""
    folder = tmp_path_factory.mktemp("state")
    return {name: fill(folder / name, count) for name, count in (("North", CALLS), ("South", CALLS // 2))}


@pytest.fixture(scope="module")
def state(marts):
    return Several(marts)


@pytest.fixture(scope="module")
def spark(state):
    try:
        with Spark(state, memory="1g") as running:
            yield running
    except NoSpark as missing:
        pytest.fail(f"{missing} `bin/test --long spark` adds the extra by itself.")


@pytest.fixture(scope="module")
def both(state, spark):
    return tuple(twin.told(CATALOGUE.values(), facts, "month", **OVER) for facts in (state, spark))


@pytest.mark.parametrize("id", CATALOGUE)
def test_a_measure_is_the_same_on_both(both, id):
    here, there = (one[id] for one in both)
    assert twin.difference(here, there).equal, twin.difference(here, there)


def test_the_whole_is_what_the_pages_show(state, spark):
    pages = compute_all(CATALOGUE.values(), state, **OVER)
    told = twin.told(CATALOGUE.values(), spark, **OVER)
    for id, page in pages.items():
        own = told[id].get(())
        assert (own.n if own else 0) == page.n, id
        if page.value is not None:
            assert abs(own.value - page.value) <= twin.NEAR * abs(page.value), id


def test_each_agency_keeps_its_programs_name(state, spark):
    some = [CATALOGUE["eligible_served"]]
    here, there = (twin.told(some, facts, "agency", **OVER)["eligible_served"] for facts in (state, spark))
    assert twin.difference(here, there).equal
    assert {agency.split(": ")[0] for (agency,) in there} == {"North", "South"}


def test_what_spark_spills_lies_in_the_mart_and_is_taken_away(state):
    from pathlib import Path

    assert isinstance(state.marts["North"], Mart)
    own = list(Path(state.folders[0]).glob(".spark-*"))
    assert len(own) == 1 and own[0].stat().st_mode & 0o077 == 0
