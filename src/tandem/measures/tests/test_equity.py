"""Equity of reach and outcome: the same counts as each measure's own page, and chance is not called a difference."""

import random

from tandem.measures import equity
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.splits import split
from tandem.measures.tallies import Tally
from tandem.measures.tests.test_splits import SPAN, met, told


def test_each_cell_is_what_the_measures_own_page_says_of_the_group(tmp_path):
    rows = [met(i, i % 4 == 0, "woman" if i < 60 else "man" if i < 100 else None) for i in range(130)]
    mart = told(tmp_path, rows)
    tables = equity.equity(mart, **SPAN)
    assert list(tables) == list(equity.BY)
    for id in ("hold_share", "contact_outcome_mix", "ed_transport_share"):
        own = {one.id: one for one in split(CATALOGUE[id], mart, "gender", **SPAN).groups}
        for line in tables["gender"].lines:
            cell = line.cells[id]
            assert (cell.n, cell.k) == (own[line.id].n, own[line.id].numerator) if line.id in own else (0, 0)
    assert tables["gender"].lines[-1].id is None and tables["gender"].unknown["hold_share"] == (30, 130)
    assert tables["gender"].lines[0].cells["eligible_served"] == equity.Cell(0, 0)


def test_a_planted_difference_lies_outside_chance_and_a_fair_city_gives_none(tmp_path):
    dice = random.Random(4)
    fair = [met(i, dice.random() < 0.2, ("woman", "man", "nonbinary")[i % 3]) for i in range(900)]
    table = equity.equity(told(tmp_path / "a", fair), **SPAN)["gender"]
    assert table.compared == 3 and table.apart == ()
    unfair = [met(i, dice.random() < (0.1 if i % 2 else 0.4), "woman" if i % 2 else "man") for i in range(400)]
    table = equity.equity(told(tmp_path / "b", unfair), **SPAN)["gender"]
    assert [(line.id, id, side) for line, id, side in table.apart] == [
        ("woman", "hold_share", "below"),
        ("man", "hold_share", "above"),
    ]
    assert 0 < table.lines[0].cells["hold_share"].chance[0] < table.lines[0].cells["hold_share"].chance[1] < 1


def test_the_range_of_chance_is_the_funnel_plots_and_says_nothing_of_few():
    low, high = equity.by_chance(Tally((), 100, 50), (400, 140), 1.96)
    assert (round(low, 4), round(high, 4)) == (0.1921, 0.4079)
    assert equity.by_chance(Tally((), 100, 50), (119, 60), 1.96) is None
    assert equity.by_chance(Tally((), 100, 1), (400, 3), 1.96) is None


def test_unknown_is_a_line_and_is_held_against_nobody(tmp_path):
    rows = [met(i, i < 5, "woman") for i in range(40)] + [met(100 + i, True, None) for i in range(60)]
    table = equity.equity(told(tmp_path, rows), **SPAN)["gender"]
    unknown = table.lines[-1].cells["hold_share"]
    assert unknown.share == 1.0 and unknown.chance is None and unknown.apart is None
    assert table.lines[0].cells["hold_share"].chance is None
