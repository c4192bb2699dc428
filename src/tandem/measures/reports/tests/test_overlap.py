"""Packs that overlap: what one shows less what another shows finds nobody, and without the protection it would."""

import pytest

from tandem.measures.reports import overlap, page
from tandem.measures.suppress import Told, audit, is_small

SEPTEMBER = {
    "served": {"yes": {"Old Town": 60, "Harbor": 50}, "no": 40},
    "connected": {"yes": {"Old Town": 41, "Harbor": 33}, "no": 36},
    "arrested": {"yes": {"": 12}, "no": 98},
    "closed": {"Old Town": 20, "Harbor": 15},
    "outcomes": {"declined": 30, "not_found": 25},
}
# 3 people connected in October, and 4 declined.
OCTOBER = {
    "served": {"yes": {"Old Town": 40, "Harbor": 30}, "no": 25},
    "connected": {"yes": {"Old Town": 3}, "no": 67},
    "arrested": {"yes": {"": 12}, "no": 58},
    "closed": {"Old Town": 1},
    "outcomes": {"declined": 4, "not_found": 20},
}
COUNTED = {"2026-09": SEPTEMBER, "2026-10": OCTOBER}


def pack(first: str, last: str, earlier: list[dict], *, counted: dict = COUNTED, pages: tuple = ()) -> dict:
    """What a pack keeps of what it showed."""
    found, shown = overlap.weigh(overlap.span(first, last), counted, pages, earlier)
    names = sorted(id for id, value in shown.items() if value is not None)
    return {"first": first, "last": last, "shown": names, "few": overlap.few(found), "goals": []}


def found_by_attack(packs: list[dict], counted: dict = COUNTED) -> set[str]:
    """Groups of 1 to 10 that somebody with all these packs narrows to under four sizes."""
    places, atoms = page.places_of(counted), page.atoms_of(counted, page.places_of(counted))
    out = overlap.out_of_packs(packs, counted, places)
    spans = {
        one.atoms: one for p in packs for one in overlap.cells(overlap.span(p["first"], p["last"]), counted, places)
    }
    groups = [*page.watched(sorted(counted), places, without=("arrested",)), *spans.values()]
    october = overlap.cells(("2026-10",), counted, places)
    small = [one for one in (*groups, *october) if is_small(one.value(atoms))]
    told = [Told(one.cell, one.low, one.high) for one in out.told]
    return {bound.id for bound in audit(atoms, out.published, small, told) if bound.width < 3}


def test_the_months_of_one_pack_less_those_of_another_find_nobody():
    first = pack("2026-09", "2026-09", [])
    alone = pack("2026-09", "2026-10", [])
    assert "connected in 2026-10" in found_by_attack([first, alone]), "the fault this guards against"
    beside = pack("2026-09", "2026-10", [first])
    assert found_by_attack([first, beside]) == set()
    assert {"connected", "outcome declined"}.isdisjoint(beside["shown"]) and "eligible" in beside["shown"]


def test_a_month_before_the_first_contact_has_no_number_and_its_silence_is_weighed():
    """A pack that says "no contact was recorded in August" tells a zero: September is then what both months are."""
    august = {
        **SEPTEMBER,
        "connected": {"yes": {}, "no": 0},
        "arrested": {"yes": {"": 0}, "no": 0},
        "closed": {},
        "outcomes": {},
    }
    counted = {"2026-08": august, **COUNTED}
    _found, shown = overlap.weigh(("2026-08", "2026-09"), counted, (), [], ["2026-08"])
    assert "n 2026-08" not in shown and shown["n 2026-09"] == 110
    # A month that holds contacts is no gap, whatever somebody says.
    assert overlap.weigh(("2026-09",), COUNTED, (), [], ["2026-09"])[1]["n 2026-09"] == 110


def test_the_order_in_which_packs_are_made_does_not_help_either():
    both = pack("2026-09", "2026-10", [])
    assert found_by_attack([both, pack("2026-10", "2026-10", [both])]) == set()


def test_the_public_page_and_a_pack_are_weighed_together():
    """A page shows both months' connected; a pack of September alone may then not say September's."""
    shown = page.figures(COUNTED, [])
    total = next(one for one in shown if (one.series, one.level) == ("connected", "all"))
    assert total.value == 77
    beside = pack("2026-09", "2026-09", [], pages=(shown,))
    assert "connected" not in beside["shown"]
    # And the other way round: a page after a pack.
    first = pack("2026-09", "2026-09", [])
    after = page.figures(COUNTED, [], overlap.out_of_packs([first], COUNTED, page.places_of(COUNTED)))
    assert next(one for one in after if (one.series, one.level) == ("connected", "all")).value is None


@pytest.mark.parametrize(
    ("last", "counts", "share", "safe"),
    [
        ("2026-10", (40, 20), True, True),
        ("2026-10", (3, 1), True, False),
        ("2026-10", (40, 3), True, False),
        ("2026-10", (3, 3), False, False),
        ("2026-10", (0, 0), True, True),
    ],
)
def test_a_goals_row_less_an_earlier_one_finds_nobody(last, counts, share, safe):
    row = {"first": "2026-09", "last": "2026-09", "n": 100, "k": 60 if share else None}
    months = {"2026-09": (100, 60 if share else 100), "2026-10": counts}
    assert overlap.of_goal(("2026-09", last), months, [row], share=share) is safe


def test_a_late_entry_is_not_found_by_making_the_same_pack_twice():
    row = {"first": "2026-09", "last": "2026-09", "n": 100, "k": 60}
    same, late = {"2026-09": (100, 60)}, {"2026-09": (103, 60)}
    assert overlap.of_goal(("2026-09",), same, [row], share=True)
    assert not overlap.of_goal(("2026-09",), late, [row], share=True)
