"""Who may start a contact, with whom, and who may say more about it later."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tandem.domain.encounters import actions
from tandem.domain.encounters.models import Encounter
from tandem.domain.people.models import Person
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.models import Log
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ContactOutcome, Role
from tandem.vocabulary.timeline import Kind
from tests import made
from tests.short import few


def test_a_second_tap_returns_the_first_encounter(night):
    again = actions.start(actor=night.clinician, person_id=night.person, assignment_id=night.assignment)
    assert again == night.encounter
    assert Log.objects.filter(kind=Kind.ENCOUNTER_STARTED).count() == 1
    found = Encounter.objects.get()
    assert found.incident_id == night.incident
    assert found.organization_id == night.clinician.organization_id


def test_the_first_contact_makes_the_record_the_providers(night):
    assert Person.objects.get(pk=night.person).organization_id == night.clinician.organization_id


@pytest.mark.fuzz
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("on_a_call", few([True, False], every=2))
def test_two_taps_at_once_are_one_encounter(on_a_call):
    clinician = made.user_with_job(Role.CLINICIAN)
    person = made.person(clinician)
    given = {}
    if on_a_call:
        team = made.team(clinician, made.user_with_job(Role.OFFICER))
        given["assignment_id"] = made.sent(made.call(person), team)
    ready = threading.Barrier(4)

    def tap(_):
        try:
            ready.wait()
            return actions.start(actor=clinician, person_id=person, **given)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(tap, range(4)))) == 1
    assert Encounter.objects.count() == 1


def test_a_contact_without_a_call(night):
    person = made.person(night.clinician)
    first = actions.start(actor=night.clinician, person_id=person)
    assert actions.start(actor=night.clinician, person_id=person) == first
    actions.set_outcome(first, actor=night.clinician, outcome=ContactOutcome.DECLINED)
    actions.close(first, actor=night.clinician, clear_team=True)
    assert actions.start(actor=night.clinician, person_id=person) != first


def test_two_persons_on_one_call_have_two_encounters(night):
    other = made.person()
    with pytest.raises(Refusal, match="not on the call"):
        actions.start(actor=night.clinician, person_id=other, assignment_id=night.assignment)
    made.add_person(night.incident, actor=night.clinician, person_id=other)
    second = actions.start(actor=night.clinician, person_id=other, assignment_id=night.assignment)
    assert second != night.encounter


def test_a_person_taken_off_the_call_is_not_on_it(night):
    other = made.person()
    incident = made.call(other)
    assert actions.start(actor=night.clinician, person_id=other, incident_id=incident)
    with pytest.raises(Refusal, match="not on the call"):
        actions.start(actor=night.clinician, person_id=night.person, incident_id=incident)


def test_an_officer_writes_no_encounter(night):
    with pytest.raises(NotAllowed):
        actions.start(actor=night.officer, person_id=night.person, assignment_id=night.assignment)


def test_off_the_team_there_is_no_such_call(night):
    stranger = made.user_with_job(Role.CLINICIAN)
    for given in (
        {"assignment_id": night.assignment},
        {"assignment_id": uuid4()},
        {"incident_id": uuid4()},
        {},  # a person of another provider
    ):
        with pytest.raises(Absent):
            actions.start(actor=stranger, person_id=night.person, **given)
    with pytest.raises(Absent):
        actions.start(actor=night.clinician, person_id=uuid4())
    with pytest.raises(Refusal, match="another call"):
        actions.start(
            actor=night.clinician, person_id=night.person, assignment_id=night.assignment, incident_id=made.call()
        )


@pytest.mark.parametrize("days", [1, -40_000])
def test_a_time_that_cannot_be(night, days):
    with pytest.raises(Refusal, match="can't be right"):
        actions.start(actor=night.clinician, person_id=made.person(), at=clock.now() + timedelta(days=days))


def _verbs(encounter, actor):
    yield lambda: actions.set_outcome(encounter, actor=actor, outcome="engaged")
    yield lambda: actions.rate_distress(encounter, actor=actor, before=4)
    yield lambda: actions.set_disposition(encounter, actor=actor, disposition="arrest")
    yield lambda: actions.write_note(encounter, actor=actor, text="hello")
    yield lambda: actions.close(encounter, actor=actor)
    yield lambda: actions.reopen(encounter, actor=actor, reason="one more thing")
    yield lambda: actions.move_to_person(encounter, actor=actor, person_id=uuid4(), reason="wrong person")


def test_forbidden_looks_exactly_like_absent(night):
    own = Organization.objects.get(pk=night.clinician.organization_id)
    colleague = made.user_with_job(Role.CLINICIAN, of=own)
    supervisor = made.user_with_job(Role.CLINICAL_SUPERVISOR)
    for encounter, actor in (
        (night.encounter, colleague),
        (night.encounter, supervisor),
        (uuid4(), night.clinician),
    ):
        for verb in _verbs(encounter, actor):
            with pytest.raises(Absent):
                verb()


def test_a_colleague_on_the_same_team_writes_too(db):
    own = made.organization()
    one, two = made.user_with_job(Role.CLINICIAN, of=own), made.user_with_job(Role.CLINICIAN, of=own)
    elsewhere = made.user_with_job(Role.CLINICIAN)
    person = made.person()
    assignment = made.sent(made.call(person), made.team(one, two, elsewhere))
    encounter = actions.start(actor=one, person_id=person, assignment_id=assignment)
    actions.set_outcome(encounter, actor=two, outcome="engaged")
    with pytest.raises(Absent):
        actions.set_outcome(encounter, actor=elsewhere, outcome="declined")


def test_the_wrong_person_is_put_right_and_the_log_keeps_the_first(night):
    right = made.person()
    with pytest.raises(Refusal, match="not on the call"):
        actions.move_to_person(night.encounter, actor=night.clinician, person_id=right, reason="It was his brother")
    made.add_person(night.incident, actor=night.clinician, person_id=right)
    with pytest.raises(Refusal, match="empty"):
        actions.move_to_person(night.encounter, actor=night.clinician, person_id=right, reason=" ")
    actions.move_to_person(night.encounter, actor=night.clinician, person_id=right, reason="It was his brother")
    actions.move_to_person(night.encounter, actor=night.clinician, person_id=right, reason="a second tap")
    assert Encounter.objects.get().person_id == right
    moved = Log.objects.get(kind=Kind.ENCOUNTER_MOVED)
    assert {night.person, right, night.encounter, night.incident} == set(moved.subjects)
    assert moved.words["reason"] == "It was his brother"
    assert (moved.detail["old"], moved.detail["new"]) == (str(night.person), str(right))


def test_it_cannot_be_moved_onto_another_encounter_or_a_strangers_person(night):
    other = made.person()
    made.add_person(night.incident, actor=night.clinician, person_id=other)
    actions.start(actor=night.clinician, person_id=other, assignment_id=night.assignment)
    with pytest.raises(Refusal, match="already has an encounter"):
        actions.move_to_person(night.encounter, actor=night.clinician, person_id=other, reason="mixed up")
    alone = actions.start(actor=night.clinician, person_id=made.person())
    theirs = made.person(made.user_with_job(Role.CLINICIAN))
    for person in (theirs, uuid4()):
        with pytest.raises(Absent):
            actions.move_to_person(alone, actor=night.clinician, person_id=person, reason="mixed up")


def test_tandem_itself_may_act_for_an_organization_and_only_for_one(night):
    granted = frozenset({Permission.ENCOUNTER_WRITE})
    person = made.person(night.clinician)
    with pytest.raises(Refusal, match="belongs to an organization"):
        actions.start(actor=Actor.system("demo", *granted), person_id=person)
    demo = Actor("system", None, "demo", organization_id=night.clinician.organization_id, grants=granted)
    actions.start(actor=demo, person_id=person)
    actions.set_outcome(night.encounter, actor=demo, outcome="engaged")
