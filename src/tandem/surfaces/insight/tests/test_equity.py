"""The page of equity: whole for a supervisor, without small groups for an evaluator, absent for others."""

import pytest

from tandem.surfaces.insight import equity
from tandem.surfaces.insight.tests.test_groups import held, seen
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


def test_words_of_a_grouping_there_is_none_of_are_absent_and_so_is_the_page_for_others(client, held):
    assert seen(client, Role.CLINICAL_SUPERVISOR, "/measures/equity/?by=name").status_code == 404
    assert seen(client, Role.OFFICER, "/measures/equity/").status_code == 404


def test_a_count_that_stops_says_so(client, held, monkeypatch):
    monkeypatch.setattr(equity.equity, "equity", lambda *_a, **_n: (_ for _ in ()).throw(MemoryError))
    answer = seen(client, Role.CLINICAL_SUPERVISOR, PAGE)
    assert answer.status_code == 503 and "The count did not finish" in answer.content.decode()
