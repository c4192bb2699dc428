"""Write a counseling note or a psychotherapy note, and move a counseling note into the record: each by its author only."""

import uuid
from collections.abc import Iterable, Mapping
from uuid import UUID

from tandem.domain.encounters.actions import held, write_note
from tandem.domain.encounters.models import Encounter, Note
from tandem.domain.part2.actions.record import logged, of
from tandem.domain.part2.models import ApartNote, CounselingNote, PsychotherapyNote
from tandem.domain.part2.patterns import ordinary_parts
from tandem.domain.part2.rules import NOTE_LIMIT, PART_LIMIT, WHY_LIMIT, only_there
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.substances import ORDINARY_LABELS, OrdinaryPart
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def _newest(table, note_id: UUID, actor: Actor):
    """The newest version of the author's own note. Raises Absent for anybody else's."""
    found = table.objects.filter(note=note_id).order_by("-id").first()
    if found is None or found.written_by != actor.id or found.organization_id != actor.organization_id:
        raise Absent
    return found


def _keep(table, encounter: Encounter, note_id: UUID | None, text: str, actor: Actor, doing: Act) -> UUID:
    before = _newest(table, note_id, actor) if note_id else None
    if before and before.encounter_id != encounter.pk:
        raise Absent
    kept = note_id or uuid.uuid4()
    if before is None or before.text != text:
        table.objects.create(**of(encounter, actor, doing), note=kept, text=text)
    return kept


def write_counseling_note(encounter_id: UUID, *, actor: Actor, text: str, note_id: UUID | None = None) -> UUID:
    """Keep a SUD counseling note (42 CFR 2.11), or its newest version; its id. Raises Refusal, Absent."""
    clean("note", text, NOTE_LIMIT, required=True)
    with act(actor, Permission.APART_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        if note_id and _newest(CounselingNote, note_id, actor).moved_at:
            raise Refusal(("note", "This note was moved into the record. Write a new one."))
        kept = _keep(CounselingNote, encounter, note_id, text, actor, doing)
        logged(Kind.COUNSELING_WRITTEN, doing, encounter)
        return kept


def move_counseling_note(note_id: UUID, *, actor: Actor, why: str) -> None:
    """Move a counseling note into the substance use record, where it has its wider readers. Only its author, with a reason.

    The label is lost by this act alone, which is audited (P5). It stays a Part 2 record. Raises Refusal, Absent.
    """
    clean("why", why, WHY_LIMIT, required=True)
    with act(actor, Permission.APART_WRITE, kind="note", subject=note_id) as doing:
        newest = _newest(CounselingNote, note_id, actor)
        if newest.moved_at:
            return
        # What label it lost, as a code; the reason stands with the note.
        doing.detail = {"moved": "label"}
        for version in CounselingNote.objects.filter(note=note_id):
            version.moved_at, version.moved_why = doing.at, why
            version.save()
        encounter = newest.encounter
        ApartNote.objects.create(**of(encounter, actor, doing), text=newest.text, signed_at=doing.at)
        logged(Kind.COUNSELING_MOVED, doing, encounter)
        logged(Kind.APART_WRITTEN, doing, encounter, signed=True)


def write_psychotherapy_note(
    encounter_id: UUID,
    *,
    actor: Actor,
    text: str,
    note_id: UUID | None = None,
    told: Mapping[str, str] | None = None,
    kept: Iterable[str] = (),
) -> UUID:
    """Keep a psychotherapy note (45 CFR 164.501), or its newest version; its id. Raises Refusal, Absent.

    `told` has what is no psychotherapy note, by `OrdinaryPart`: it goes into the contact's ordinary note. `kept` names
    the parts the author says stand there already. What the words seem to hold and neither has is refused, by field.
    """
    clean("note", text, NOTE_LIMIT, required=True)
    parts = {part: clean(part, (told or {}).get(part, ""), PART_LIMIT) for part in OrdinaryPart}
    problems = only_there(ordinary_parts(text), parts, kept)
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.APART_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        _into_ordinary(encounter, actor, parts)
        written = _keep(PsychotherapyNote, encounter, note_id, text, actor, doing)
        logged(Kind.PSYCHOTHERAPY_WRITTEN, doing, encounter)
        return written


def _into_ordinary(encounter: Encounter, actor: Actor, parts: Mapping[OrdinaryPart, str]) -> None:
    lines = [f"{ORDINARY_LABELS[part]}: {words.strip()}" for part, words in parts.items() if words.strip()]
    if not lines:
        return
    newest = Note.objects.filter(encounter=encounter).order_by("-id").first()
    draft = newest.text if newest and newest.signed_at is None else ""
    write_note(encounter.pk, actor=actor, text="\n".join(([draft] if draft.strip() else []) + lines))
