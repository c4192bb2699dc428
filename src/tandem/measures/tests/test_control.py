"""Control charts against the numbers Montgomery prints (Statistical Quality Control, chapter 7), and each run rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.measures.control import NELSON, chart, individuals, signals


def read(shared, name, wanted="TRUE"):
    """Return the rows of one published file as numbers, those of the trial (or after it) only."""
    with open(shared / "data/evidence" / name) as file:
        head, *lines = [line.split() for line in file if line.strip()]
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    return [row for row in rows if row.get("trial", wanted) == wanted]


def numbers(rows, name, kind=int):
    return [kind(row[name]) for row in rows]


def outside(control):
    """Samples are numbered from 1 in the book."""
    return [index + 1 for index in control.outside]


# Table 7.1: nonconforming cans of orange juice concentrate in 30 samples of 50.
ORANGE_JUICE = [
    12,
    15,
    8,
    10,
    4,
    7,
    16,
    9,
    14,
    10,
    5,
    6,
    17,
    12,
    22,
    8,
    10,
    5,
    13,
    11,
    20,
    18,
    24,
    15,
    9,
    12,
    7,
    13,
    9,
    6,
]


def check_orange_juice(defects):
    control = chart("p", defects, [50] * 30)
    assert control.center == pytest.approx(0.2313, abs=5e-5)
    assert control.limits[0] == pytest.approx((0.0524, 0.4102), abs=5e-5)
    assert outside(control) == [15, 23]
    revised = control.revise(drop=[14, 22])
    assert revised.center == pytest.approx(0.2150, abs=5e-5)
    assert revised.limits[0] == pytest.approx((0.0407, 0.3893), abs=5e-5)
    assert outside(revised) == [21]
    whole = chart("np", defects, [50] * 30)
    assert whole.center == pytest.approx(50 * 0.2313, abs=5e-3)
    assert whole.limits[0] == pytest.approx((2.62, 20.51), abs=5e-3)
    assert outside(whole) == [15, 23]
    assert outside(whole.revise(drop=[14, 22])) == [21]


def test_orange_juice():
    check_orange_juice(ORANGE_JUICE)


@pytest.mark.shared
def test_orange_juice_from_the_published_file(shared):
    rows = read(shared, "orangejuice.txt")
    assert numbers(rows, "D") == ORANGE_JUICE and set(numbers(rows, "size")) == {50}
    check_orange_juice(numbers(rows, "D"))


@pytest.mark.shared
def test_orange_juice_after_the_machine_was_adjusted(shared):
    rows = read(shared, "orangejuice2.txt")
    control = chart("p", numbers(rows, "D"), numbers(rows, "size"))
    # Table 7.2: the lower limit would lie under zero.
    assert control.center == pytest.approx(0.1108, abs=5e-5)
    assert control.limits[0] == pytest.approx((0, 0.2440), abs=5e-5)
    assert outside(control) == []


@pytest.mark.shared
def test_circuit_boards(shared):
    control = chart("c", numbers(read(shared, "circuit.txt"), "x"))
    assert control.center == pytest.approx(19.85, abs=5e-3)
    assert outside(control) == [6, 20]
    revised = control.revise(drop=[5, 19])
    assert revised.center == pytest.approx(19.67, abs=5e-3)
    assert revised.limits[0] == pytest.approx((6.36, 32.97), abs=1e-2)
    assert outside(revised) == []


@pytest.mark.shared
def test_personal_computers(shared):
    rows = read(shared, "pcmanufact.txt")
    control = chart("u", numbers(rows, "x"), numbers(rows, "size"))
    assert control.center == pytest.approx(1.93)
    assert control.limits[0] == pytest.approx((0.066, 3.794), abs=5e-4)
    assert outside(control) == []


@pytest.mark.shared
def test_dyed_cloth_of_varying_size(shared):
    rows = read(shared, "dyedcloth.txt")
    control = chart("u", numbers(rows, "x"), numbers(rows, "size", float))
    # Table 7.11: 153 in 107.5 units, limits that follow each roll's size.
    assert control.center == pytest.approx(153 / 107.5)
    assert control.limits[0] == pytest.approx((0.29, 2.55), abs=1e-2)
    assert control.limits[2] == pytest.approx((0.43, 2.42), abs=1e-2)
    assert outside(control) == []


CASES = {
    1: ([0, 3.1], (1, 1), "above"),
    2: ([0, 2.1, 0.5, 2.2], (1, 3), "above"),
    3: ([0, -1.1, -1.2, 0.3, -1.1, -1.5], (1, 5), "below"),
    4: ([-0.1, *[0.1] * 8], (1, 8), "above"),
    5: ([0.6, 0.5, 0.4, 0.3, 0.2, 0.1], (0, 5), "below"),
    6: ([0.5, -0.5, 0.3] * 5, (0, 14), ""),
    7: ([0.5, -1.5] * 7, (0, 13), ""),
    8: ([1.5, -1.5, -1.2, 1.4] * 2, (0, 7), ""),
}


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_finds_its_pattern_and_a_gap_ends_it(rule):
    distances, (first, last), side = CASES[rule]
    (found,) = signals(distances, rules=[rule])
    assert (found.first, found.index, found.side) == (first, last, side)
    assert signals([*distances[:last], None], rules=[rule]) == ()
    if rule != 1:
        assert signals([*distances[:last], None, distances[last]], rules=[rule]) == ()
    mirrored = signals([-d for d in distances], rules=[rule])
    assert [s.index for s in mirrored] == [last]
    assert found.words and "{" not in found.words


@given(st.lists(st.sampled_from([None, -0.9, -0.4, 0.1, 0.5, 0.9]), max_size=7))
def test_a_few_ordinary_periods_raise_nothing(distances):
    assert [s for s in signals(distances, rules=NELSON) if s.rule != 5] == []


def test_limits_follow_n_and_a_gap_is_no_zero():
    control = chart("p", [1, 10, None, 0], [10, 100, 50, 0])
    assert control.limits[2] is control.limits[3] is None and control.values[2] is None
    assert control.center == 0.1 and control.limits[0][0] == 0
    assert control.limits[0][1] > control.limits[1][1]
    assert chart("p", [None, 0], [10, 0]) is None and chart("c", []) is None


def test_a_small_period_is_in_the_mean_and_not_judged():
    control = chart("p", [50, 50, 50, 19], [100, 100, 100, 19], least=20)
    assert control.center == 169 / 319 and control.signals == () and control.run_at_end == 0
    assert outside(chart("p", [50, 50, 50, 19], [100, 100, 100, 19])) == [4]


@pytest.mark.parametrize(
    ("shares", "run"),
    [([4, 6, 7], 2), ([6, 4, 3, 2], -3), ([6, None, 7], 1), ([6, 5], 0), ([6, None], 0)],
)
def test_a_run_ends_at_a_gap_a_crossing_and_the_mean(shares, run):
    control = chart("p", shares, [None if one is None else 10 for one in shares])
    assert replace(control, center=0.5).run_at_end == run


def test_a_pattern_that_goes_on_is_one_signal_that_grows():
    (found,) = signals([-0.1, *[0.1] * 11], rules=[4])
    assert (found.first, found.index, found.words) == (1, 11, "11 in a row above the mean")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "x"},
        {"sizes": None},
        {"kind": "c"},
        {"sizes": [10]},
        {"counts": [11, 1]},
        {"counts": [-1, 1]},
        {"kind": "np", "sizes": [10, 20]},
    ],
)
def test_what_can_not_be_charted_is_refused(wrong):
    with pytest.raises(ValueError):
        chart(**{"kind": "p", "counts": [1, 2], "sizes": [10, 10], **wrong})


@pytest.mark.parametrize("drop", [[5], [0, 1], [-1]])
def test_a_drop_that_makes_no_sense_is_refused(drop):
    with pytest.raises(ValueError):
        chart("p", [1, 2], [10, 10]).revise(drop=drop)


def test_single_values_are_charted_by_their_moving_range():
    # Montgomery, example 6.5: viscosity of aircraft primer paint.
    values = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]
    found = individuals(values)
    assert round(found.center, 2) == 33.52 and found.outside == ()
    assert [round(end, 2) for end in found.limits[0]] == [32.24, 34.80]
    assert individuals([*values, 35.5]).outside == (15,)
    # A gap makes no range, and without two neighbors there is no chart.
    assert individuals([1.0, None, 9.0]) is None
    with pytest.raises(ValueError):
        found.revise({0})
