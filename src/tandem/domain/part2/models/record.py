"""The substance use record of a contact: the taps, and the notes that tell about substance use (law.md, F7).

Each table has the person of its own, so that it is read without the contact's table, which may be closed to the reader.
"""

from django.db import models

from tandem.domain.encounters.models import Encounter
from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedJSON, SealedRow, SealedText


class _OfContact(SealedRow, Guarded):
    """One version of something written on one contact; the newest counts. `organization` is the program that wrote it."""

    sealed_for = ("person_id", "organization_id")
    id = models.BigAutoField(primary_key=True)
    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    written_by_name = models.CharField(max_length=120)

    class Meta:
        abstract = True


class SubstanceUse(_OfContact):
    """`answers` is keyed by the fields of `domain/part2/forms.py`, which say what each view shows of them."""

    columns = {
        "key": "id seal encounter person organization written_by",
        "part2_record": "answers written_at written_by_name",
    }
    answers = SealedJSON(default=dict)

    class Meta:
        indexes = [models.Index(fields=["person"], name="substance_use_by_person")]


class ApartNote(_OfContact):
    """A note its author marked as telling about substance use: all of it, whatever else it says, is Part 2 (F7).

    `signed_at` ends a part; what follows is an addition.
    """

    columns = {
        "key": "id seal encounter person organization written_by",
        "part2_record": "text written_at signed_at written_by_name",
    }
    text = SealedText()
    signed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="apart_note_by_person")]
