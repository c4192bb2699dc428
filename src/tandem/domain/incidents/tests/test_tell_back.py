"""Feedback to the call-taker: closed words about the call's information, from whoever was there."""

from datetime import timedelta

import pytest

from tandem.domain.incidents import actions, records
from tandem.domain.incidents.models import Feedback
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role, UnitTime
from tandem.vocabulary.timeline import Kind
from tests import made

pytestmark = pytest.mark.django_db
FINE = {"described": "as_described", "right_kind": "yes"}


@pytest.fixture
def there(shift):
    assignment = made.sent(shift.incident, shift.team)
    actions.stamp(assignment, actor=shift.officer, which=UnitTime.ARRIVAL)
    return assignment


def test_officer_and_clinician_say_it_and_the_newest_counts(shift, there):
    actions.answer(shift.incident, actor=shift.dispatcher, name="weapon", value="none")
    partly = {"described": "partly", "right_kind": "yes"}
    actions.tell_back(there, actor=shift.officer, **partly, differences={"weapon": "more"})
    actions.tell_back(there, actor=shift.clinician, **FINE, thanks="good_questions")
    actions.tell_back(there, actor=shift.clinician, **FINE, thanks="good_questions")
    assert Feedback.objects.count() == 2
    said = records.call(shift.incident, release=shift.release).feedback
    assert [(one.by, one.held) for one in said] == [(shift.officer.name, False), (shift.clinician.name, True)]
    assert said[0].differences == (("Weapon", "none", "More than told"),)
    assert said[1].thanks == "Your questions helped us plan."
    actions.tell_back(there, actor=shift.officer, **FINE)
    assert [one.held for one in records.call(shift.incident, release=shift.release).feedback] == [True, True]
    assert Log.objects.filter(kind=Kind.INCIDENT_TOLD_BACK).count() == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"described": "", "right_kind": "yes"}, "described"),
        ({"described": "partly", "right_kind": "yes"}, "described"),
        ({**FINE, "differences": {"weapon": "more"}}, "described"),
        ({"described": "partly", "right_kind": "maybe"}, "right_kind"),
        ({"described": "partly", "right_kind": "no", "differences": {"weapon": "knife"}}, "weapon"),
        # How a person is doing is not the call-taker's to be told: only whether the information held.
        ({"described": "partly", "right_kind": "yes", "differences": {"suicide": "more"}}, "suicide"),
        ({"described": "partly", "right_kind": "yes", "differences": {"medical": "less"}}, "medical"),
        ({"described": "partly", "right_kind": "yes", "differences": {"intoxication": "other"}}, "intoxication"),
        ({**FINE, "thanks": "They are in hospital now"}, "thanks"),
    ],
)
def test_only_the_closed_words_are_taken(shift, there, values, field):
    with pytest.raises(Refusal) as refused:
        actions.tell_back(there, actor=shift.officer, **values)
    assert field in [name for name, _ in refused.value.errors]
    assert not Feedback.objects.exists()


def test_only_who_was_there(shift, there):
    with pytest.raises(Absent):
        actions.tell_back(there, actor=made.user_with_job(Role.OFFICER), **FINE)
    with pytest.raises(NotAllowed):
        actions.tell_back(there, actor=shift.dispatcher, **FINE)
    late = made.team(made.user_with_job(Role.CLINICIAN), officer := made.user_with_job(Role.OFFICER))
    with pytest.raises(Refusal, match="not there"):
        actions.tell_back(made.sent(made.call(), late), actor=officer, **FINE)


def test_a_call_taker_reads_the_own_calls_of_thirty_days(shift, monkeypatch):
    mine = actions.receive(
        actions.Call(
            source="form",
            source_id="1",
            agency_id=shift.officer.organization_id,
            origin="911",
            received_at=clock.now(),
            place="Elm Street 9",
            inputs={"weapon": "none", "violence": "unknown"},
        ),
        actor=shift.dispatcher,
    ).id
    assignment = made.sent(mine, shift.team)
    actions.stamp(assignment, actor=shift.officer, which=UnitTime.ARRIVAL)
    actions.tell_back(assignment, actor=shift.officer, **FINE, thanks="kept_safe")
    (row,) = records.taken_calls(shift.dispatcher.id, release=shift.release)
    assert (row.id, row.told, row.feedback[0].thanks) == (
        mine,
        (("Weapon", "None"),),
        "What you found out kept us safe.",
    )
    assert records.taken_calls(shift.officer.id, release=shift.release) == []
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert records.taken_calls(shift.dispatcher.id, release=shift.release) == []
