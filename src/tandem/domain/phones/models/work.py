"""A piece of work as it came in: whose, when, what kind, and where it stands. Its words are elsewhere, or nowhere any more."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.phones import Settled, WorkState


class Work(Guarded):
    """`id` is the phone's. `made` says which ids of the phone's became which here; `fields` and `conflicting` are names.

    `skew_seconds` is how far the phone's clock was ahead, None where nothing said that it was wrong.
    """

    columns = {
        "key": "id subject branch after settles author organization made settled_by",
        "operations": "verb step trunk fields conflicting hash state why made_at received_at skew_seconds applied_at"
        " version author_name role settled settled_at settled_why",
    }
    id = models.UUIDField(primary_key=True, editable=False)
    verb = models.CharField(max_length=30)
    subject = models.UUIDField(db_index=True)
    branch = models.UUIDField()
    step = models.PositiveIntegerField()
    trunk = models.PositiveIntegerField()
    after = ArrayField(models.UUIDField(), default=list)
    settles = models.UUIDField(null=True)
    author = models.UUIDField()
    author_name = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    fields = ArrayField(models.CharField(max_length=120), default=list)
    conflicting = ArrayField(models.CharField(max_length=120), default=list)
    hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=choices(WorkState))
    # Why it waits for a supervisor, as a code of `WHY_LABELS`.
    why = models.CharField(max_length=12, blank=True)
    made = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()
    skew_seconds = models.IntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    settled = models.CharField(max_length=12, choices=choices(Settled), blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["author", "state"], name="work_by_author"),
            models.Index(
                fields=["organization", "received_at"],
                condition=~models.Q(state=WorkState.APPLIED) & models.Q(settled_at=None),
                name="work_unsettled",
            ),
        ]


class Rival(Guarded):
    """Another body that came under the id of a piece: kept beside it, never instead of it."""

    append_only = True
    columns = {"key": "id work author", "operations": "hash received_at author_name"}
    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="rivals")
    author = models.UUIDField()
    author_name = models.CharField(max_length=120)
    hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "hash"], name="rival_once")]
