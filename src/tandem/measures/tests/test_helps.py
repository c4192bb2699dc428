"""What helps whom: held against the others from the same start, widened for all that is compared, and never under thirty."""

import random
from datetime import UTC, datetime
from statistics import NormalDist

from tandem.measures.catalogue import CATALOGUE
from tandem.measures.helps import CALMING, LEAST, helps
from tandem.measures.splits import split
from tandem.measures.statistics import wilson
from tandem.measures.tests.conftest import NOW, ZONE

SPAN = {"start_month": "2026-01", "end_month": "2026-10", "zone": ZONE, "now": NOW}


def at(day):
    return datetime(2026, 5, 1 + day % 28, 15, 30, 1, tzinfo=UTC)


def cells(found, by=""):
    table = found.tables[CALMING.id, by]
    return {
        (line.id, head[0]): cell for line in table.lines for head, cell in zip(table.heads, line.cells, strict=True)
    }


def test_a_way_used_where_distress_was_high_is_held_against_others_from_the_same_start(facts):
    # From 9 nine in ten get much calmer, from 3 one in ten. "time" is used where it is hard, "choices" where it is easy:
    # compared plainly they lie far apart; from the same start they are alike.
    dice = random.Random(11)
    for i in range(600):
        hard = dice.random() < 0.5
        way = "time" if (dice.random() < 0.8) == hard else "choices"
        before = 9 if hard else 3
        facts.intervention(at(i), way, before=before, after=before - 3 * (dice.random() < (0.9 if hard else 0.1)))
    found = helps(facts.fill(), **SPAN)
    told = cells(found)
    assert told["time", None].share - told["choices", None].share > 0.3
    assert {one.apart for one in told.values()} == {None}
    assert abs(told["time", None].expected - told["time", None].share) < 0.08


def test_a_planted_help_is_found_and_intervals_are_widened_for_all_that_is_compared(facts):
    dice = random.Random(5)
    for i in range(900):
        way = ("time", "choices", "listened")[i % 3]
        calmer = dice.random() < (0.85 if way == "listened" else 0.45)
        facts.intervention(at(i), way, before=8, after=4 if calmer else 8, gender="woman" if i % 2 else "man")
    mart = facts.fill()
    found = helps(mart, **SPAN)
    told = cells(found)
    assert told["listened", None].apart == "above" and found.compared > 9
    limit = NormalDist().inv_cdf(1 - 0.05 / found.compared / 2)
    one = told["listened", None]
    assert one.interval == wilson(one.k, one.n, limit) and one.interval[0] < wilson(one.k, one.n)[0]
    own = {group.id: group for group in split(CATALOGUE["calmer_with"], mart, "intervention", **SPAN).groups}
    assert {key[0]: (cell.n, cell.k) for key, cell in told.items()} == {id: (g.n, g.numerator) for id, g in own.items()}
    by_gender = cells(found, "gender")
    assert sum(by_gender[key].n for key in by_gender if key[0] == "time") == told["time", None].n


def test_under_thirty_there_is_no_share(facts):
    for i in range(LEAST - 1):
        facts.intervention(at(i), "time", before=8, after=4)
    for i in range(100):
        facts.intervention(at(i), "choices", before=8, after=4 if i % 2 else 8)
    told = cells(helps(facts.fill(), **SPAN))
    assert (told["time", None].n, told["time", None].share) == (29, None)
    assert told["choices", None].share == 0.5
