"""Hand-offs in two taps with an answer, never two who lead or none; signs that nobody else sees before the debrief."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.foundation import clock
from tandem.training.sessions import actions, records
from tandem.training.sessions.rules import Asked, jumped, mark_of
from tandem.vocabulary.refusal import Conflict, Refusal


@pytest.fixture
def team(table):
    at = table()
    at.phones = {seat: at.sit(seat) for seat in ("officer", "clinician", "peer")}
    at.start()
    return at


def lead(at) -> str:
    return records.for_wall(at.run()).lead.seat


def last(at, kind: str):
    return [one for one in records.timeline(at.run()) if one.kind == kind][-1]


def test_the_lead_is_taken_offered_and_answered(team):
    officer, clinician, peer = (team.phones[one] for one in ("officer", "clinician", "peer"))
    assert records.for_wall(team.run()).lead is None
    actions.take_lead(officer)
    assert lead(team) == "officer" and team.view(officer).leading
    once = uuid4()
    actions.offer_lead(officer, "clinician", once=once)
    actions.offer_lead(officer, "clinician", once=once)
    asked = team.view(clinician).ask
    assert asked.offer and asked.seconds_left == 12 and team.view(peer).ask is None
    assert lead(team) == "officer"
    with pytest.raises(Conflict, match="just handing over"):
        actions.take_lead(peer)
    actions.answer_lead(peer, True)
    assert lead(team) == "officer"
    actions.answer_lead(clinician, True)
    assert lead(team) == "clinician" and not team.view(officer).leading
    told = last(team, "incident.lead_handed_over").detail
    assert (told["from"], told["to"], told["mark"]) == ("officer", "clinician", "clean")
    assert team.kinds().count("rehearsal.lead_offered") == 1


def test_asking_for_the_lead_asks_whoever_has_it(team):
    officer, clinician = team.phones["officer"], team.phones["clinician"]
    actions.take_lead(officer)
    actions.take_lead(clinician)
    assert not team.view(officer).ask.offer and lead(team) == "officer"
    actions.answer_lead(officer, False)
    assert lead(team) == "officer" and team.view(clinician).ask is None
    actions.take_lead(clinician)
    # Both say it at once: they mean the same.
    actions.offer_lead(officer, "clinician")
    assert lead(team) == "clinician"


def test_without_an_answer_the_lead_stays_and_the_hand_off_is_unclear(team):
    officer = team.phones["officer"]
    actions.take_lead(officer)
    actions.offer_lead(officer, "peer")
    with clock.at(clock.now() + timedelta(seconds=13)):
        assert team.view(team.phones["peer"]).ask is None
        actions.due(team.run())
        actions.answer_lead(team.phones["peer"], True)
        assert lead(team) == "officer"
    told = last(team, "rehearsal.lead_declined").detail
    assert told["unanswered"] and told["mark"] == "unclear"


def test_who_does_not_lead_offers_nothing_and_a_question_can_be_taken_back(team):
    officer, clinician = team.phones["officer"], team.phones["clinician"]
    with pytest.raises(Refusal, match="do not have the lead"):
        actions.offer_lead(clinician, "officer")
    actions.take_lead(officer)
    for whom in ("officer", "dispatcher", "observer", "nobody"):
        with pytest.raises(Refusal):
            actions.offer_lead(officer, whom)
    actions.offer_lead(officer, "peer")
    actions.take_back(team.phones["peer"])
    actions.take_back(officer)
    assert last(team, "rehearsal.lead_declined").detail["taken_back"] and lead(team) == "officer"


def test_a_sign_is_stamped_named_undone_and_seen_by_nobody_else(team):
    officer, peer = team.phones["officer"], team.phones["peer"]
    number = actions.see_cue(officer)
    assert team.view(officer).sign.kind == "" and team.view(peer).sign is None
    actions.name_kind(officer, number, "environment")
    assert team.view(officer).sign.kind == "environment"
    third = actions.see_cue(officer)
    assert not team.view(officer).sign.settled
    actions.name_kind(officer, third, "")
    assert team.view(officer).sign.settled
    other = actions.see_cue(officer)
    actions.undo(officer, other)
    actions.undo(peer, number)
    seen = [one for one in records.timeline(team.run()) if one.kind == "rehearsal.cue_seen"]
    assert [(one.seat, one.detail["kind"]) for one in seen] == [("officer", "environment"), ("officer", "")]
    with clock.at(clock.now() + timedelta(seconds=15)):
        with pytest.raises(Refusal, match="more than ten seconds"):
            actions.undo(officer, number)
        assert team.view(officer).sign is None
    with pytest.raises(Refusal):
        actions.see_cue(officer, kind="anger")


def test_observers_mark_what_they_saw_and_choose_nothing(team):
    observer, officer = team.sit("observer"), team.phones["officer"]
    actions.observe(observer, question="space", answer="less")
    actions.observe(observer, words="He looked at the door.")
    view = team.view(observer)
    assert not view.choices and [one.words for one in view.marks] == ["", "He looked at the door."]
    assert {one.question: one.answer for one in view.watched} == {"space": "less"}
    for wrong in ({"question": "space", "answer": "yes"}, {"question": "mood", "answer": "yes"}, {"words": "x" * 241}):
        with pytest.raises(Refusal):
            actions.observe(observer, **wrong)
    with pytest.raises(Refusal, match="Only observers"):
        actions.observe(officer, words="Hm.")


def test_windows_mark_a_hand_off_and_clocks_that_jump_are_not_believed():
    assert (
        mark_of(None, "peer") == mark_of(("right", "peer"), "peer") == mark_of(("late", "officer"), "peer") == "clean"
    )
    assert (mark_of(("early", "peer"), "peer"), mark_of(("late", "peer"), "peer")) == ("early", "late")
    now = clock.now()
    assert not jumped(None, now) and not jumped(now - timedelta(minutes=9), now)
    assert jumped(now - timedelta(minutes=11), now) and jumped(now + timedelta(seconds=5), now)
    asked = Asked("officer", "peer", 1000, offer=False)
    assert asked.gets == "officer" and not asked.over(12_999) and asked.over(13_000)
