"""Mappings kept under a name, edition by edition, and the imports that were made with files and mappings."""

import uuid

from django.db import models


class SavedMapping(models.Model):
    """One edition of a mapping. An edition never changes; the next save under its name makes the next number."""

    append_only = True
    columns = {"key": "id made_by", "operations": "kind name number made_at", "cad_facts": "body"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What files it is for: calls, or a brought past.
    kind = models.CharField(max_length=10, default="calls")
    name = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    body = models.JSONField()
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name", "number"], name="one_mapping_per_number")]


class Import(models.Model):
    """A file on its way in: the file, how it is read, the mapping so far, and the run that took it in."""

    columns = {
        "key": "id file refused_file run made_by",
        "operations": "made_at edition accepted unchanged refused",
        "cad_facts": "form mapping",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey("attachments.File", on_delete=models.PROTECT, related_name="+")
    made_by = models.UUIDField(db_index=True)
    made_at = models.DateTimeField()
    form = models.JSONField(default=dict)
    mapping = models.JSONField(null=True)
    # The saved edition the mapping is, like "County CAD/2"; "" for one that was not saved.
    edition = models.CharField(max_length=100, blank=True)
    run = models.ForeignKey("jobs.Run", null=True, on_delete=models.PROTECT, related_name="+")
    refused_file = models.ForeignKey("attachments.File", null=True, on_delete=models.PROTECT, related_name="+")
    accepted = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
