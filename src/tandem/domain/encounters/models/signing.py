"""What a supervisor said of a note, and the program's rule of whose notes need that. Rows are added, never changed."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.domain.encounters.models.encounter import Encounter, Note
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.signing import Verdict
from tandem.vocabulary.terms import Profession


class NoteReview(Guarded):
    """One verdict on the note of one contact. `note` is the newest version its reader saw; None: there was no text yet."""

    append_only = True
    columns = {"key": "id encounter note by", "clinical_note": "verdict comment at by_name"}
    sealed_for = ("encounter__person_id", "encounter__organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="reviews")
    note = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=choices(Verdict))
    comment = SealedText(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.COSIGNED, note__isnull=False)
                | (models.Q(verdict=Verdict.RETURNED) & ~models.Q(comment="")),
                name="cosigned_text_or_said_why",
            ),
        ]


class SigningRule(Guarded):
    """One edition of the program's rule: whose notes need a co-signature, and after how many hours an unsigned one is late.

    The newest is in force. A note keeps what held when it was signed.
    """

    append_only = True
    columns = {"key": "id set_by", "operations": "professions late_after_hours set_at set_by_name"}
    id = models.BigAutoField(primary_key=True)
    professions = ArrayField(models.CharField(max_length=20, choices=choices(Profession)), default=list)
    late_after_hours = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)
    set_by_name = models.CharField(max_length=120)
