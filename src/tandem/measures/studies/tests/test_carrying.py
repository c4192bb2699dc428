"""What the data can carry, design by design, from a mart of made-up facts: no database, and one run of each."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tandem.foundation.marts import Mart, month_of
from tandem.measures.evaluation import run
from tandem.measures.studies import carrying, framing, plan, snapshot
from tandem.measures.studies.framed import Framed, Source
from tandem.measures.studies.plan import Plan
from tandem.measures.tables import ENCOUNTERS, INCIDENTS, TRIALS
from tandem.vocabulary.facts import EncounterFact, IncidentFact, TrialFact
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.studies import Came

NOW = datetime(2026, 11, 9, 15, tzinfo=UTC)
AREAS = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel")
STARTS = {"Ash": "2025-09", "Birch": "2025-09", "Cedar": "2026-01", "Dogwood": "2026-01", "Elm": "2026-01"}
AGES = ("18_24", "25_34", "35_44")
READY = Plan(
    question="Do people call again less often?", change="The team started", hope="less", came=Came.BY_PLACE, month="",
    by="area", places=(), starts=STARTS, group="", first="2024-11", left_out=(), left_why="",
    measure="override_share", measure_edition=1, counts="share", words="overrides", every="month",
)  # fmt: skip


AGAIN = {"measure": "repeat_contact_30_days"}


def months() -> list[datetime]:
    return [datetime(2024 + (10 + i) // 12, (10 + i) % 12 + 1, 3, 15, 7, 3, tzinfo=UTC) for i in range(24)]


@pytest.fixture(scope="module")
def mart(tmp_path_factory):
    """Two years of contacts in eight areas, some people met again; calls with and without a team, ended either way."""
    made, dice = Mart(tmp_path_factory.mktemp("marts")), random.Random(3)
    for at in months():
        contacts, calls = [], []
        for area in AREAS:
            for i in range(9):
                when = at + timedelta(hours=11 * i)
                person = f"{area} {dice.randrange(60)}" if i else None
                contacts.append(
                    EncounterFact("real", f"e{when}{area}", None, person, "Juniper", when, when, "engaged", None, None,
                                  None, area=area, age_band=dice.choice(AGES), gender="woman", shift="day")
                )  # fmt: skip
                team = dice.random() < 0.5
                calls.append(
                    IncidentFact("real", f"i{when}{area}", "Rivermont PD", area, "911", when, "team_alone",
                                 dice.random() < 0.4, "closed", when if team else None, when if team else None, None,
                                 None, recommended="team_alone", age_band=dice.choice(AGES), shift="day")
                )  # fmt: skip
        made.write(ENCOUNTERS, EncounterFact, contacts, partition=month_of(at), filled_to=NOW)
        made.write(INCIDENTS, IncidentFact, calls, partition=month_of(at), filled_to=NOW)
    return made


def source(mart: Mart, **other) -> Source:
    return Source(replace(READY, **other), mart, zone="America/New_York", now=NOW)


def carried(mart: Mart, design: str, **other) -> tuple[carrying.Offer, Framed]:
    held = source(mart, **other)
    return carrying.offer(design, held), framing.framed(design, held)


@pytest.mark.parametrize(
    ("design", "other", "columns"),
    [
        ("staggered", {}, ["place", "period", "first_treated", "counted", "out_of", "in_100"]),
        ("rollout", {"came": Came.BY_LOT}, ["place", "period", "first_treated", "counted", "out_of", "in_100"]),
        ("synthetic", {"came": Came.ONE_PLACE, "starts": {"Ash": "2025-09"}},
         ["place", "period", "first_treated", "counted", "out_of", "in_100"]),
        ("survival", {"came": Came.AT_ONCE, "month": "2025-11", "starts": {}, **AGAIN},
         ["person", "days", "again", "change"]),
        ("matched", {"alike": ("age_band",)}, ["outcome", "met", "age_band"]),
        ("matched", {"came": Came.TO_SOME, "month": "2025-01", "starts": {},
                     "alike": ("age_band",)}, ["outcome", "met", "age_band"]),
    ],
)  # fmt: skip
def test_a_design_is_carried_by_the_facts_and_runs_on_what_was_frozen(mart, design, other, columns):
    offer, made = carried(mart, design, **other)
    assert offer.open and offer.size, offer.reasons
    assert made.table.column_names == columns
    report = run(design, made.table, {**made.spec, "placebos": 2})
    assert report.estimate is not None and report.outcome.startswith("overrides")


@pytest.mark.parametrize(
    ("design", "other", "said"),
    [
        ("its", {}, "it came place by place"),
        ("staggered", {"starts": {"Ash": "2025-09"}}, "1 treated unit"),
        ("synthetic", {"came": Came.ONE_PLACE, "starts": {"Ash": "2025-09"}, "places": ("Ash", "Birch", "Cedar")},
         "2 units without the change"),
        ("survival", {"measure": "arrest_share"}, "choose a measure of repeat contacts"),
        ("matched", {"came": Came.TO_SOME, "measure": "arrest_share"}, "0 calls without a team"),
        ("matched", {"alike": ("race",)}, "is empty in every row"),
        ("trial", {"came": Came.DRAW, "starts": {}, **AGAIN}, "0 draws"),
        ("its", {"came": Came.AT_ONCE, "starts": {}, "month": "2025-07"}, "8 periods before the change; at least 12"),
        ("its", {"came": Came.AT_ONCE, "starts": {}, "month": "2025-07", "measure": "request_to_arrival"}, "is minutes"),
    ],
)  # fmt: skip
def test_what_the_facts_cannot_carry_is_closed_with_its_number(mart, design, other, said):
    offer = carrying.offer(design, source(mart, **other))
    assert not offer.open and said in " ".join(offer.reasons), offer.reasons


def test_weeks_are_whole_and_more(mart):
    offer, made = carried(mart, "its", came=Came.AT_ONCE, starts={}, month="2025-09", every="week", counts="number")
    weeks = made.table["period"].to_pylist()
    assert offer.design == "its" and all(datetime.fromisoformat(week).weekday() == 0 for week in weeks)
    assert made.spec["change"] == "2025-09-01" and len(weeks) > 24


def test_months_left_out_are_gaps_and_are_counted(mart):
    _, made = carried(
        mart, "its", came=Came.AT_ONCE, starts={}, month="2025-09", left_out=("2025-02",), left_why="Move"
    )
    assert "2025-02" not in made.table["period"].to_pylist() and "2025-03" in made.table["period"].to_pylist()
    assert any("Move" in words and n == 72 for words, n in made.left_out)


def test_a_frozen_table_is_read_back_and_only_as_it_was(mart, tmp_path):
    _, made = carried(mart, "staggered")
    edition = uuid4()
    kept = snapshot.keep(tmp_path, edition, made.table)
    assert snapshot.opened(tmp_path, edition, kept.digest).equals(made.table) and kept.rows == made.table.num_rows
    assert oct(snapshot.path_of(tmp_path, edition).stat().st_mode)[-3:] == "600"
    with pytest.raises(snapshot.Altered, match="altered"):
        snapshot.opened(tmp_path, edition, "0" * 64)
    snapshot.discard(tmp_path, edition)
    with pytest.raises(snapshot.Altered, match="gone"):
        snapshot.opened(tmp_path, edition, kept.digest)


def test_rows_hold_no_key_and_no_moment(mart):
    _, made = carried(mart, "survival", came=Came.AT_ONCE, month="2025-11", starts={}, **AGAIN)
    assert {str(field.type) for field in made.table.schema} == {"int64", "string"}
    assert set(made.table["change"].to_pylist()) == {"with it", "without it"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hope": "much"}, "hope"),
        ({"came": "at_once", "month": "2026-13"}, "month"),
        ({"came": "by_place", "starts": {"Ash": "soon"}}, "starts"),
        ({"came": "one_place", "month": "2026-03", "place": ""}, "place"),
        ({"group": "age_band:100"}, "group"),
        ({"left_out": "2026-02", "left_why": ""}, "left_why"),
        ({"came": "at_once", "month": "2026-03", "first": "2026-05"}, "first"),
        ({"measure": "nothing"}, "measure"),
        ({"measure": "unit_hours", "counts": "share"}, "counts"),
        ({"design": ""}, "design"),
    ],
)
def test_a_plan_names_what_cannot_stand(wrong, field):
    draft = {
        "question": "Q", "change": "C", "hope": "less", "came": "at_once", "month": "2026-03", "by": "area",
        "measure": "arrest_share", "counts": "share", "every": "month", "design": "its", "seasons": "0",
    }  # fmt: skip
    assert plan.read(draft).design == "its"
    with pytest.raises(Refusal) as refused:
        plan.read({**draft, **wrong})
    assert field in dict(refused.value.errors)


def test_calls_drawn_by_lot_are_followed_to_what_came_of_them(tmp_path):
    made, dice = Mart(tmp_path / "marts"), random.Random(5)
    drawn = []
    for i in range(120):
        at = NOW - timedelta(days=60, hours=-5 * i)
        arm = "team" if dice.random() < 0.5 else "usual"
        again = None if i == 7 else dice.random() < (0.2 if arm == "team" else 0.5)
        drawn.append(
            TrialFact("real", f"r{i}", "Rivermont PD", "evening-team/1", f"c{i}", arm, arm, 0.5, "all", i, at, "rule-1",
                      None, again, at + timedelta(days=30), at, None, None, None)
        )  # fmt: skip
    made.write(TRIALS, TrialFact, drawn, partition="2026-10", filled_to=NOW)
    offer, framed = carried(made, "trial", came=Came.DRAW, starts={}, **AGAIN, words="repeat calls")
    assert offer.open, offer.reasons
    report = run("trial", framed.table, {**framed.spec, "placebos": 20})
    assert report.estimate < 0 and report.scale == "difference in shares"
    assert framed.table["drawn_at"][0].as_py().startswith("2000-01-01T00:00")
    assert not any(year in str(framed.table.to_pylist()) for year in ("2026", "evening"))
