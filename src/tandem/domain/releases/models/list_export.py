"""A list of people that somebody wants as a file: what for, how many rows, who said yes. The rows are not kept."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.runs import ExportState


class ListExport(Guarded):
    columns = {
        "key": "id organization asked_by decided_by",
        "operations": "asked_by_name purpose rows state asked_at decided_at decided_by_name answer fetched_at",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300)
    rows = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=choices(ExportState))
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    fetched_at = models.DateTimeField(null=True)
