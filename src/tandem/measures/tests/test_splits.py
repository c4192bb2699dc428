"""A measure by group: its groups add up to it, what is unknown stands, and chance is not called a difference."""

import random
from datetime import UTC, datetime

import pytest

from tandem.foundation.marts import Mart
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.results import compute, expression
from tandem.measures.splits import MOST, split, splits_of
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.facts import EncounterFact, World

SPAN = {"start_month": "2026-01", "end_month": "2026-02", "zone": "UTC", "now": datetime(2026, 3, 1, tzinfo=UTC)}
HOLDS = CATALOGUE["hold_share"]


def met(number: int, held: bool | None, gender: str | None) -> EncounterFact:
    at = datetime(2026, 1, 1 + number % 28, tzinfo=UTC)
    values = dict.fromkeys(EncounterFact.__dataclass_fields__)
    values |= {"world": World.REAL.value, "record": f"r{number}", "agency": "A", "started_at": at, "closed_at": at}
    return EncounterFact(**values | {"contact_outcome": "engaged", "held": held, "gender": gender})


def told(tmp_path, rows: list[EncounterFact]) -> Mart:
    mart = Mart(tmp_path)
    mart.write(ENCOUNTERS, EncounterFact, rows, partition="2026-01")
    return mart


def test_groups_add_up_and_the_unknown_stands_last(tmp_path):
    rows = [met(i, i % 4 == 0, "woman" if i < 60 else "man" if i < 100 else None) for i in range(130)]
    mart = told(tmp_path, rows)
    found = split(HOLDS, mart, "gender", **SPAN)
    whole = compute(HOLDS, mart, **SPAN)
    assert [(one.label, one.n) for one in found.groups] == [
        ("Woman or girl", 60),
        ("Man or boy", 40),
        ("Not known", 30),
    ]
    assert sum(one.n for one in found.groups) == whole.n == found.n and found.unknown == 30
    assert sum(one.numerator for one in found.groups) == whole.numerator


def test_a_planted_difference_is_told_and_chance_is_not(tmp_path):
    dice = random.Random(4)
    alike = [met(i, dice.random() < 0.2, "woman" if i % 2 else "man") for i in range(400)]
    assert {one.apart for one in split(HOLDS, told(tmp_path / "a", alike), "gender", **SPAN).groups} == {None}
    apart = [met(i, dice.random() < (0.1 if i % 2 else 0.4), "woman" if i % 2 else "man") for i in range(400)]
    found = split(HOLDS, told(tmp_path / "b", apart), "gender", **SPAN).groups
    assert {one.id: one.apart for one in found} == {"woman": "below", "man": "above"}


def test_under_twenty_there_is_a_count_and_no_share(tmp_path):
    found = split(HOLDS, told(tmp_path, [met(i, i == 0, "woman") for i in range(19)]), "gender", **SPAN)
    assert [(one.n, one.value) for one in found.groups] == [(19, None)]


def test_of_very_many_groups_the_largest_are_shown(tmp_path):
    rows = [met(i, False, f"g{i % (MOST + 5)}") for i in range(200)]
    found = split(HOLDS, told(tmp_path, rows), "gender", **SPAN)
    assert len(found.groups) == MOST and found.more == 5 and found.n == 200


@pytest.mark.parametrize("measure", CATALOGUE.values(), ids=CATALOGUE)
def test_every_split_offered_can_be_made(measure, tmp_path):
    held = expression(measure, Mart(tmp_path), **SPAN).columns
    assert set(splits_of(measure)) <= set(held)
    with pytest.raises(ValueError):
        split(measure, Mart(tmp_path), "past", **SPAN)
