"""Write the clinical note. Every version stays; a signature ends the note, and what follows is an addendum."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from tandem.domain.encounters.actions.contact import changed, held
from tandem.domain.encounters.models import Encounter, Note, NoteReview
from tandem.domain.encounters.rules import NOTE_LIMIT
from tandem.domain.encounters.signing import rule_in_force
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.signing import ADDENDUM_LABELS, AddendumReason
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def write_note(encounter_id: UUID, *, actor: Actor, text: str, sign: bool = False, reason: str = "") -> None:
    """Save `text` (20,000 characters, kept as given) as the note's newest version, and sign it where asked.

    After a signature the text is an addendum, and `reason` (an `AddendumReason`) says why it is added; a draft may wait
    for its reason, a signature not. The same text again adds nothing. Works after the close too: a note is often signed
    later. The signature notes whether the program asks for a co-signature of this profession. Raises Refusal.
    """
    clean("note", text, NOTE_LIMIT, required=sign)
    if reason and reason not in list(AddendumReason):
        raise Refusal(("reason", f"Choose why: {', '.join(ADDENDUM_LABELS.values())}."))
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        newest = _newest(encounter)
        # The next words stand under a signature; a draft after one is the same addendum, still being written.
        addendum = newest is not None and newest.under_signature
        reason = reason or (newest.reason if newest and not newest.signed_at else "")
        # An unsigned part may change its reason with the same words; a signed one never changes.
        same = text == (newest.text if newest else "") and (not newest or newest.signed_at or newest.reason == reason)
        if same and (not sign or newest.signed_at):
            return
        if addendum and sign and not reason:
            raise Refusal(("reason", "Say why this is added to a signed note."))
        cosign = sign and actor.profession is not None and actor.profession in rule_in_force().professions
        if same and newest.written_by == actor.id:
            newest.signed_at, newest.cosign = doing.at, cosign
            newest.written_as = actor.profession or ""
            newest.save()
        else:
            # A colleague's words are signed as a version of one's own.
            doing.add(
                Note(
                    encounter=encounter,
                    text=text,
                    written_at=doing.at,
                    written_by=actor.id,
                    written_by_name=actor.name,
                    written_as=actor.profession or "",
                    signed_at=doing.at if sign else None,
                    cosign=cosign,
                    reason=reason if addendum else "",
                )
            )
        doing.log(
            Kind.NOTE_WRITTEN, encounter.incident_id, encounter.person_id, encounter.pk, signed=sign, addendum=addendum
        )
        changed(doing, encounter)


def take_draft_out(encounter_id: UUID, *, actor: Actor) -> None:
    """Take the unsigned words of the ordinary note out of it: a room further up keeps them, in a table of their own.

    Signed parts stand. Called inside an act of that room. Raises Absent.
    """
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        signed = encounter.notes.exclude(signed_at=None).order_by("-id").values_list("pk", flat=True).first() or 0
        drafts = encounter.notes.filter(pk__gt=signed, signed_at=None)
        if not drafts.exists():
            return
        # A supervisor's comment may hang on a version: that one stays, without its words.
        reviewed = NoteReview.objects.filter(encounter=encounter).exclude(note=None).values_list("note_id", flat=True)
        drafts.filter(pk__in=list(reviewed)).update(text="")
        drafts.exclude(pk__in=list(reviewed)).delete()
        changed(doing, encounter)


def _newest(encounter: Encounter) -> Note | None:
    """The newest version, with `under_signature`: whether anything of the note is signed."""
    signed = Note.objects.filter(encounter=OuterRef("encounter")).exclude(signed_at=None)
    return encounter.notes.annotate(under_signature=Exists(signed)).order_by("-id").first()
