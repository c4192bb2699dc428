"""A contact put under the right person takes everything kept apart along."""

from uuid import UUID

from django.db.models import Model

from tandem.domain.encounters.actions import held
from tandem.domain.part2.models import ApartNote, CounselingNote, PsychotherapyNote, SubstanceUse
from tandem.domain.part2.shelf import APART
from tandem.domain.screenings.actions import follow_encounter as follow_screenings
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.keys.fields import SealedField
from tandem.vocabulary.permissions import Permission


def sealed_columns(table: type[Model]) -> list[str]:
    """The columns of a table that are sealed for the person of their row."""
    return [field.name for field in table._meta.concrete_fields if isinstance(field, SealedField)]


def follow_encounter(encounter_id: UUID, *, actor: Actor) -> None:
    """After `encounter.moved`: every row of this contact stands under the person it was with."""
    with act(actor, Permission.APART_WRITE, kind="encounter", subject=encounter_id):
        encounter = held(encounter_id, actor)
        for table in (SubstanceUse, ApartNote, CounselingNote, PsychotherapyNote):
            for one in table.objects.filter(encounter=encounter):
                # What is sealed is opened under the first person, and kept under the right one.
                for column in sealed_columns(table):
                    setattr(one, column, getattr(one, column))
                one.person_id = encounter.person_id
                one.save()
        follow_screenings(encounter_id, actor=actor, shelf=APART)
