"""Notes that live apart even from the record they belong to, one table each: read by their author, or on a paper of their own.

A SUD counseling note (42 CFR 2.11) needs a consent that names counseling notes; a psychotherapy note (45 CFR 164.501)
an authorization that names psychotherapy notes. Neither stands in any export, search, portal or break-glass.
"""

import uuid

from django.db import models

from tandem.domain.encounters.models import Encounter
from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedRow, SealedText


class _Apart(SealedRow, Guarded):
    """One version of a note; `note` says which note it is a version of, and the newest counts."""

    sealed_for = ("person_id", "organization_id")
    id = models.BigAutoField(primary_key=True)
    note = models.UUIDField(default=uuid.uuid4, db_index=True)
    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    text = SealedText()
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    written_by_name = models.CharField(max_length=120)

    class Meta:
        abstract = True


class CounselingNote(_Apart):
    """`moved_at` says that its author moved it into the substance use record: there it has lost this label, with a reason."""

    columns = {
        "key": "id seal note encounter person organization written_by",
        "sud_counseling_note": "text written_at written_by_name moved_at moved_why",
    }
    moved_at = models.DateTimeField(null=True)
    moved_why = SealedText(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="counseling_note_by_person")]


class PsychotherapyNote(_Apart):
    columns = {
        "key": "id seal note encounter person organization written_by",
        "psychotherapy_note": "text written_at written_by_name",
    }

    class Meta:
        indexes = [models.Index(fields=["person"], name="psychotherapy_note_by_person")]
