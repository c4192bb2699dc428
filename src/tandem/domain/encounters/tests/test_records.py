"""What a release shows of contacts, and what the measures get of them."""

from uuid import UUID, uuid4

import pytest

from tandem.domain.encounters import actions, records
from tandem.domain.encounters.facts import facts
from tandem.domain.incidents.models import Incident
from tandem.vocabulary.facts import World
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role, Unanswered
from tests import made


def _release(night, *categories):
    return made.release(night.clinician, night.person, *categories)


def test_a_summary_holds_what_was_said(night):
    actor, encounter = night.clinician, night.encounter
    actions.set_outcome(encounter, actor=actor, outcome="engaged")
    actions.rate_distress(encounter, actor=actor, before=8, after=Unanswered.DECLINED)
    actions.write_note(encounter, actor=actor, text="Draft.")
    actions.write_note(encounter, actor=actor, text="Whole note.", sign=True)
    actions.write_note(encounter, actor=actor, text="More.")
    actions.write_note(encounter, actor=actor, text="More to say.")
    release = _release(night, Category.CLINICAL_NOTE)
    found = records.summary(encounter, release=release)
    assert [(part.text, part.addendum, bool(part.signed_at)) for part in found.notes] == [
        ("Whole note.", False, True),
        ("More to say.", True, False),
    ]
    assert found.draft == "More to say."
    assert (found.distress_before, found.distress_after, found.distress_after_unanswered) == (8, None, "declined")
    assert found.unit.startswith("CR")
    assert records.of_person(release) == [found]
    assert records.for_assignment(night.assignment, release=release) == found
    assert records.for_assignment(uuid4(), release=release) is None


def test_without_the_category_or_the_person_there_is_nothing(night):
    closed = _release(night, Category.SCREENING, Category.CAD_FACTS)
    other = made.release(night.clinician, made.person(), Category.CLINICAL_NOTE)
    for release in (closed, other):
        with pytest.raises(Absent):
            records.summary(night.encounter, release=release)
    with pytest.raises(Absent):
        records.of_person(closed)
    with pytest.raises(Absent):
        records.for_assignment(night.assignment, release=closed)
    assert records.of_person(other) == []


def test_a_contact_without_a_call_has_no_unit(night):
    person = made.person()
    encounter = actions.start(actor=night.clinician, person_id=person)
    found = records.summary(encounter, release=made.release(night.clinician, person, Category.CLINICAL_NOTE))
    assert (found.unit, found.draft, found.incident_id) == ("", "", None)


def test_the_review_lists_what_is_still_unsaid(night):
    actor, encounter = night.clinician, night.encounter
    release = _release(night, Category.CLINICAL_NOTE)

    def missing():
        return records.missing(records.summary(encounter, release=release))

    assert missing() == ["Whether you and the person met"]
    actions.set_outcome(encounter, actor=actor, outcome="engaged")
    assert missing() == ["How it ended", "Distress before", "Distress after", "Note"]
    actions.rate_distress(encounter, actor=actor, before=0, after=Unanswered.NOT_ASKED)
    actions.set_disposition(encounter, actor=actor, disposition="resolved_on_scene")
    actions.write_note(encounter, actor=actor, text="Talked.")
    assert missing() == ["Signature on the note"]
    actions.write_note(encounter, actor=actor, text="Talked.", sign=True)
    assert missing() == []


def test_the_hand_over_counts_unsigned_notes_and_lists_them_to_clinical_roles(night):
    actor, encounter = night.clinician, night.encounter
    clinical = made.list_release(actor, "handover", Category.CLINICAL_NOTE)
    assert records.unsigned_notes(release=clinical) == records.UnsignedNotes(0, ())
    actions.set_outcome(encounter, actor=actor, outcome="engaged")
    actions.set_disposition(encounter, actor=actor, disposition="resolved_on_scene")
    actions.close(encounter, actor=actor)
    found = records.unsigned_notes(release=clinical)
    assert (found.count, found.rows[0].encounter_id, found.rows[0].started_note) == (1, encounter, False)
    assert records.unsigned_notes(release=made.list_release(actor, "handover")) == records.UnsignedNotes(1, ())
    stranger = made.user_with_job(Role.CLINICIAN)
    theirs = made.list_release(stranger, "handover", Category.CLINICAL_NOTE)
    assert records.unsigned_notes(release=theirs).count == 0
    actions.write_note(encounter, actor=actor, text="Talked.")
    assert records.unsigned_notes(release=clinical).rows[0].started_note
    actions.write_note(encounter, actor=actor, text="Talked.", sign=True)
    assert records.unsigned_notes(release=clinical).count == 0


def test_facts_name_nobody_and_give_unknown_people_no_key(night):
    asked = []

    def key(kind: str, one: UUID) -> str:
        asked.append((kind, one))
        return f"{kind}-key"

    known = made.person(night.clinician, given_name="Avery", family_name="Sample")
    alone = actions.start(actor=night.clinician, person_id=known)
    first, second = facts(key)
    assert (first.record, first.person, first.incident) == (str(night.encounter), None, "incident-key")
    assert first.agency == Incident.objects.get().agency.short_name
    assert (second.record, second.person, second.incident) == (str(alone), "person-key", None)
    assert second.agency.startswith("provider-")
    assert (second.world, second.contact_outcome, second.disposition) == (World.REAL, None, None)
    assert asked == [("incident", night.incident), ("person", known)]
    assert [one.record for one in facts(key, since=second.started_at)] == [str(alone)]
    assert [one.record for one in facts(key, until=second.started_at)] == [str(night.encounter)]
