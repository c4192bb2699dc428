"""The one door out, and the timeline cut to one person."""

from uuid import uuid4

import pytest

from tandem.disclosure import NotReleased
from tandem.domain.consents.actions import revoke
from tandem.domain.encounters import actions as encounters
from tandem.domain.encounters import records as encounter_records
from tandem.domain.incidents.actions import (
    add_person,
    answer,
    correct,
    correct_time,
    hand_over,
    override,
    remove_person,
)
from tandem.domain.incidents.actions import stamp as stamp_time
from tandem.domain.referrals.tests.made_loop import NAMED, loop, yes
from tandem.domain.releases.access import recent
from tandem.domain.releases.accounting import accounting, openings
from tandem.domain.releases.disclose import NoAgreement, OnConsent, disclose, registered
from tandem.domain.releases.models import Disclosure
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.referring import send
from tandem.domain.releases.timeline import of_incident, of_person
from tandem.domain.staffing.records import team_of
from tandem.foundation import clock
from tandem.foundation.audit.models import Entry
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import ContactOutcome, ReferralState, Role, UnitTime
from tandem.vocabulary.timeline import Kind
from tests import made

pytestmark = pytest.mark.django_db
FIELDS = ("first name", "need")


def hand_out(one, release, recipient, categories=NAMED):
    return disclose(
        actor=one.sender,
        release=release,
        to=registered(recipient),
        on=OnConsent(),
        categories=categories,
        fields=FIELDS,
        body={"name": "Theo B."},
        medium="link",
        subject_id=one.referral,
    )


def opened(one):
    return open_release(one.sender, one.person, Purpose.REFERRAL)


def test_what_leaves_is_what_the_accounting_says():
    one = loop()
    package = hand_out(one, opened(one), one.clinic.pk)
    kept = Disclosure.objects.get()
    assert (kept.pk, kept.opening_id) == (package.id, package.release_id)
    assert frozenset(kept.categories) == package.categories == frozenset(NAMED)
    assert (kept.recipient_id, kept.recipient_name) == (package.recipient_organization_id, one.clinic.name)
    assert (kept.fields, kept.basis, kept.purpose) == (list(FIELDS), package.basis, package.purpose)
    assert (kept.basis, kept.agreement_id, kept.subject_id) == (Basis.AGREE, one.agreement, one.referral)
    assert frozenset(kept.obligations) == package.obligations
    entry = Entry.objects.get(action="disclose")
    assert (entry.outcome, entry.detail["disclosure"]) == ("ok", str(package.id))
    rows = recent(made.user_with_job(Role.PRIVACY_OFFICER))
    assert [(row.organization, row.what) for row in rows if row.left] == [(one.clinic.name, "sent by link")]


@pytest.mark.django_db(transaction=True)
def test_without_an_agreement_nothing_leaves_and_the_try_is_kept():
    one = loop()
    for recipient, categories in ((made.organization().pk, NAMED), (one.clinic.pk, (*NAMED, Category.SCREENING))):
        with pytest.raises(NoAgreement):
            hand_out(one, opened(one), recipient, categories)
    assert not Disclosure.objects.exists()
    assert [entry.outcome for entry in Entry.objects.filter(action="disclose")] == ["refused", "refused"]
    elsewhere = loop(one.sender)
    revoke(elsewhere.agreement, actor=one.sender, how="spoken")
    assert send(elsewhere.referral, actor=one.sender) is None
    assert elsewhere.row().state == ReferralState.NOT_SENT
    assert Entry.objects.filter(action="disclose", outcome="refused").count() == 3
    assert send(elsewhere.referral, actor=one.sender) is None
    yes(one.sender, elsewhere.person, elsewhere.clinic)
    assert send(elsewhere.referral, actor=one.sender).token
    assert Disclosure.objects.count() == 1
    with pytest.raises(Absent):
        send(elsewhere.referral, actor=made.user_with_job(Role.CLINICIAN))
    with pytest.raises(Absent):
        send(uuid4(), actor=one.sender)


def test_only_readers_of_the_log_read_the_accounting():
    one = loop()
    release = opened(one)
    hand_out(one, release, one.clinic.pk)
    for read in (accounting, openings):
        with pytest.raises(NotReleased):
            read(release=release)
        (row,) = read(release=made.release(one.sender, one.person, Category.ACCESS_LOG))
        assert row.person_id == one.person
        assert read(release=made.release(one.sender, made.person(), Category.ACCESS_LOG)) == []


def test_a_timeline_shows_own_rows_and_call_facts_only(scene):
    clinician = scene.actors["clinician on the team"]
    brother = made.person(clinician, given_name="Tom", family_name="Ballard")
    add_person(scene.incident, actor=clinician, person_id=brother)
    for person in (scene.person, brother):
        contact = encounters.start(actor=clinician, person_id=person, assignment_id=scene.assignment)
        encounters.set_outcome(contact, actor=clinician, outcome=ContactOutcome.ENGAGED)
    release = open_release(clinician, scene.person, Purpose.TREATMENT)
    shown = of_person(release=release)
    assert not [entry for entry in shown if brother in entry.subjects]
    kinds = [entry.kind for entry in shown]
    assert kinds.count(Kind.PERSON_ADDED) == 1
    assert {Kind.INCIDENT_RECEIVED, Kind.TEAM_ASSIGNED, Kind.CONTACT_OUTCOME} <= set(kinds)
    assert [entry.at for entry in shown] == sorted((entry.at for entry in shown), reverse=True)
    officer = open_release(scene.actors["officer on the team"], scene.person, Purpose.SCENE)
    assert {entry.category for entry in of_person(release=officer)} <= {
        Category.CAD_FACTS,
        Category.DEMOGRAPHICS,
        Category.SAFETY_FLAGS,
    }
    no_calls = made.release(clinician, scene.person, Category.CLINICAL_NOTE)
    assert {entry.category for entry in of_person(release=no_calls)} == {Category.CLINICAL_NOTE}


def test_a_contact_moved_to_somebody_else_is_theirs(scene):
    clinician = scene.actors["clinician on the team"]
    other = made.person(clinician, family_name="Right")
    add_person(scene.incident, actor=clinician, person_id=other)
    contact = encounters.start(actor=clinician, person_id=scene.person, assignment_id=scene.assignment)
    encounters.set_outcome(contact, actor=clinician, outcome=ContactOutcome.ENGAGED)
    encounters.move_to_person(contact, actor=clinician, person_id=other, reason="Wrong person")
    left = of_person(release=open_release(clinician, scene.person, Purpose.TREATMENT))
    assert not [entry for entry in left if contact in entry.subjects]
    assert [entry for entry in of_person(release=open_release(clinician, other, Purpose.TREATMENT)) if entry.kind]


def test_a_release_of_another_person_opens_no_record(scene):
    """The planted fault: each record is asked for with a release of somebody else."""
    clinician = scene.actors["clinician on the team"]
    contact = encounters.start(actor=clinician, person_id=scene.person, assignment_id=scene.assignment)
    other = made.release(clinician, made.person(), *Category)
    with pytest.raises(Absent):
        of_incident(scene.incident, release=other)
    with pytest.raises(Absent):
        encounter_records.summary(contact, release=other)
    assert encounter_records.for_assignment(scene.assignment, release=other) is None
    assert [entry for entry in of_person(release=other) if scene.person in entry.subjects] == []
    own = made.release(clinician, scene.person, Category.CAD_FACTS)
    assert of_incident(scene.incident, release=own)


def test_a_call_in_words(scene):
    by = {"actor": scene.actors["dispatcher"]}
    on = {"actor": scene.actors["clinician on the team"]}
    answer(scene.incident, **by, name="weapon", value="somewhere")
    answer(scene.incident, **by, name="weapon", value="none")
    override(scene.incident, **by, response="team_alone", reason="Known to the team")
    correct(scene.incident, **by, field="place", value="Oak Street 9", reason="Caller moved")
    correct(scene.incident, **by, field="narrative", value="He is Tom's brother", reason="More was said")
    at = stamp_time(scene.assignment, **on, which=UnitTime.ARRIVAL)
    correct_time(scene.assignment, **on, which=UnitTime.ARRIVAL, at=max(at, clock.now()), reason="Late tap")
    team = team_of(on["actor"].id)
    officer = next(one for one in team.members if one.profession == "officer")
    hand_over(scene.assignment, **on, member_id=officer.id, reason="weapon")
    remove_person(scene.incident, **on, person_id=scene.person, reason="Wrong person")
    listed = made.list_release(by["actor"], "board", Category.CAD_FACTS)
    words = {(entry.kind, entry.name): entry for entry in reversed(of_incident(scene.incident, release=listed))}
    said = words[Kind.INCIDENT_ANSWERED, "Weapon"]
    assert (said.was, said.now) == ("Somewhere in the home", "None")
    assert words[Kind.INCIDENT_CHANGED, "place"].was == "Bus stop, Elm Street"
    changed = words[Kind.INCIDENT_CHANGED, "narrative"]
    assert (changed.was, changed.now, changed.text) == ("", "changed", "Why: More was said")
    assert words[Kind.LEAD_HANDED_OVER, "Lead"].now == "officer"
    assert words[Kind.PERSON_REMOVED, ""].text == "Why: Wrong person"
    assert words[Kind.TIME_CORRECTED, "arrival"].text == "Why: Late tap"
    with pytest.raises(NotReleased):
        of_incident(scene.incident, release=made.list_release(by["actor"], "board", Category.DEMOGRAPHICS))
