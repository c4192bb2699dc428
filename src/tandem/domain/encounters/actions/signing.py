"""A supervisor's word on a colleague's note: co-signed, or returned with a comment. Nobody signs for another."""

from uuid import UUID

from tandem.domain.encounters.actions.contact import changed
from tandem.domain.encounters.models import Encounter, Note, NoteReview, SigningRule
from tandem.domain.encounters.signing import notes_oldest_first, said_of, versions_of
from tandem.domain.encounters.signing_rules import COMMENT_LIMIT, WRITES_NOTES, cosign_problem, rule_problems
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.signing import Verdict
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

NEWER = ("note", "Something was added while you read. Read it, then decide.")


def cosign(encounter_id: UUID, *, actor: Actor, read_to: int) -> None:
    """Co-sign every signed part up to version `read_to`, the newest this supervisor read.

    Raises Absent outside the own organization, Conflict where something newer stands, Refusal where nothing waits or
    the note is the supervisor's own.
    """
    with act(actor, Permission.NOTE_REVIEW, kind="encounter", subject=encounter_id) as doing:
        encounter, notes = _read(encounter_id, actor, read_to)
        reviews = list(encounter.reviews.order_by("at", "id"))
        problem = cosign_problem(versions_of(notes), said_of(reviews), reader=actor.id, read_to=read_to)
        if problem:
            raise Refusal(problem)
        _say(doing, encounter, notes[-1], Verdict.COSIGNED, "")


def return_note(encounter_id: UUID, *, actor: Actor, comment: str, read_to: int | None) -> None:
    """Return a note to its author with a comment of at most 1,000 characters. It waits for their answer then.

    `read_to` is the newest version read, None where nothing is written yet. Raises as `cosign`; a comment is required.
    """
    clean("comment", comment, COMMENT_LIMIT, required=True)
    with act(actor, Permission.NOTE_REVIEW, kind="encounter", subject=encounter_id) as doing:
        encounter, notes = _read(encounter_id, actor, read_to)
        author = notes[-1].written_by if notes else encounter.started_by
        if author == actor.id:
            raise Refusal(("note", "This is your own note. Another supervisor reads it."))
        if encounter.closed_at is None and not (notes and notes[-1].signed_at):
            raise Refusal(("note", "This is still being written. Wait until the contact is closed."))
        _say(doing, encounter, notes[-1] if notes else None, Verdict.RETURNED, comment)


def _read(encounter_id: UUID, actor: Actor, read_to: int | None) -> tuple[Encounter, list[Note]]:
    """The encounter, locked, with its versions, as this supervisor read them."""
    encounter = Encounter.objects.select_for_update().filter(pk=encounter_id).first()
    if encounter is None or encounter.organization_id != actor.organization_id:
        raise Absent
    notes = list(notes_oldest_first().filter(encounter=encounter))
    if (notes[-1].pk if notes else None) != read_to:
        raise Conflict(NEWER)
    return encounter, notes


def _say(doing: Act, encounter: Encounter, note: Note | None, verdict: Verdict, comment: str) -> None:
    NoteReview.objects.create(
        encounter=encounter,
        note=note,
        verdict=verdict,
        comment=comment,
        at=doing.at,
        by=doing.actor.id,
        by_name=doing.actor.name,
    )
    kind = Kind.NOTE_COSIGNED if verdict == Verdict.COSIGNED else Kind.NOTE_RETURNED
    # The comment itself is clinical and stays in the row.
    doing.log(kind, encounter.incident_id, encounter.person_id, encounter.pk)
    doing.tell("person", encounter.person_id)
    changed(doing, encounter)


def set_rule(*, actor: Actor, professions: list[str], late_after_hours: int) -> None:
    """Say from now on whose notes need a co-signature, and when an unsigned note is late. What is signed stays."""
    problems = rule_problems(professions, late_after_hours)
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="signing_rule") as doing:
        SigningRule.objects.create(
            professions=[one for one in WRITES_NOTES if one in professions],
            late_after_hours=late_after_hours,
            set_at=doing.at,
            set_by=actor.id,
            set_by_name=actor.name,
        )
