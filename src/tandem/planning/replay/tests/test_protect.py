"""What is hidden can't be worked out from what is shown and the totals; and no more is hidden than needed."""

import random

import pytest

from tandem.planning.replay.protect import K, protected


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ([(40,), (30,), (20,)], set()),
        ([(40,), (30,), (7,)], {1, 2}),
        ([(40,), (30,), (0,)], set()),
        ([(40,), (5,), (5,)], {0, 1, 2}),
        ([(40,), (30,), (6,), (5,)], {2, 3}),
        ([(7,)], {0}),
        ([(100, 3), (100, 50), (100, 60)], {0, 1}),
        ([(100, 40), (100, 50), (100, 0)], set()),
        ([], set()),
    ],
)
def test_rows_to_hide(rows, hidden):
    assert protected(rows) == hidden


def test_nothing_small_is_shown_and_nothing_hidden_is_known_to_be_small():
    dice = random.Random(5)
    for _ in range(400):
        rows = [tuple(dice.choice((0, 3, 9, 14, 60, 200)) for _ in range(2)) for _ in range(dice.randint(1, 7))]
        hidden = protected(rows)
        shown = [row for place, row in enumerate(rows) if place not in hidden]
        assert all(count == 0 or count >= K for row in shown for count in row)
        if hidden and any(any(row) for row in shown):
            assert len(hidden) > 1
            for column in zip(*(rows[place] for place in hidden), strict=True):
                assert sum(column) == 0 or sum(column) >= K
