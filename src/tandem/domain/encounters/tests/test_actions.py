"""What is said about a contact, in which order, and what the log keeps of it."""

import pytest
from django.db import DatabaseError, transaction

from tandem.domain.encounters import actions
from tandem.domain.encounters.models import Encounter, Note
from tandem.domain.encounters.rules import NOTE_LIMIT
from tandem.domain.incidents.models import Assignment, Incident
from tandem.foundation import outbox
from tandem.foundation.acts.models import Log
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import ContactOutcome, Disposition, Unanswered
from tandem.vocabulary.timeline import Kind


def _details(kind):
    return [row.detail for row in Log.objects.filter(kind=kind).order_by("id")]


@pytest.fixture
def heard(monkeypatch):
    events = []
    stored = outbox.deferring
    monkeypatch.setattr(outbox, "deferring", lambda event, ids: events.append((event, ids)) or stored(event, ids))
    return events


@pytest.fixture
def engaged(night):
    actions.set_outcome(night.encounter, actor=night.clinician, outcome=ContactOutcome.ENGAGED)
    return night


def test_the_outcome_comes_first(night):
    with pytest.raises(Refusal, match="once you and the person have met"):
        actions.rate_distress(night.encounter, actor=night.clinician, before=7)
    with pytest.raises(Refusal, match="Say first"):
        actions.set_disposition(night.encounter, actor=night.clinician, disposition=Disposition.ARREST)
    with pytest.raises(Refusal, match="Say first"):
        actions.close(night.encounter, actor=night.clinician)
    with pytest.raises(Refusal, match="Choose one of"):
        actions.set_outcome(night.encounter, actor=night.clinician, outcome="met")


def test_a_changed_outcome_is_logged_and_takes_back_what_no_longer_fits(engaged):
    actor, encounter = engaged.clinician, engaged.encounter
    actions.rate_distress(encounter, actor=actor, before=8, after=Unanswered.DECLINED)
    actions.set_disposition(encounter, actor=actor, disposition=Disposition.SAFETY_PLAN, detail="with his sister")
    actions.set_outcome(encounter, actor=actor, outcome=ContactOutcome.ENGAGED)
    actions.set_outcome(encounter, actor=actor, outcome=ContactOutcome.UNABLE_TO_LOCATE)
    found = Encounter.objects.get()
    assert (found.distress_before, found.distress_after_unanswered) == (None, "")
    assert (found.disposition, found.disposition_detail) == ("", "")
    assert _details(Kind.CONTACT_OUTCOME) == [
        {"old": "", "new": "engaged"},
        {"old": "engaged", "new": "unable_to_locate"},
    ]
    assert _details(Kind.DISPOSITION_SET)[-1] == {"old": "safety_plan", "new": ""}
    assert {"which": "before", "old": 8, "new": ""} in _details(Kind.DISTRESS_RATED)


def test_distress_is_a_number_or_a_reason_why_not(engaged):
    actor, encounter = engaged.clinician, engaged.encounter
    with pytest.raises(Refusal) as refused:
        actions.rate_distress(encounter, actor=actor, before=11, after="bad")
    assert [field for field, _ in refused.value.errors] == ["distress_before", "distress_after"]
    actions.rate_distress(encounter, actor=actor, before=Unanswered.NOT_ASKED)
    actions.rate_distress(encounter, actor=actor, before=0, after=3)
    actions.rate_distress(encounter, actor=actor, before=0)
    found = Encounter.objects.get()
    assert (found.distress_before, found.distress_before_unanswered, found.distress_after) == (0, "", 3)
    assert len(_details(Kind.DISTRESS_RATED)) == 3


def test_a_disposition_must_go_with_the_outcome(night):
    actor, encounter = night.clinician, night.encounter
    actions.set_outcome(encounter, actor=actor, outcome=ContactOutcome.DECLINED)
    with pytest.raises(Refusal, match="Declined"):
        actions.set_disposition(encounter, actor=actor, disposition=Disposition.RESOLVED_ON_SCENE)
    with pytest.raises(Refusal, match="how it ended"):
        actions.set_disposition(encounter, actor=actor, disposition="jail")
    actions.set_disposition(encounter, actor=actor, disposition=Disposition.ARREST, detail="Words that stay put")
    actions.set_disposition(encounter, actor=actor, disposition=Disposition.ARREST, detail="Words that stay put")
    assert _details(Kind.DISPOSITION_SET) == [{"old": "", "new": "arrest"}]


def test_close_needs_how_it_ended_and_nothing_more(engaged, heard):
    actor, encounter = engaged.clinician, engaged.encounter
    with pytest.raises(Refusal, match="Say how it ended"):
        actions.close(encounter, actor=actor, clear_team=True)
    assert Assignment.objects.get().cleared_at is None
    actions.set_disposition(encounter, actor=actor, disposition=Disposition.RESOLVED_ON_SCENE)
    actions.close(encounter, actor=actor)
    assert Assignment.objects.get().cleared_at is None
    closed_at = Encounter.objects.get().closed_at
    actions.close(encounter, actor=actor, clear_team=True)
    assert Assignment.objects.get().cleared_at
    assert Incident.objects.get().state == "closed"
    assert Encounter.objects.get().closed_at == closed_at
    assert heard.count(("encounter.closed", {"encounter": str(encounter)})) == 1
    assert len(_details(Kind.ENCOUNTER_CLOSED)) == 1


def test_clear_and_close_in_one_tap(engaged):
    actor, encounter = engaged.clinician, engaged.encounter
    actions.set_disposition(encounter, actor=actor, disposition=Disposition.WARM_HANDOFF)
    actions.close(encounter, actor=actor, clear_team=True)
    assert Encounter.objects.get().closed_at and Assignment.objects.get().cleared_at


def test_a_closed_encounter_changes_only_after_it_is_reopened(engaged):
    actor, encounter = engaged.clinician, engaged.encounter
    with pytest.raises(Refusal, match="is open"):
        actions.reopen(encounter, actor=actor, reason="no need")
    actions.set_disposition(encounter, actor=actor, disposition=Disposition.CITATION)
    actions.close(encounter, actor=actor)
    for verb in (
        lambda: actions.set_outcome(encounter, actor=actor, outcome=ContactOutcome.DECLINED),
        lambda: actions.rate_distress(encounter, actor=actor, before=1),
        lambda: actions.set_disposition(encounter, actor=actor, disposition=Disposition.ARREST),
    ):
        with pytest.raises(Refusal, match="Reopen"):
            verb()
    actions.reopen(encounter, actor=actor, reason="The citation was taken back")
    found = Encounter.objects.get()
    assert found.closed_at is None and found.reopened_at
    assert Log.objects.get(kind=Kind.ENCOUNTER_REOPENED).words["reason"] == "The citation was taken back"
    actions.set_disposition(encounter, actor=actor, disposition=Disposition.RESOLVED_ON_SCENE)


def test_every_version_of_a_note_stays_and_a_signature_ends_it(night):
    actor, encounter = night.clinician, night.encounter
    for text, sign in (("Calm.", False), ("Calm.", False), ("Calm, talked.", False), ("Calm, talked.", True)):
        actions.write_note(encounter, actor=actor, text=text, sign=sign)
    assert [(one.text, bool(one.signed_at)) for one in Note.objects.order_by("id")] == [
        ("Calm.", False),
        ("Calm, talked.", True),
    ]
    actions.write_note(encounter, actor=actor, text="Calm, talked.", sign=True)
    actions.write_note(encounter, actor=actor, text="His sister called back.")
    assert Note.objects.count() == 3
    assert [one["addendum"] for one in _details(Kind.NOTE_WRITTEN)] == [False, False, False, True]
    assert Note.objects.earliest("id").written_by_name == actor.name


def test_a_note_is_kept_as_given_or_refused(night):
    text = "  <b>ünïcode</b> & 'quotes'\n"
    actions.write_note(night.encounter, actor=night.clinician, text="")
    actions.write_note(night.encounter, actor=night.clinician, text=text)
    assert Note.objects.get().text == text
    for bad in ("x" * (NOTE_LIMIT + 1), "nul \x00", "half \ud800"):
        with pytest.raises(Refusal):
            actions.write_note(night.encounter, actor=night.clinician, text=bad)
    with pytest.raises(Refusal, match="empty"):
        actions.write_note(night.encounter, actor=night.clinician, text=" ", sign=True)


def test_no_words_of_a_person_reach_the_log(engaged):
    actor, encounter = engaged.clinician, engaged.encounter
    actions.write_note(encounter, actor=actor, text="SECRET words", sign=True)
    actions.set_disposition(encounter, actor=actor, disposition=Disposition.VOLUNTARY_TRANSPORT, detail="SECRET place")
    assert not any("SECRET" in str(row.detail) for row in Log.objects.all())


def test_no_act_no_write(night):
    with pytest.raises(DatabaseError, match="no act, no write"), transaction.atomic():
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SELECT set_config('tandem.act', '', true)")
        Encounter.objects.update(contact_outcome="declined")
