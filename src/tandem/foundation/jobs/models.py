"""One run of long work: who asked, how far it is, how it ended."""

import uuid

from django.db import models

from tandem.foundation.organizations.models import choices
from tandem.vocabulary.runs import RunState
from tandem.vocabulary.terms import Role


class Run(models.Model):
    """`arguments` and `results` hold ids, codes and counts only. `total` is None while nobody knows it."""

    columns = {
        "key": "id asked_by organization_id",
        "operations": "kind asked_as state done total words failure arguments results tries"
        " asked_at started_at ended_at cancel_asked_at",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    asked_by = models.UUIDField(db_index=True)
    asked_as = models.CharField(max_length=20, choices=choices(Role))
    organization_id = models.UUIDField()
    state = models.CharField(max_length=12, choices=choices(RunState), default=RunState.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    words = models.CharField(max_length=200, blank=True)
    # Why it did not finish, as a sentence for the person who asked.
    failure = models.CharField(max_length=400, blank=True)
    arguments = models.JSONField(default=dict)
    results = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state"], condition=models.Q(state__in=["waiting", "running"]), name="run_not_over")
        ]
