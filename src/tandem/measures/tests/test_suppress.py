"""Nobody is found: an attacker with every published table and an exact solver, against what is hidden."""

import random

import pytest

from tandem.measures.suppress import FEWEST_OF, Cell, K, Table, Told, Why, audit, is_small, may_share, protect
from tandem.measures.worlds import residuals


def places(counts: dict[str, int]) -> Table:
    cells = [Cell(place, frozenset({place})) for place in counts]
    return Table(counts, (*cells, Cell("all", frozenset(counts), rank=1)))


def windows(months: list[dict[str, int]], length: int) -> list[tuple[dict[str, int], tuple[Cell, ...]]]:
    """What a page of the last `length` months shows, month after month: each place, and all of them."""
    counts = {f"{place} {i}": n for i, month in enumerate(months) for place, n in month.items()}
    pages = []
    for end in range(length, len(months) + 1):
        span = range(end - length, end)
        cells = [Cell(f"{place} to {end}", frozenset(f"{place} {i}" for i in span)) for place in months[0]]
        whole = Cell(f"all to {end}", frozenset(a for c in cells for a in c.atoms), rank=1)
        pages.append(({a: counts[a] for a in whole.atoms}, (*cells, whole)))
    return [(counts, cells) for _own, cells in pages]


def found_out(counts, known, targets, told=()) -> list[str]:
    """Groups of 1 to 10 that an attacker narrows to fewer than four sizes, or proves to be of 1 to 10."""
    bounds = audit(counts, known, [cell for cell in targets if is_small(cell.value(counts))], told)
    hinted = {one.cell.id for one in told}
    return [
        b.id for b in bounds if b.width < 3 or (b.id not in hinted and b.low >= 1 and b.high is not None and b.high < K)
    ]


SCREEN = {"Old Town": 412, "Harbor": 231, "Fairmont": 258, "Birchfield": 187, "Alder Heights": 128, "County": 8}


def test_the_small_place_is_hidden_and_one_other_with_it():
    found = protect(places(SCREEN))
    assert found.hidden == {"County": Why.FEW, "Alder Heights": Why.COMPANION}


def test_hiding_single_cells_only_is_found_out_and_ours_is_not():
    table = places(SCREEN)
    single = [cell for cell in table.cells if cell.id != "County"]
    assert found_out(SCREEN, single, table.cells) == ["County"]
    found = protect(table)
    known = [cell for cell in table.cells if found.shows(cell.id)]
    assert found_out(SCREEN, known, table.cells) == []
    assert found_out(SCREEN, known, table.cells, found.told) == []


def test_two_hidden_that_add_up_to_under_eleven_take_a_third():
    counts = {"North": 3, "South": 4, "East": 60, "West": 90}
    found = protect(places(counts))
    assert found.hidden == {"North": Why.FEW, "South": Why.FEW, "East": Why.COMPANION}


def test_a_reason_must_not_narrow_what_it_explains():
    """Two told to be under 11 that add up to 19 could only be 9 and 10: one of them is told less of."""
    counts = {"North": 9, "East": 10, "West": 900}
    found = protect(places(counts))
    assert set(found.hidden) == {"North", "East"}
    assert Why.COMPANION in found.hidden.values()
    known = [cell for cell in places(counts).cells if found.shows(cell.id)]
    assert found_out(counts, known, places(counts).cells, found.told) == []


def test_none_and_eleven_are_shown():
    assert protect(places({"North": 0, "South": K, "East": 40})).hidden == {}


def test_the_other_side_of_a_share_is_a_group_too():
    """97 of 100 connected tells that 3 were not."""
    counts = {"connected": 97, "not": 3}
    whole = Table(counts, (Cell("of", frozenset(counts), rank=1), Cell("connected", frozenset({"connected"}))))
    assert protect(whole).hidden == {"connected": Why.COMPANION}
    assert not may_share(97, 100) and not may_share(3, 100) and not may_share(0, FEWEST_OF - 1)
    assert may_share(0, FEWEST_OF) and may_share(11, 22)


def test_three_people_are_not_found_by_taking_last_months_page_from_this_one():
    """A year that has just begun: January's page, then January and February's."""
    counts = {"January": 40, "February": 3}
    first = Cell("to January", frozenset({"January"}))
    second = Cell("to February", frozenset(counts))
    watched = (Cell("February alone", frozenset({"February"})),)
    alone = [first, second]
    assert found_out(counts, alone, watched) == ["February alone"]
    found = protect(Table(counts, (second,), published=(first,), watched=watched))
    assert found.hidden == {"to February": Why.COMPANION}
    assert found_out(counts, [first], watched) == []


def test_one_person_added_to_a_page_that_is_out_is_not_found():
    counts = {"as published": 40, "added": 1}
    out = Cell("last week", frozenset({"as published"}))
    again = Cell("today", frozenset(counts))
    assert protect(Table(counts, (again,), published=(out,))).hidden == {"today": Why.COMPANION}


def test_one_filter_less_another_finds_nobody():
    """Six months and twelve months of one measure, both on offer: the difference is the older half."""
    counts = {f"m{i}": n for i, n in enumerate([1, 0, 1, 0, 1, 1, 30, 25, 28, 31, 30, 29])}
    year, half = Cell("12", frozenset(counts), rank=2), Cell("6", frozenset(list(counts)[6:]), rank=1)
    table = Table(counts, (year, half))
    assert [one.value(counts) for one in residuals(table.cells, counts)] == [4]
    assert protect(table).hidden == {"6": Why.COMPANION}


def test_rolling_pages_of_a_small_place_stay_safe_for_years():
    draw = random.Random(7)
    months = [{"Town": draw.randint(30, 60), "Rim": draw.randint(0, 4), "Hill": draw.randint(6, 12)} for _ in range(10)]
    published, told = [], ()
    pages = windows(months, 4)
    counts = pages[0][0]
    watched = tuple(
        Cell(f"{p} in {i}", frozenset({f"{p} {i}"})) for i in range(10) for p in ("Town", "Rim", "Hill")
    )  # fmt: skip
    shown = 0
    for number, (_counts, cells) in enumerate(pages):
        upto = number + 4
        now = [w for w in watched if int(w.id.split()[-1]) < upto]
        have = {a: n for a, n in counts.items() if int(a.split()[-1]) < upto}
        found = protect(Table(have, cells, tuple(published), told, tuple(now)))
        assert not found.exposed
        published += [cell for cell in cells if found.shows(cell.id)]
        told = found.told
        shown += sum(found.shows(cell.id) for cell in cells)
    assert found_out(counts, published, watched, told) == []
    # Most is shown all the same: this is a page, not a wall.
    assert shown > len(pages) * 4 / 2
    naive = [cell for _c, cells in pages for cell in cells if not is_small(cell.value(counts))]
    assert found_out(counts, naive, watched) != []


@pytest.mark.parametrize("seed", range(8))
def test_no_table_of_rows_and_columns_is_found_out(seed):
    draw = random.Random(seed)
    rows, columns = range(draw.randint(2, 4)), range(draw.randint(2, 4))
    counts = {f"{r}/{c}": draw.choice([0, 1, 2, 5, 9, 10, 11, 15, 40, 80]) for r in rows for c in columns}
    cells = [Cell(a, frozenset({a})) for a in counts]
    cells += [Cell(f"row {r}", frozenset(f"{r}/{c}" for c in columns), rank=1) for r in rows]
    cells += [Cell(f"column {c}", frozenset(f"{r}/{c}" for r in rows), rank=1) for c in columns]
    table = Table(counts, (*cells, Cell("all", frozenset(counts), rank=2)))
    found = protect(table)
    known = [cell for cell in table.cells if found.shows(cell.id)]
    assert not found.exposed
    assert all(not is_small(cell.value(counts)) for cell in known)
    assert found_out(counts, known, table.cells) == []
    assert found_out(counts, known, table.cells, found.told) == []


def test_cells_of_one_bundle_stand_or_fall_together():
    counts = {"yes": 5, "no": 50, "yes later": 60, "no later": 60}
    cells = (
        Cell("n", frozenset({"yes", "no"}), bundle="May"),
        Cell("k", frozenset({"yes"}), bundle="May"),
        Cell("n later", frozenset({"yes later", "no later"}), bundle="June"),
        Cell("k later", frozenset({"yes later"}), bundle="June"),
    )
    assert set(protect(Table(counts, cells)).hidden) == {"n", "k"}
    whole = Cell("all", frozenset(counts), rank=1), Cell("all yes", frozenset({"yes", "yes later"}), rank=1)
    assert set(protect(Table(counts, cells + whole)).hidden) >= {"n", "k", "n later", "k later"}


def test_tables_that_contradict_each_other_are_refused():
    with pytest.raises(ValueError, match="counted as 4 and as 3"):
        protect([places({"North": 3, "South": 20}), places({"North": 4, "East": 30})])
    with pytest.raises(ValueError, match="nobody counted"):
        protect(Table({"a": 1}, (Cell("b", frozenset({"b"})),)))
    assert Told(Cell("x", frozenset()), 1, None).high is None
