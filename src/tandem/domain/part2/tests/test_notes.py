"""Notes that live apart even from the record, and what must be written when it is told in an emergency."""

from datetime import timedelta

import pytest

from tandem.domain.encounters.models import Note
from tandem.domain.part2 import actions, records
from tandem.domain.part2.actions.emergency import Emergency, facilities
from tandem.domain.part2.models import CounselingNote, EmergencyRecord, PsychotherapyNote
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.own_notes import open_own_notes
from tandem.foundation import clock
from tandem.foundation.audit.models import Entry
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.substances import OrdinaryPart
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made

COUNSELING, PSYCHOTHERAPY = Category.SUD_COUNSELING_NOTE, Category.PSYCHOTHERAPY_NOTE


def test_h14_a_psychotherapy_note_is_read_by_its_author_alone(met):
    actions.write_psychotherapy_note(met.encounter, actor=met.clinician, text="What he said about his father.")
    release = open_own_notes(met.clinician, met.person, PSYCHOTHERAPY)
    assert release.require(PSYCHOTHERAPY).rules == ("author",)
    assert not release.allows(Category.CLINICAL_NOTE) and not release.allows(COUNSELING)
    assert [one.text for one in records.psychotherapy_notes(release)] == ["What he said about his father."]
    for reader in (met.colleague, met.peer):
        mine = open_own_notes(reader, met.person, PSYCHOTHERAPY)
        assert records.psychotherapy_notes(mine) == []
    for stranger in (met.officer, made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.PRIVACY_OFFICER)):
        with pytest.raises(Absent):
            open_own_notes(stranger, met.person, PSYCHOTHERAPY)


def test_h14_no_ordinary_release_opens_either_kind(met):
    for actor in (met.clinician, met.peer, met.colleague):
        try:
            release = open_release(actor, met.person, Purpose.TREATMENT)
        except Absent:
            continue
        assert not release.allows(COUNSELING) and not release.allows(PSYCHOTHERAPY)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("She spoke of Lena. Sertraline 50 mg since March.", OrdinaryPart.MEDICATION),
        ("We met from 14:00 to 14:50 and she cried.", OrdinaryPart.TIMES),
        ("Weekly sessions of CBT go on.", OrdinaryPart.MODALITY),
        ("PHQ-9 was 12 today.", OrdinaryPart.RESULTS),
        ("Diagnosed with PTSD.", OrdinaryPart.DIAGNOSIS),
        ("The treatment plan is the same.", OrdinaryPart.PLAN),
    ],
)
def test_h14_what_is_no_psychotherapy_note_cannot_stand_there_alone(met, text, part):
    with pytest.raises(Refusal) as refused:
        actions.write_psychotherapy_note(met.encounter, actor=met.clinician, text=text)
    assert part.value in dict(refused.value.errors) and "ordinary record" in str(refused.value)
    assert not PsychotherapyNote.objects.exists()
    everything = {one: f"Words on {one}" for one in OrdinaryPart}
    actions.write_psychotherapy_note(met.encounter, actor=met.clinician, text=text, told=everything)
    assert f"Words on {part}" in Note.objects.get().text, "it stands in the ordinary note now"
    actions.write_psychotherapy_note(
        met.encounter, actor=met.clinician, text=f"{text} Again.", kept=tuple(OrdinaryPart)
    )
    assert PsychotherapyNote.objects.count() == 2


def test_p5_a_counseling_note_loses_its_label_by_an_audited_act_alone(met):
    note = actions.write_counseling_note(met.encounter, actor=met.clinician, text="The session about her son.")
    with pytest.raises(Refusal) as refused:
        actions.move_counseling_note(note, actor=met.clinician, why=" ")
    assert refused.value.errors[0][0] == "why"
    with pytest.raises(Absent):
        actions.move_counseling_note(note, actor=met.colleague, why="I want to read it")
    record = open_release(met.clinician, met.person, Purpose.TREATMENT)
    assert records.notes_apart(record) == []
    actions.move_counseling_note(note, actor=met.clinician, why="Her next counselor needs it.")
    actions.move_counseling_note(note, actor=met.clinician, why="A second tap")
    assert [one.text for one in records.notes_apart(record)] == ["The session about her son."]
    entries = Entry.objects.filter(object_id=note, action="apart:write")
    assert {"moved": "label"} in [one.detail for one in entries]
    (kept,) = records.counseling_notes(open_own_notes(met.clinician, met.person, COUNSELING))
    assert kept.moved_at and kept.moved_why == "Her next counselor needs it."
    with pytest.raises(Refusal, match="was moved"):
        actions.write_counseling_note(met.encounter, actor=met.clinician, text="More", note_id=note)


def test_a_note_has_versions_and_one_author(met):
    note = actions.write_counseling_note(met.encounter, actor=met.clinician, text="One.")
    actions.write_counseling_note(met.encounter, actor=met.clinician, text="Two.", note_id=note)
    actions.write_counseling_note(met.encounter, actor=met.clinician, text="Two.", note_id=note)
    (found,) = records.counseling_notes(open_own_notes(met.clinician, met.person, COUNSELING))
    assert (found.text, found.earlier) == ("Two.", 1)
    assert CounselingNote.objects.count() == 2
    with pytest.raises(Absent):
        actions.write_counseling_note(met.encounter, actor=met.colleague, text="Mine", note_id=note)


def _emergency(hospital, **changes) -> Emergency:
    told = {
        "facility": hospital.pk,
        "recipient_name": "Dr. Made Upton",
        "discloser_name": "Robin Made",
        "told_at": clock.now(),
        "nature": "She does not wake, breathes four times a minute.",
        "why_no_consent": "She is not conscious.",
    }
    return Emergency(**{**told, **changes})


@pytest.mark.parametrize(
    "missing", ["facility", "recipient_name", "discloser_name", "told_at", "nature", "why_no_consent"]
)
def test_p10_an_emergency_record_with_one_element_missing_is_not_saved(met, hospital, missing):
    empty = None if missing in ("facility", "told_at") else "  "
    with pytest.raises(Refusal) as refused:
        actions.record_emergency(met.person, actor=met.clinician, told=_emergency(hospital, **{missing: empty}))
    assert [field for field, _words in refused.value.errors] == [missing]
    assert not EmergencyRecord.objects.exists()


def test_p10_a_whole_one_is_saved_and_read_inside_the_program(met, hospital):
    actions.record_emergency(met.person, actor=met.clinician, told=_emergency(hospital))
    (found,) = records.emergencies(open_release(met.clinician, met.person, Purpose.TREATMENT))
    assert (found.facility, found.recipient) == ("St. Brigid Hospital", "Dr. Made Upton")
    with pytest.raises(Refusal, match="future"):
        later = clock.now() + timedelta(hours=1)
        actions.record_emergency(met.person, actor=met.clinician, told=_emergency(hospital, told_at=later))


def test_p10_police_and_dispatch_cannot_be_chosen(met, hospital):
    police = made.organization(OrganizationKind.POLICE, registered_provider=True)
    desk = made.organization(OrganizationKind.PSAP, registered_provider=True)
    shelter = made.organization(OrganizationKind.OTHER)
    choices = {key for key, _name in facilities()}
    assert hospital.pk in choices and not choices & {police.pk, desk.pk, shelter.pk}
    for place in (police, desk, shelter):
        with pytest.raises(Refusal) as refused:
            actions.record_emergency(met.person, actor=met.clinician, told=_emergency(place))
        assert refused.value.errors[0][0] == "facility"


def test_p10_only_the_provider_that_holds_the_record_writes_it(met, hospital):
    with pytest.raises(Absent):
        actions.record_emergency(met.person, actor=made.user_with_job(Role.CLINICIAN), told=_emergency(hospital))
