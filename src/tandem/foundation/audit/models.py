"""The append-only table of the audit trail. The application's database role may insert and read, nothing else."""

from django.db import models


class Entry(models.Model):
    append_only = True
    columns = {
        "key": "id actor_id organization_id object_id act_id",
        "access_log": "at actor_kind actor_role session address action object_kind outcome count detail",
    }
    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=20, blank=True)
    organization_id = models.UUIDField(null=True)
    session = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=45, blank=True)
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=30, blank=True)
    object_id = models.UUIDField(null=True, db_index=True)
    act_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=10)
    count = models.PositiveIntegerField(default=1)
    detail = models.JSONField(default=dict)
