"""Write the substance use record of a contact: the page of taps, and the note that is kept apart as a whole.

The timeline and the live pages learn of it only under its own category; the board and the facts never do.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from tandem.domain.encounters.actions import held, take_draft_out
from tandem.domain.encounters.actions.contact import still_open
from tandem.domain.encounters.forms import checked
from tandem.domain.encounters.models import Encounter
from tandem.domain.part2.forms import USE
from tandem.domain.part2.models import ApartNote, SubstanceUse
from tandem.domain.part2.rules import NOTE_LIMIT
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

Told = Mapping[str, Sequence[str]]


def of(encounter: Encounter, actor: Actor, doing: Act) -> dict:
    """The columns every row kept apart has."""
    return {
        "encounter": encounter,
        "person_id": encounter.person_id,
        "organization_id": encounter.organization_id,
        "written_at": doing.at,
        "written_by": actor.id,
        "written_by_name": actor.name,
    }


def logged(kind: Kind, doing: Act, encounter: Encounter, **detail) -> None:
    """On the person's timeline, under the category of the kind; nothing on the call's, nothing to the board."""
    doing.log(kind, encounter.person_id, encounter.pk, **detail)
    doing.tell("person", encounter.person_id)


def tell(encounter_id: UUID, *, actor: Actor, told: Told) -> None:
    """Keep the page "Alcohol and drugs" of a contact as its newest version. The same answers again add nothing.

    `told` maps a field to what was tapped or typed, as the page sends it. Raises Refusal naming fields, Absent.
    """
    with act(actor, Permission.APART_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        answers = checked(USE, told, timezone.localtime(encounter.started_at))
        still_open(encounter)
        newest = SubstanceUse.objects.filter(encounter=encounter).order_by("-id").first()
        if answers == (newest.answers if newest else {}):
            return
        doing.add(SubstanceUse(**of(encounter, actor, doing), answers=answers))
        logged(Kind.APART_TOLD, doing, encounter, again=newest is not None)


def write_note(encounter_id: UUID, *, actor: Actor, text: str, sign: bool = False) -> None:
    """Save `text` as the newest version of the note kept apart (20,000 characters, as given), and sign it where asked.

    The author said that it tells about substance use: all of it is Part 2 (F7). An unsigned draft of the ordinary note
    goes with it, so that its words stand in one place only. After a signature the text is an addition. Raises Refusal.
    """
    clean("note", text, NOTE_LIMIT, required=True)
    with act(actor, Permission.APART_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        newest = ApartNote.objects.filter(encounter=encounter).order_by("-id").first()
        take_draft_out(encounter_id, actor=actor)
        if newest and newest.text == text and (newest.signed_at or not sign):
            return
        signed_at = doing.at if sign else None
        if newest and newest.text == text and newest.written_by == actor.id:
            newest.signed_at = signed_at
            newest.save()
        else:
            ApartNote.objects.create(**of(encounter, actor, doing), text=text, signed_at=signed_at)
        logged(Kind.APART_WRITTEN, doing, encounter, signed=sign)
