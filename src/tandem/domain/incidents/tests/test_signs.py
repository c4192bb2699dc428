"""Signs of a behavioral-health call: said by somebody, taken back by a new row, and never guessed."""

import dataclasses

import pytest

from tandem.domain.incidents import actions, records
from tandem.domain.incidents.call_types import patterns
from tandem.domain.incidents.facts import facts
from tandem.domain.incidents.models import Incident, SignHeard
from tandem.domain.incidents.tests.test_receive import CAD, told
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.timeline import Kind
from tests import made

pytestmark = pytest.mark.django_db


def row(incident):
    return Incident.objects.get(pk=incident)


def test_unknown_stays_unknown_until_somebody_says(shift):
    by = {"actor": shift.dispatcher}
    assert row(shift.incident).behavioral_health is None
    actions.mark_signs(shift.incident, {"none": "heard"}, **by)
    assert row(shift.incident).behavioral_health is False
    actions.mark_signs(shift.incident, {"talk_of_dying": "caller", "confused": "heard"}, **by)
    assert row(shift.incident).behavioral_health is True
    actions.mark_signs(shift.incident, {}, **by)
    assert row(shift.incident).behavioral_health is None


def test_every_word_is_kept_with_who_said_it(shift):
    actions.mark_signs(shift.incident, {"confused": "heard"}, actor=shift.dispatcher)
    actions.mark_signs(shift.incident, {"confused": "caller"}, actor=shift.clinician)
    actions.mark_signs(shift.incident, {}, actor=shift.dispatcher)
    kept = SignHeard.objects.order_by("id").values_list("sign", "said_by", "taken_back", "recorded_by")
    assert list(kept) == [
        ("confused", "heard", False, shift.dispatcher.id),
        ("confused", "caller", False, shift.clinician.id),
        ("confused", "caller", True, shift.dispatcher.id),
    ]
    assert Log.objects.filter(kind=Kind.INCIDENT_FLAGGED).count() == 3
    actions.mark_signs(shift.incident, {}, actor=shift.dispatcher)
    assert SignHeard.objects.count() == 3


@pytest.mark.parametrize(
    "signs", [{"sad": "caller"}, {"confused": "neighbor's cat"}, {"none": "heard", "confused": "heard"}]
)
def test_what_is_not_in_the_list_is_refused(shift, signs):
    with pytest.raises(Refusal) as refused:
        actions.mark_signs(shift.incident, signs, actor=shift.dispatcher)
    assert [name for name, _ in refused.value.errors] == ["signs"]
    assert row(shift.incident).signs == {}


def test_a_source_says_signs_and_a_later_message_takes_none_back():
    call = told(signs={"marked": "system"})
    first = actions.receive(call, actor=CAD)
    later = actions.receive(dataclasses.replace(call, signs={"talk_of_dying": "caller"}), actor=CAD)
    assert later.changed == ("talk_of_dying",)
    actions.receive(dataclasses.replace(call, signs={}, narrative="More."), actor=CAD)
    actions.receive(dataclasses.replace(call, signs={"none": "system"}), actor=CAD)
    assert row(first.id).signs == {"marked": "system", "talk_of_dying": "caller"}
    with pytest.raises(Refusal):
        actions.receive(told(signs={"sad": "caller"}), actor=CAD)


def test_a_fingerprint_of_before_still_stands():
    call = told()
    assert call.fingerprint() == dataclasses.replace(call, signs={}, guessed=()).fingerprint()
    assert call.fingerprint() != dataclasses.replace(call, signs={"none": "heard"}).fingerprint()


def test_a_suggestion_shows_and_is_stored_nowhere(shift):
    admin = made.user_with_job(Role.ADMIN)
    pattern = actions.add_pattern("welfare|mental", actor=admin)
    assert actions.add_pattern(" welfare|mental ", actor=admin) == pattern
    shown = records.call(shift.incident, release=shift.release).behavioral
    assert (shown.flag, shown.suggested, shown.words) == (None, True, "Behavioral health? Suggested by call type")
    assert records.board(release=shift.release)[0].behavioral.suggested
    assert row(shift.incident).behavioral_health is None
    assert [one.behavioral_health for one in facts(lambda *_: "key")] == [None]
    actions.mark_signs(shift.incident, {"confused": "caller"}, actor=shift.dispatcher)
    shown = records.call(shift.incident, release=shift.release).behavioral
    assert (shown.flag, shown.suggested, shown.words) == (True, False, "Behavioral health: confused")
    assert [one.behavioral_health for one in facts(lambda *_: "key")] == [True]
    actions.remove_pattern(pattern, actor=admin)
    assert patterns() == []
    with pytest.raises(Absent):
        actions.remove_pattern(pattern, actor=admin)


@pytest.mark.parametrize("pattern", ["", "(", "(?=look)", r"(a)\1", "((a{1000}){1000})", "x" * 201, "a\0b"])
def test_what_re2_cannot_run_is_refused_with_a_sentence(db, pattern):
    with pytest.raises(Refusal) as refused:
        actions.add_pattern(pattern, actor=made.user_with_job(Role.ADMIN))
    assert refused.value.errors[0][0] == "pattern"
    assert len(refused.value.errors[0][1]) > 10


def test_only_the_administrator_writes_patterns(shift):
    with pytest.raises(NotAllowed):
        actions.add_pattern("fire", actor=shift.dispatcher)
    admin = made.user_with_job(Role.ADMIN)
    with pytest.raises(Refusal, match="100 patterns"):
        for number in range(101):
            actions.add_pattern(f"type {number}", actor=admin)


def test_nothing_without_call_facts(shift):
    shut = made.list_release(shift.dispatcher, "board", Category.DEMOGRAPHICS)
    with pytest.raises(Exception, match="cad_facts"):
        records.taken_calls(shift.dispatcher.id, release=shut)
