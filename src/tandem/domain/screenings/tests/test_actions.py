"""A screening from the first question to its tasks, and what the log never learns of it."""

from uuid import uuid4

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.encounters import records as encounter_records
from tandem.domain.screenings import actions, records
from tandem.domain.screenings.models import Screening, Task
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ContactOutcome, Role, Unanswered
from tandem.vocabulary.timeline import Kind
from tests import made


def _answer(met, **answers):
    for link_id, value in answers.items():
        actions.answer(met.screening, actor=met.clinician, link_id=link_id.removeprefix("q"), value=value)


def _steps():
    return list(Log.objects.filter(kind__startswith="screening.").order_by("id").values_list("kind", flat=True))


def test_a_second_tap_returns_the_first_screening(met):
    assert actions.begin(met.encounter, actor=met.clinician, instrument="cssrs-screener") == met.screening
    found = Screening.objects.get()
    assert (found.edition, len(found.definition_hash), found.person_id) == ("1", 64, met.person)


def test_a_screening_needs_a_person_who_was_met(met):
    person = made.person(met.clinician)
    encounter = encounters.start(actor=met.clinician, person_id=person)
    for outcome in ("", ContactOutcome.DECLINED):
        if outcome:
            encounters.set_outcome(encounter, actor=met.clinician, outcome=outcome)
        with pytest.raises(Refusal, match="once you and the person have met"):
            actions.begin(encounter, actor=met.clinician, instrument="cssrs-screener")
    encounters.close(encounter, actor=met.clinician)
    with pytest.raises(Refusal, match="closed"):
        actions.begin(encounter, actor=met.clinician, instrument="cssrs-screener")
    with pytest.raises(Refusal, match="no instrument"):
        actions.begin(met.encounter, actor=met.clinician, instrument="phq-900")


def test_three_answers_and_a_score(met):
    _answer(met, q1="no", q2="no", q6="no")
    result = actions.complete(met.screening, actor=met.clinician)
    assert (result.tier, result.complete) == ("none", True)
    found = Screening.objects.get()
    assert (found.tier, found.score["label"], found.answers) == (
        "none",
        "No yes answers",
        {"1": "no", "2": "no", "6": "no"},
    )
    assert not Task.objects.exists()


def test_bad_answers_name_their_question_and_nothing_is_kept(met):
    for link_id, value in (("1", "perhaps"), ("9", "yes"), ("3", "yes"), ("1", True), ("1", None)):
        with pytest.raises(Refusal) as refused:
            actions.answer(met.screening, actor=met.clinician, link_id=link_id, value=value)
        assert refused.value.errors[0][0] == link_id
    assert Screening.objects.get().answers == {}


def test_a_changed_answer_takes_out_what_hung_on_it(met):
    _answer(met, q1="no", q2="yes", q3="yes")
    _answer(met, q3="yes")
    assert _steps() == []
    _answer(met, q2="no")
    assert Screening.objects.get().answers == {"1": "no", "2": "no"}
    changed = Log.objects.get(kind=Kind.SCREENING_CHANGED)
    assert changed.detail == {"removed": 1, "instrument": "cssrs-screener"}


def test_a_concern_makes_tasks_once_and_never_a_disposition(met):
    _answer(met, q1="yes", q2="yes", q3="no", q4="yes", q5="no", q6="no")
    first = actions.complete(met.screening, actor=met.clinician)
    assert actions.complete(met.screening, actor=met.clinician) == first
    assert list(Task.objects.order_by("id").values_list("code", flat=True)) == [
        "full_assessment",
        "safety_plan",
        "call_supervisor",
    ]
    assert _steps() == [Kind.SCREENING_COMPLETED]
    release = made.release(met.clinician, met.person, Category.CLINICAL_NOTE)
    assert encounter_records.summary(met.encounter, release=release).disposition == ""


# In its place in `bin/test`: test_a_changed_answer_takes_out_what_hung_on_it.
@pytest.mark.whole
def test_back_after_the_result_scores_again_and_keeps_what_was_done(met):
    _answer(met, q1="no", q2="yes", q3="no", q4="yes", q5="no", q6="no")
    actions.complete(met.screening, actor=met.clinician)
    actions.done_task(Task.objects.get(code="call_supervisor").pk, actor=met.clinician)
    _answer(met, q4="no")
    found = Screening.objects.get()
    assert (found.completed_at, found.tier, found.score) == (None, "", {})
    assert actions.complete(met.screening, actor=met.clinician).tier == "low"
    assert {(one.code, bool(one.done_at)) for one in Task.objects.all()} == {
        ("safety_plan", False),
        ("care_referral", False),
        ("call_supervisor", True),
    }


def test_not_asked_at_all_is_kept_as_such(met):
    result = actions.complete(met.screening, actor=met.clinician)
    assert (result.complete, result.label) == (False, "Not known yet")
    assert set(Screening.objects.get().answers.values()) == {Unanswered.NOT_ASKED}


def test_a_closed_encounter_takes_no_answer(met):
    encounters.set_disposition(met.encounter, actor=met.clinician, disposition="resolved_on_scene")
    encounters.close(met.encounter, actor=met.clinician)
    with pytest.raises(Refusal, match="Reopen"):
        _answer(met, q1="no")
    with pytest.raises(Refusal, match="Reopen"):
        actions.complete(met.screening, actor=met.clinician)


def test_forbidden_looks_exactly_like_absent(met):
    _answer(met, q1="yes")
    actions.complete(met.screening, actor=met.clinician)
    task = Task.objects.first().pk
    stranger = made.user_with_job(Role.CLINICIAN)
    for screening, actor in ((met.screening, stranger), (uuid4(), met.clinician)):
        with pytest.raises(Absent):
            actions.answer(screening, actor=actor, link_id="1", value="no")
        with pytest.raises(Absent):
            actions.complete(screening, actor=actor)
    with pytest.raises(Absent):
        actions.begin(met.encounter, actor=stranger, instrument="cssrs-screener")
    for one, actor in ((task, stranger), (0, met.clinician)):
        with pytest.raises(Absent):
            actions.done_task(one, actor=actor)
    with pytest.raises(NotAllowed):
        actions.done_task(task, actor=made.user_with_job(Role.OFFICER))


def test_a_colleague_ticks_off_a_task_once(met):
    _answer(met, q1="yes")
    actions.complete(met.screening, actor=met.clinician)
    task = Task.objects.order_by("id").first()
    colleague = made.user_with_job(Role.CLINICIAN, of=Organization.objects.get(pk=met.clinician.organization_id))
    actions.done_task(task.pk, actor=colleague)
    actions.done_task(task.pk, actor=met.clinician)
    assert Task.objects.get(pk=task.pk).done_by == colleague.id


def test_log_and_audit_hold_no_answer_score_or_tier(met):
    _answer(met, q1="yes", q2="yes", q3="yes", q4="yes", q5="yes", q6="yes", q6a="yes")
    actions.complete(met.screening, actor=met.clinician)
    actions.done_task(Task.objects.first().pk, actor=met.clinician)
    row = Log.objects.get(kind=Kind.SCREENING_COMPLETED)
    assert row.detail == {"instrument": "cssrs-screener"}
    assert row.edition == "cssrs-screener/1"
    said = " ".join(str(one.detail) for one in [*Log.objects.all(), *Entry.objects.all()])
    assert not any(word in said for word in ("yes", "high", "concern", "call_supervisor"))


def test_screenings_follow_an_encounter_to_the_right_person(met):
    _answer(met, q1="yes")
    actions.complete(met.screening, actor=met.clinician)
    right = made.person()
    made.add_person(met.incident, actor=met.clinician, person_id=right)
    encounters.move_to_person(met.encounter, actor=met.clinician, person_id=right, reason="It was his brother")
    wrong = made.release(met.clinician, met.person, Category.SCREENING)
    assert records.of_person(wrong) == [] and records.open_tasks(release=wrong) == []
    actions.follow_encounter(met.encounter, actor=met.clinician)
    assert {*Screening.objects.values_list("person", flat=True), *Task.objects.values_list("person", flat=True)} == {
        right
    }


def test_a_screening_without_a_call(met):
    encounter = encounters.start(actor=met.clinician, person_id=made.person(met.clinician))
    encounters.set_outcome(encounter, actor=met.clinician, outcome=ContactOutcome.PHONE_ONLY)
    assert actions.begin(encounter, actor=met.clinician, instrument="cssrs-screener") != met.screening
