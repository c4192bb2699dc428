"""Addenda, co-signatures, returns: nothing signed changes, nobody signs for another, and the queue's counts are true."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tandem.disclosure import NotReleased
from tandem.domain.encounters import actions, records, signing
from tandem.domain.encounters.models import Note, NoteReview
from tandem.domain.encounters.signing_rules import Said, Version, standing
from tandem.domain.encounters.tests.conftest import Night
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import guard
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.signing import NoteState, Verdict
from tandem.vocabulary.terms import Profession, Role
from tests import made

pytestmark = pytest.mark.django_db
NOW = clock.now()


def _colleague(of: Actor, role: Role, profession: Profession | None = None) -> Actor:
    return made.user_with_job(role, profession, of=Organization.objects.get(pk=of.organization_id))


@pytest.fixture
def intern(night: Night) -> Actor:
    """An intern of the night's provider, who met somebody on their own and signed the note."""
    return _colleague(night.clinician, Role.CLINICIAN, Profession.INTERN)


@pytest.fixture
def supervisor(night: Night) -> Actor:
    return _colleague(night.clinician, Role.CLINICAL_SUPERVISOR)


def met(actor: Actor, *, text: str = "Talked on the bench.", sign: bool = True, hours_ago: int = 0):
    with clock.at(clock.now() - timedelta(hours=hours_ago)):
        encounter = actions.start(actor=actor, person_id=made.person(actor, given_name="Ana", family_name="Made"))
        actions.set_outcome(encounter, actor=actor, outcome="engaged")
        actions.set_disposition(encounter, actor=actor, disposition="stays_with_support")
        if text:
            actions.write_note(encounter, actor=actor, text=text, sign=sign)
        actions.close(encounter, actor=actor)
    return encounter


def queue(reader: Actor, **asked) -> signing.SigningQueue:
    return signing.queue(release=made.list_release(reader, "signing", Category.CLINICAL_NOTE), **asked)


def newest(encounter) -> int:
    return Note.objects.filter(encounter=encounter).latest("id").pk


def summary(reader: Actor, encounter) -> records.EncounterSummary:
    person = records.Encounter.objects.get(pk=encounter).person_id
    return records.summary(encounter, release=made.release(reader, person, Category.CLINICAL_NOTE))


def test_an_addendum_says_why_and_a_signed_row_never_changes(night: Night):
    actor, encounter = night.clinician, night.encounter
    actions.write_note(encounter, actor=actor, text="Calm.", sign=True)
    with pytest.raises(Refusal, match="Say why"):
        actions.write_note(encounter, actor=actor, text="It was his brother.", sign=True)
    with pytest.raises(Refusal, match="Choose why"):
        actions.write_note(encounter, actor=actor, text="It was his brother.", reason="because")
    actions.write_note(encounter, actor=actor, text="It was his brother.", reason="correction", sign=True)
    parts = summary(actor, encounter).notes
    assert [(one.text, one.reason, one.addendum) for one in parts] == [
        ("Calm.", "", False),
        ("It was his brother.", "correction", True),
    ]
    assert parts[1].by == actor.name and parts[1].signed_at
    first = Note.objects.earliest("id")
    for change in (lambda: Note.objects.filter(pk=first.pk).update(written_by_name="x"), lambda: first.delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), guard("planted"):
            change()


def test_a_draft_keeps_its_reason_and_the_reason_can_be_put_right(night: Night):
    actor, encounter = night.clinician, night.encounter
    actions.write_note(encounter, actor=actor, text="Calm.", sign=True)
    actions.write_note(encounter, actor=actor, text="He called.")
    actions.write_note(encounter, actor=actor, text="He called.", reason="left_out")
    actions.write_note(encounter, actor=actor, text="He called.", sign=True)
    assert Note.objects.latest("id").reason == "left_out"


def test_an_interns_note_waits_for_a_supervisor_and_a_clinicians_does_not(night: Night, intern, supervisor):
    met(night.clinician)
    encounter = met(intern)
    found = queue(supervisor)
    assert [(row.encounter_id, row.state, row.author) for row in found.rows] == [
        (encounter, NoteState.WAITING, intern.name)
    ]
    assert summary(supervisor, encounter).notes[0].waiting
    actions.cosign(encounter, actor=supervisor, read_to=newest(encounter))
    part = summary(supervisor, encounter).notes[0]
    assert (part.waiting, part.cosigned_by) == (False, supervisor.name) and part.by == intern.name
    assert queue(supervisor).total == 0
    with pytest.raises(Refusal, match="Nothing here waits"):
        actions.cosign(encounter, actor=supervisor, read_to=newest(encounter))


def test_a_returned_note_is_answered_by_a_signed_addendum_of_its_author(night: Night, intern, supervisor):
    encounter = met(intern)
    with pytest.raises(Refusal, match="empty"):
        actions.return_note(encounter, actor=supervisor, comment=" ", read_to=newest(encounter))
    actions.return_note(encounter, actor=supervisor, comment="Who stays with her?", read_to=newest(encounter))
    assert [row.state for row in queue(supervisor).rows] == [NoteState.RETURNED]
    own = made.list_release(intern, "care", Category.CLINICAL_NOTE)
    (owed, comment), *rest = signing.returned_to(intern.id, release=own)
    assert (owed.encounter_id, comment, rest) == (encounter, "Who stays with her?", [])
    actions.write_note(encounter, actor=intern, text="Her sister.", reason="answer")
    assert queue(supervisor).rows[0].state == NoteState.RETURNED
    actions.write_note(encounter, actor=intern, text="Her sister.", reason="answer", sign=True)
    assert signing.returned_to(intern.id, release=own) == []
    assert [row.state for row in queue(supervisor).rows] == [NoteState.WAITING]
    actions.cosign(encounter, actor=supervisor, read_to=newest(encounter))
    assert [part.waiting for part in summary(supervisor, encounter).notes] == [False, False]


def test_a_returned_draft_is_answered_by_a_new_version(night: Night, supervisor):
    encounter = met(night.clinician, text="Ta", sign=False, hours_ago=30)
    actions.return_note(encounter, actor=supervisor, comment="Finish it.", read_to=newest(encounter))
    assert queue(supervisor).rows[0].state == NoteState.RETURNED
    actions.write_note(encounter, actor=night.clinician, text="Talked.")
    # The new version is unsigned, and young.
    assert queue(supervisor).total == 0
    assert queue(supervisor, now=clock.now() + timedelta(hours=25)).rows[0].state == NoteState.UNSIGNED


def test_nothing_written_is_owed_by_whoever_began_the_contact(night: Night, supervisor):
    late, early = met(night.clinician, text="", hours_ago=50), met(night.clinician, text="", hours_ago=60)
    met(night.clinician, text="", hours_ago=2)
    found = queue(supervisor)
    assert [row.encounter_id for row in found.rows] == [early, late]
    assert found.rows[0].author == night.clinician.name and not found.rows[0].started_note
    actions.return_note(late, actor=supervisor, comment="Write it up.", read_to=None)
    found = queue(supervisor)
    assert found.counts == {NoteState.UNSIGNED: 1, NoteState.WAITING: 0, NoteState.RETURNED: 1}
    assert found.authors == ((night.clinician.id, night.clinician.name, 2),)
    assert queue(supervisor, state="returned").total == 1
    assert queue(supervisor, author=supervisor.id).total == 0
    assert queue(supervisor, limit=1).total == 2 and len(queue(supervisor, limit=1, offset=1).rows) == 1


def test_nobody_signs_for_another_and_nobody_cosigns_their_own(night: Night, intern, supervisor):
    draft = met(night.clinician, sign=False)
    with pytest.raises(Absent):
        actions.write_note(draft, actor=supervisor, text="Talked on the bench.", sign=True)
    with pytest.raises(Refusal, match="Nothing here waits"):
        actions.cosign(draft, actor=supervisor, read_to=newest(draft))
    admin = made.user_with_job(Role.ADMIN)
    actions.set_rule(actor=admin, professions=["clinician"], late_after_hours=24)
    own = met(supervisor)
    with pytest.raises(Refusal, match="your own note"):
        actions.cosign(own, actor=supervisor, read_to=newest(own))
    with pytest.raises(Refusal, match="your own note"):
        actions.return_note(own, actor=supervisor, comment="Hm.", read_to=newest(own))
    other = _colleague(night.clinician, Role.CLINICAL_SUPERVISOR)
    actions.cosign(own, actor=other, read_to=newest(own))
    assert NoteReview.objects.count() == 1
    elsewhere = made.user_with_job(Role.CLINICAL_SUPERVISOR)
    with pytest.raises(Absent):
        actions.cosign(own, actor=elsewhere, read_to=newest(own))


def test_what_was_added_meanwhile_is_read_first(night: Night, intern, supervisor):
    encounter = met(intern)
    read_to = newest(encounter)
    actions.write_note(encounter, actor=intern, text="And her cat.", reason="left_out", sign=True)
    for say in (
        lambda: actions.cosign(encounter, actor=supervisor, read_to=read_to),
        lambda: actions.return_note(encounter, actor=supervisor, comment="?", read_to=read_to),
    ):
        with pytest.raises(Conflict, match="Something was added"):
            say()


def test_the_rule_is_an_edition_and_what_was_signed_keeps_its_own(night: Night, intern, supervisor):
    before = met(intern)
    admin = made.user_with_job(Role.ADMIN)
    actions.set_rule(actor=admin, professions=[], late_after_hours=1)
    met(intern)
    assert [row.encounter_id for row in queue(supervisor).rows] == [before]
    for professions, hours in ((["officer"], 24), (["intern"], 0), (["intern"], True), (["intern"], 721)):
        with pytest.raises(Refusal):
            actions.set_rule(actor=admin, professions=professions, late_after_hours=hours)
    assert signing.rule_in_force().set_by == admin.name


def test_the_queue_needs_a_release_and_leaves_out_the_sealed_and_colleagues(night: Night, intern, supervisor):
    encounter = met(intern)
    with pytest.raises(NotReleased):
        signing.queue(release=made.list_release(supervisor, "signing"))
    person = records.Encounter.objects.get(pk=encounter).person
    with guard("test"):
        person.is_staff = True
        person.save()
    assert queue(supervisor).total == 0


def _version(id: int, *, signed: bool = False, cosign: bool = False, blank: bool = False) -> Version:
    return Version(id, None, NOW, NOW if signed else None, cosign, blank)


@pytest.mark.parametrize(
    ("versions", "said", "state"),
    [
        ([], [], NoteState.UNSIGNED),
        ([_version(1)], [], NoteState.UNSIGNED),
        ([_version(1, blank=True)], [], NoteState.UNSIGNED),
        ([_version(1, signed=True)], [], NoteState.SETTLED),
        ([_version(1, signed=True), _version(2)], [], NoteState.UNSIGNED),
        ([_version(1, signed=True), _version(2, blank=True)], [], NoteState.SETTLED),
        ([_version(1, signed=True, cosign=True)], [], NoteState.WAITING),
        ([_version(1, signed=True, cosign=True)], [Said(Verdict.COSIGNED, 1, NOW)], NoteState.SETTLED),
        ([_version(1, signed=True, cosign=True)], [Said(Verdict.RETURNED, 1, NOW)], NoteState.RETURNED),
        ([], [Said(Verdict.RETURNED, None, NOW)], NoteState.RETURNED),
        ([_version(1)], [Said(Verdict.RETURNED, None, NOW)], NoteState.UNSIGNED),
    ],
)
def test_where_a_note_stands(versions, said, state):
    assert standing(versions, said, closed_at=NOW, owed=True).state == state
    assert standing([], [], closed_at=None, owed=True).state == NoteState.SETTLED
