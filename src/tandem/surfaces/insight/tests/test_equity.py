"""The page of equity: whole for a supervisor, without small groups for an evaluator, absent for others."""

import pytest

from tandem.measures.tables import ENCOUNTERS
from tandem.measures.tests.test_splits import met
from tandem.surfaces.insight import equity, facts
from tandem.surfaces.insight.tests.test_groups import held, seen
from tandem.vocabulary.facts import EncounterFact
from tandem.vocabulary.terms import Role

pytestmark = pytest.mark.django_db
PAGE = "/measures/equity/?by=gender"
__all__ = ["held"]


def test_a_supervisor_sees_every_group_with_its_n_and_its_interval(client, held):
    answer = seen(client, Role.CLINICAL_SUPERVISOR, PAGE)
    page = " ".join(answer.content.decode().split())
    assert "No group differs from the others by more than chance explains." in page
    assert "20 of 60<br>95 % 23 to 46" in page and "3: too few to say" in page
    assert "This is no ranking of people." in page and "not shown" not in page
    assert [row.label for row in answer.context["rows"]] == ["Woman or girl", "Man or boy", "Nonbinary"]


def test_an_evaluator_is_shown_no_small_group_in_picture_or_table(client, held):
    answer = seen(client, Role.EVALUATOR, PAGE)
    holds = next(one for one in answer.context["panels"] if one.id == "hold_share")
    hidden = {one.label for one in holds.rows if one.hidden}
    assert "Nonbinary" in hidden and len(hidden) >= 2
    for row in answer.context["rows"]:
        cell = row.cells[list(equity.HEADS).index("hold_share")]
        assert cell.hidden == (row.label in hidden) and not (cell.hidden and (cell.n or cell.counted or cell.between))


def test_the_number_of_unknown_does_not_give_away_the_group_it_hides(client, held):
    """Where the unknown are the companion of a small group, the list beside the table must not tell how many they are."""
    rows = [met(i, i < 20, "woman") for i in range(60)] + [met(i, i < 30, "man") for i in range(90)]
    rows += [met(i, i < 1, "nonbinary") for i in range(3)] + [met(i, i < 11, None) for i in range(22)]
    facts.mart().write(ENCOUNTERS, EncounterFact, rows, partition="2026-01")
    answer = seen(client, Role.EVALUATOR, PAGE)
    holds = next(one for one in answer.context["panels"] if one.id == "hold_share")
    assert {one.label for one in holds.rows if one.hidden} == {"Nonbinary", "Not known"}
    assert dict(answer.context["unknown"])["Hold"] == "not shown"
    assert "22 of 175" not in answer.content.decode()


def test_words_of_a_grouping_there_is_none_of_are_absent_and_so_is_the_page_for_others(client, held):
    assert seen(client, Role.CLINICAL_SUPERVISOR, "/measures/equity/?by=name").status_code == 404
    assert seen(client, Role.OFFICER, "/measures/equity/").status_code == 404


def test_a_count_that_stops_says_so(client, held, monkeypatch):
    monkeypatch.setattr(equity.equity, "equity", lambda *_a, **_n: (_ for _ in ()).throw(MemoryError))
    answer = seen(client, Role.CLINICAL_SUPERVISOR, PAGE)
    assert answer.status_code == 503 and "The count did not finish" in answer.content.decode()
