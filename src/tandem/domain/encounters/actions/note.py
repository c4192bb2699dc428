"""Write the clinical note. Every version stays; a signature ends the note, and what follows is an addendum."""

from uuid import UUID

from tandem.domain.encounters.actions.contact import changed, held
from tandem.domain.encounters.models import Note
from tandem.domain.encounters.rules import NOTE_LIMIT
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def write_note(encounter_id: UUID, *, actor: Actor, text: str, sign: bool = False) -> None:
    """Save `text` (20,000 characters, kept as given) as the note's newest version, and sign it where asked.

    The same text again adds nothing. Works after the close too: a note is often signed later. Raises Refusal.
    """
    clean("note", text, NOTE_LIMIT, required=sign)
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        newest = encounter.notes.order_by("-id").first()
        same = text == (newest.text if newest else "")
        if same and (not sign or newest.signed_at):
            return
        if same and newest.written_by == actor.id:
            newest.signed_at = doing.at
            newest.save()
        else:
            # A colleague's words are signed as a version of one's own.
            newest = Note.objects.create(
                encounter=encounter,
                text=text,
                written_at=doing.at,
                written_by=actor.id,
                written_by_name=actor.name,
                signed_at=doing.at if sign else None,
            )
        addendum = encounter.notes.filter(pk__lt=newest.pk).exclude(signed_at=None).exists()
        doing.log(
            Kind.NOTE_WRITTEN, encounter.incident_id, encounter.person_id, encounter.pk, signed=sign, addendum=addendum
        )
        changed(doing, encounter)
