"""The tables of an encounter, without a database."""

import pytest

from tandem.domain.encounters.rules import MET, NOT_MET, close_problem, dispositions, distress
from tandem.vocabulary.terms import ContactOutcome, Disposition, Unanswered


def test_every_outcome_has_its_dispositions():
    assert MET | set(NOT_MET) == set(ContactOutcome)
    assert not MET & set(NOT_MET)
    assert all(dispositions(outcome) for outcome in ContactOutcome)


def test_who_was_met_can_have_any_disposition():
    assert dispositions(ContactOutcome.ENGAGED) == tuple(Disposition)
    assert dispositions("") == ()


def test_who_was_never_met_did_not_stay_in_the_community():
    stayed = {Disposition.RESOLVED_ON_SCENE, Disposition.SAFETY_PLAN, Disposition.WARM_HANDOFF}
    for outcome in NOT_MET:
        assert not stayed & set(dispositions(outcome)), outcome
    assert Disposition.ARREST in dispositions(ContactOutcome.DECLINED)


@pytest.mark.parametrize(
    ("outcome", "disposition", "field"),
    [
        ("", "", "contact_outcome"),
        ("engaged", "", "disposition"),
        ("phone_only", "", "disposition"),
        ("engaged", "arrest", None),
        ("unable_to_locate", "", None),
    ],
)
def test_a_close_needs_the_outcome_and_a_disposition_where_they_met(outcome, disposition, field):
    problem = close_problem(outcome, disposition)
    assert (problem and problem[0]) == field


@pytest.mark.parametrize("value", [-1, 11, 5.0, "5", True, False, "", "no", [], None])
def test_what_is_not_a_rating(value):
    assert distress(value) is None


def test_ratings():
    assert [distress(number) for number in (0, 10)] == [(0, ""), (10, "")]
    assert [distress(word) for word in Unanswered] == [(None, word) for word in Unanswered]
