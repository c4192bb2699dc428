"""The substance use record: who reads how much of it, what the log and the board learn, and where marked notes stand."""

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.encounters.models import Note
from tandem.domain.encounters.records import of_person as contacts
from tandem.domain.part2 import actions, records
from tandem.domain.part2.models import ApartNote, SubstanceUse
from tandem.domain.part2.patterns import tells_of_use
from tandem.domain.people.models import Person
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.timeline import of_incident, of_person
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Disposition, OrganizationKind, Role
from tandem.vocabulary.timeline import KINDS, Kind
from tests import made

PART2 = Category.PART2_RECORD


def _open(actor, met, purpose=Purpose.TREATMENT):
    return open_release(actor, met.person, purpose)


def test_r11_the_care_team_of_the_same_program_reads_all_of_it(met):
    met.tell()
    release = _open(met.clinician, met)
    assert release.view(PART2) == "whole" and "R11" in release.require(PART2).rules
    (found,) = records.of_person(release)
    assert found.answers["naloxone"] == {"doses": 2} and found.answers["words"].startswith("She says")
    assert [line.words for line in found.lines][:2] == ["Opioids: fentanyl, heroin, pain pills", "In the last day"]


def test_r42_a_peer_of_the_program_reads_the_plan_and_no_more(met):
    met.tell()
    release = _open(met.peer, met)
    assert release.view(PART2) == "plan_only"
    (found,) = records.of_person(release)
    assert set(found.answers) == {"goals", "supports"}
    actions.write_note(met.encounter, actor=met.clinician, text="Took methadone.", sign=True)
    assert records.notes_apart(release) == []
    kinds = {one.kind for one in of_person(release=_open(met.peer, met)) if one.category == PART2}
    assert kinds == {Kind.APART_TOLD}


def test_r24_medical_personnel_get_the_extract(met):
    met.tell()
    made_release = made.release(met.clinician, met.person, PART2)
    cut = type(made_release.answers[PART2])(True, ("R24",), "emergency_extract")
    object.__setattr__(made_release, "answers", {PART2: cut})
    (found,) = records.of_person(made_release)
    assert set(found.answers) == {"substances", "last_use", "withdrawal", "naloxone", "medicines", "reactions"}


def test_r16_a_supervisor_reads_it_for_quality_of_the_own_program(met):
    met.tell()
    encounters.write_note(met.encounter, actor=met.clinician, text="We talked.", sign=False)
    encounters.set_disposition(met.encounter, actor=met.clinician, disposition=Disposition.RESOLVED_ON_SCENE)
    encounters.close(met.encounter, actor=met.clinician)
    organization = Organization.objects.get(pk=met.clinician.organization_id)
    supervisor = made.user_with_job(Role.CLINICAL_SUPERVISOR, of=organization)
    release = open_release(supervisor, met.person, Purpose.OPERATIONS)
    assert "R16" in release.require(PART2).rules and records.of_person(release)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DISPATCHER, Role.CLINICIAN, Role.EVALUATOR, Role.ADMIN])
def test_p15_nobody_else_opens_it_or_learns_that_it_is_there(met, role):
    met.tell()
    met_by = met.officer if role == Role.OFFICER else made.user_with_job(role)
    purpose = {Role.OFFICER: Purpose.SCENE, Role.DISPATCHER: Purpose.DISPATCH}.get(role, Purpose.TREATMENT)
    try:
        release = open_release(met_by, met.person, purpose)
    except Absent:
        return
    assert not release.allows(PART2)
    with pytest.raises(Absent):
        records.of_person(release)
    assert not [one for one in of_person(release=release) if one.category == PART2]


def test_a_program_reads_only_what_it_wrote_itself(met):
    met.tell()
    other = made.organization(OrganizationKind.PROVIDER)
    release = _open(met.clinician, met)
    object.__setattr__(release, "organization_id", other.pk)
    assert records.of_person(release) == []


def test_the_call_the_board_and_the_audit_never_hear_of_it(met):
    before = of_incident(met.incident, release=made.list_release(met.clinician, "board", Category.CAD_FACTS))
    entries = Entry.objects.count()
    met.tell()
    after = of_incident(met.incident, release=made.list_release(met.clinician, "board", Category.CAD_FACTS))
    assert after == before
    row = Log.objects.get(kind=Kind.APART_TOLD)
    assert row.subjects == [met.person, met.encounter] and row.detail == {"again": False}
    entry = Entry.objects.latest("id")
    assert Entry.objects.count() > entries and entry.action == "apart:write" and not entry.detail
    words = str([entry.action, entry.object_kind, entry.detail])
    assert not any(word in words for word in ("opioid", "substance", "part2", "alcohol"))


def test_every_kind_that_is_kept_apart_has_a_category_that_is(met):
    apart = {PART2, Category.SUD_COUNSELING_NOTE, Category.PSYCHOTHERAPY_NOTE}
    assert {KINDS[kind].category for kind in Kind if kind.startswith("apart.")} == apart


def test_versions_stay_and_the_same_again_adds_nothing(met):
    met.tell()
    met.tell()
    assert SubstanceUse.objects.count() == 1
    met.tell(last_use=["days"])
    (found,) = records.of_person(_open(met.clinician, met))
    assert found.answers["last_use"] == "days" and found.earlier == 1


def test_bad_answers_name_their_field_and_keep_nothing(met):
    for told, field in (
        ({"substances": ["glue"]}, "substances"),
        ({"substances": ["none", "alcohol"]}, "substances"),
        ({"naloxone.doses": ["many"]}, "naloxone.doses"),
        ({"goals": ["x" * 301]}, "goals"),
        ({"words": ["a\x00b"]}, "words"),
        ({"amount": ["\ud800"]}, "amount"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.tell(met.encounter, actor=met.clinician, told=told)
        assert refused.value.errors[0][0] == field
    assert not SubstanceUse.objects.exists()


def test_only_the_team_of_the_contact_writes(met):
    with pytest.raises(Absent):
        actions.tell(met.encounter, actor=met.colleague, told={"goals": ["Rest"]})


def test_f7_a_note_that_tells_of_it_is_kept_apart_as_a_whole(met):
    encounters.write_note(met.encounter, actor=met.clinician, text="First words.")
    mixed = "First words. He takes methadone and misses his brother."
    actions.write_note(met.encounter, actor=met.clinician, text=mixed, sign=True)
    assert not Note.objects.exists(), "the draft went with it, so that its words stand in one place"
    release = _open(met.clinician, met)
    assert contacts(release)[0].notes == ()
    (note,) = records.notes_apart(release, met.encounter)
    assert note.text == mixed and note.signed_at and not note.addition
    actions.write_note(met.encounter, actor=met.clinician, text="Later: he went.", sign=True)
    assert [one.addition for one in records.notes_apart(release)] == [False, True]
    assert ApartNote.objects.order_by("id").first().organization_id == met.clinician.organization_id


def test_a_signed_ordinary_note_stands(met):
    encounters.write_note(met.encounter, actor=met.clinician, text="Signed words.", sign=True)
    actions.write_note(met.encounter, actor=met.clinician, text="And his treatment.")
    assert Note.objects.get().text == "Signed words."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He went back to methadone last week.", True),
        ("Asked about DETOX beds.", True),
        ("Two beers " + "and talk " * 200 + "after the AA meeting, sober since May", True),
        ("She is sad and sleeps badly.", False),
        ("", False),
    ],
)
def test_words_suggest_and_never_decide(met, text, found):
    assert tells_of_use(text) is found
    if text:
        encounters.write_note(met.encounter, actor=met.clinician, text=text)
        assert Note.objects.get().text == text


def test_a_contact_put_right_takes_all_of_it_along(met):
    met.tell()
    actions.begin(met.encounter, actor=met.clinician, instrument="audit-c")
    actions.write_counseling_note(met.encounter, actor=met.clinician, text="A session.")
    other = made.person(met.clinician, given_name="Ida")
    from tandem.domain.incidents.actions import add_person
    from tandem.foundation.accounts.actor import Actor
    from tandem.subscriptions import follow_the_encounter
    from tandem.vocabulary.permissions import Permission

    add_person(met.incident, actor=Actor.system("test", Permission.PERSON_DESCRIBE), person_id=other)
    encounters.move_to_person(met.encounter, actor=met.clinician, person_id=other, reason="It was Ida")
    follow_the_encounter(str(met.encounter))
    assert records.of_person(_open(met.clinician, met)) == []
    assert records.of_person(open_release(met.clinician, other, Purpose.TREATMENT))
    assert Person.objects.get(pk=other).organization_id == met.clinician.organization_id
