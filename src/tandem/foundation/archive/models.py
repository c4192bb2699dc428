"""A request for everything: who asked and why, who answered, and the file that came of it."""

import uuid

from django.db import models

from tandem.foundation.keys.fields import SealedText
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.runs import ExportState


class ExportRequest(models.Model):
    """One administrator asks, the privacy officer answers. Two persons, always (law.md 2.6)."""

    columns = {
        "key": "id asked_by organization_id decided_by run file",
        "operations": "reason state asked_at decided_at answer downloaded_at opens_with",
    }
    sealed_for = (None, "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_by = models.UUIDField(db_index=True)
    organization_id = models.UUIDField()
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=12, choices=choices(ExportState), default=ExportState.ASKED)
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    run = models.ForeignKey("jobs.Run", null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("attachments.File", null=True, on_delete=models.PROTECT, related_name="+")
    downloaded_at = models.DateTimeField(null=True)
    # The key of the archive, for whoever asked while it is kept.
    opens_with = SealedText(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("decided_by")) | models.Q(decided_by=None),
                name="export_takes_two_persons",
            )
        ]
