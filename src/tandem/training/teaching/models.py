import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded


class Need(Guarded):
    """Somebody said what should be rehearsed. `word` is one of `vocabulary/training.py`; `count` how often it was met."""

    columns = {"key": "id organization", "operations": "word count source said_at said_by_name met_at met_by_name"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=12)
    said_at = models.DateTimeField()
    said_by_name = models.CharField(max_length=120)
    met_at = models.DateTimeField(null=True)
    met_by_name = models.CharField(max_length=120, blank=True)


class Rule(Guarded):
    """An agency's own: after how many months somebody rehearses again, and what rehearsing costs it."""

    columns = {"key": "organization", "operations": "refresh_months figures changed_at changed_by_name"}
    organization = models.OneToOneField(
        "organizations.Organization", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    refresh_months = models.PositiveIntegerField(null=True)
    figures = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)
