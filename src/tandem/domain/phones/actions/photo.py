"""Photos: their bytes come in by themselves, and belong to a contact once a piece of work ties them to it."""

from uuid import UUID

from tandem.domain.encounters.actions import held
from tandem.domain.phones.models import Photo
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.attachments.store import Kept, lasting
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean

NAME_LIMIT = 120


def keep_photo(photo_id: UUID, *, actor: Actor, author: Actor, file: Kept, kind: str) -> None:
    """Note a photo whose bytes are kept. It is in nobody's record yet."""
    with act(actor, Permission.PHONE_WORK, kind="photo", subject=photo_id) as doing:
        Photo.objects.create(
            id=photo_id,
            file=file.id,
            author=author.id,
            author_name=author.name,
            organization_id=author.organization_id,
            hash=file.sha256,
            size=file.size,
            kind=kind,
            received_at=doing.at,
        )
        doing.detail = {"bytes": file.size}


def tie_photo(photo_id: UUID, *, actor: Actor, encounter_id: UUID, name: str, digest: str) -> None:
    """Put a photo of one's own under the contact. Raises Absent off the team, Refusal while its bytes are not here."""
    clean("name", name, NAME_LIMIT)
    with act(actor, Permission.ENCOUNTER_WRITE, kind="photo", subject=photo_id) as doing:
        encounter = held(encounter_id, actor)
        row = Photo.objects.select_for_update().filter(pk=photo_id).first()
        if row is None or row.hash != digest:
            raise Refusal(("photo", "The photo itself has not arrived whole. Send it again."))
        if row.author != actor.id and actor.kind != "system":
            raise Absent
        if row.encounter_id == encounter.pk:
            return
        if row.encounter_id:
            raise Refusal(("photo", "This photo belongs to another contact already."))
        row.encounter_id, row.person_id, row.name, row.tied_at = encounter.pk, encounter.person_id, name, doing.at
        row.save()
        lasting(row.file)
        doing.publish("encounter.changed", encounter=encounter.pk)
