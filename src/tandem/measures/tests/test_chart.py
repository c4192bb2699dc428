import re
from datetime import UTC, datetime, timedelta

import pytest

from tandem.measures.catalogue import CATALOGUE
from tandem.measures.chart import bar_chart, chart
from tandem.measures.frame import round_scale
from tandem.measures.results import compute
from tandem.measures.tests.conftest import NOW, ZONE, Facts
from tests.short import few

PERIOD = {"start_month": "2026-01", "end_month": "2026-10", "zone": ZONE, "now": NOW}
SHARES = [30, 29, 31, 12, None, None, 30, 28, 31, 30]


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    facts = Facts(tmp_path_factory.mktemp("mart"))
    for month, closed in enumerate(SHARES, 1):
        for i in range(0 if closed is None else 50):
            sent = datetime(2026, month, 1 + i % 5, 15, 0, 1, tzinfo=UTC)
            facts.referral(sent, timedelta(days=1) if i < closed else None)
            facts.call(sent, 5 + i)
            facts.encounter(sent, "engaged" if i < closed else "declined")
    mart = facts.fill()
    return lambda id: compute(CATALOGUE[id], mart, **PERIOD)


def test_a_p_chart_breaks_at_gaps_and_marks_the_point_outside(result):
    drawn = chart(result("loop_closed_14_days"))
    assert len(drawn.points) == 8
    outside = [p for p in drawn.points if p.kind == "outside"]
    assert [p.title for p in outside] == ["April 2026: 24 %, n 50"]
    assert outside[0].path.startswith("M")
    assert "Apr 2026, 24 %" in [label.text for label in drawn.labels]
    assert [path.kind for path in drawn.paths].count("line") == 2
    assert [path.kind for path in drawn.paths].count("band") == 2
    assert [line.kind for line in drawn.lines].count("mean") == 2
    (gap,) = drawn.rects
    assert gap.kind == "gap"
    assert "no data" in [label.text for label in drawn.labels]
    texts = [label.text for label in drawn.labels if label.kind == "label"]
    assert (
        "Mean 55 %" in texts and any(t.startswith("Upper") for t in texts) and any(t.startswith("Lower") for t in texts)
    )


def test_the_table_has_the_same_rows_newest_first_with_gaps_named(result):
    drawn = chart(result("loop_closed_14_days"))
    assert [row.head for row in drawn.table][:2] == ["October 2026", "September 2026"]
    assert drawn.table[0].cells == ("30", "50", "60 %", "46 to 72")
    assert [row.head for row in drawn.table if row.gap] == ["June 2026", "May 2026"]
    assert all(len(row.cells) == len(drawn.columns) - 1 for row in drawn.table if not row.gap)


@pytest.mark.fuzz
@pytest.mark.parametrize("id", few(["loop_closed_14_days", "contact_outcome_mix", "request_to_arrival"], every=2))
@pytest.mark.parametrize("width", [640, 800])
def test_everything_lies_inside_the_picture(result, id, width):
    drawn = chart(result(id), width, 300)
    points = [(p.x, p.y) for p in drawn.points] + [
        pair.split(",") for path in drawn.paths for pair in path.points.split()
    ]
    points += [(line.x1, line.y1) for line in drawn.lines] + [(line.x2, line.y2) for line in drawn.lines]
    points += [(label.x, label.y) for label in drawn.labels]
    for x, y in points:
        assert re.fullmatch(r"-?\d+(\.\d)?", x) and re.fullmatch(r"-?\d+(\.\d)?", y), "a point, never a comma"
        assert 0 <= float(x) <= width and 0 <= float(y) <= 300


def test_side_labels_do_not_lie_on_each_other(result):
    drawn = chart(result("loop_closed_14_days"))
    heights = sorted(float(label.y) for label in drawn.labels if label.text.split()[0] in ("Upper", "Mean", "Lower"))
    assert all(b - a >= 14 for a, b in zip(heights, heights[1:], strict=False))


def test_minutes_have_two_lines_and_their_own_table(result):
    drawn = chart(result("request_to_arrival"))
    assert {p.kind for p in drawn.points} == {"dot", "tail"}
    assert drawn.columns[2] == "Median, minutes"
    assert drawn.table[0].cells[0] == "50"
    assert any(label.text.endswith(" min") for label in drawn.labels if label.kind == "axis")


def test_a_mix_has_a_bar_for_each_outcome(result):
    drawn = bar_chart(result("contact_outcome_mix"))
    assert len(drawn.rects) == len(drawn.table) == 8
    assert drawn.table[0].head == "Engaged"
    assert bar_chart(result("loop_closed_14_days")) is None


def test_nothing_is_drawn_without_a_number(facts):
    empty = compute(CATALOGUE["contact_outcome_mix"], facts.fill(), **PERIOD)
    assert chart(empty) is None and bar_chart(empty) is None


@pytest.mark.parametrize(
    ("low", "high", "scale"),
    [(0.2, 0.9, (0.2, 1.0, 0.2)), (0, 31, (0, 40, 10)), (0.5, 0.5, None), (0, 0.001, None)],
)
def test_scales_are_round_and_hold_both_ends(low, high, scale):
    found = round_scale(low, high)
    assert found[0] <= low and found[1] >= high and found[1] > found[0]
    if scale:
        assert found == pytest.approx(scale)
