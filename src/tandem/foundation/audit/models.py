"""The audit trail, its chain and its checkpoints. The application's database role may insert and read, nothing else."""

from typing import NoReturn

from django.contrib.postgres.fields import ArrayField
from django.db import models


class NotChanged(Exception):
    """The audit trail is only added to. The try is on it."""


class _Rows(models.QuerySet):
    """Rows that nobody changes or deletes; the database refuses it too, but can't say here that somebody tried."""

    def update(self, **_values) -> NoReturn:
        _refuse("audit.change")

    def delete(self) -> NoReturn:
        _refuse("audit.delete")


class _Kept(models.Model):
    objects = _Rows.as_manager()

    class Meta:
        abstract = True

    def save(self, **told) -> None:
        if not self._state.adding:
            _refuse("audit.change")
        super().save(**told)

    def delete(self, **_told) -> NoReturn:
        _refuse("audit.delete")


def _refuse(action: str) -> NoReturn:
    from tandem.foundation.accounts.actor import Actor
    from tandem.foundation.audit.alerts import alert
    from tandem.foundation.audit.record import refuse

    alert("tried")
    refuse(
        NotChanged("The audit trail is only added to."), Actor.system("the application"), action, object_kind="audit"
    )


class Entry(_Kept):
    """One thing that was done or refused. `size` is how many bytes left; `categories` are those of law that were open."""

    append_only = True
    columns = {
        "key": "id actor_id organization_id object_id act_id",
        "access_log": "at actor_kind actor_role session address action object_kind outcome count detail"
        " purpose basis categories size",
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
    purpose = models.CharField(max_length=30, blank=True, default="", db_default="")
    basis = models.CharField(max_length=30, blank=True, default="", db_default="")
    categories = ArrayField(models.CharField(max_length=40), default=list, db_default=[])
    size = models.PositiveBigIntegerField(null=True)


class Link(_Kept):
    """One entry's place in the chain: `leaf` is its hash, `hash` binds it to every link before it."""

    append_only = True
    columns = {"key": "seq entry_id", "access_log": "leaf hash"}
    seq = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    leaf = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)


class Checkpoint(_Kept):
    """What was signed about a batch of links. `body` is exactly the text under the signature (hex)."""

    append_only = True
    columns = {"key": "number", "access_log": "at last_seq body signature"}
    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    last_seq = models.BigIntegerField()
    body = models.TextField()
    signature = models.CharField(max_length=128)
