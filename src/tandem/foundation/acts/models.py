"""The act log: one append-only row for each thing that happened. It knows no field concept and has no foreign key up."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from tandem.foundation.keys.fields import SealedJSON


class Guarded(models.Model):
    """A table that refuses to be written outside an act. `install_guards` puts the trigger on every subclass."""

    class Meta:
        abstract = True


class Log(models.Model):
    """`subjects` are the ids of everything the row is about (a call, a person, an encounter), so that each has a timeline.

    `occurred_at` is when it happened in the world, `recorded_at` when Tandem was told; both are kept.
    """

    append_only = True
    # The category of a row's detail is that of its kind: `vocabulary/timeline.py`, KINDS.
    columns = {
        "key": "id act_id actor_id organization_id subjects",
        "by_kind": "kind actor_kind actor_role occurred_at recorded_at detail words edition",
    }
    # No person owns a line: it may be about several. The act binds its words to it.
    sealed_for = (None, "organization_id")
    sealed_as = "act_id"
    id = models.BigAutoField(primary_key=True)
    act_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=40)
    subjects = ArrayField(models.UUIDField())
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=20, blank=True)
    organization_id = models.UUIDField(null=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    detail = models.JSONField(default=dict)
    # What somebody said, like a reason; `detail` holds codes, ids and numbers.
    words = SealedJSON(default=dict)
    edition = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [GinIndex(fields=["subjects"], name="log_subjects", fastupdate=True)]
