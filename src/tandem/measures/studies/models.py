"""Studies as rows: the draft, each stamped plan, each result. About counts and dates, never about a person."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded


class Study(Guarded):
    """One question. `draft` is what was typed, step by step, and may be wrong or unfinished; `run` is its newest run."""

    columns = {"key": "id run", "operations": "draft step begun_at begun_by_name changed_at changed_by_name"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.JSONField(default=dict)
    # The last step that was gone through, for taking the draft up again.
    step = models.CharField(max_length=12, default="changed")
    run = models.ForeignKey("jobs.Run", null=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by_name = models.CharField(max_length=120)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)


class StudyEdition(Guarded):
    """A plan under its stamp, with the frozen data it will be run on. Never changed; a new plan is a new edition.

    `changes` are sentences against the edition before; `seen` says whether the result of an earlier edition had been
    opened by then. `left_out` and `spec` belong to the frozen data.
    """

    append_only = True
    columns = {
        "key": "id study",
        "operations": "number plan digest changes seen spec data_digest data_rows filled_to stamped_at stamped_by_name",
        "deid_aggregate": "left_out",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    plan = models.JSONField()
    digest = models.CharField(max_length=64)
    changes = models.JSONField(default=list)
    seen = models.BooleanField(default=False)
    spec = models.JSONField()
    data_digest = models.CharField(max_length=64)
    data_rows = models.PositiveIntegerField()
    left_out = models.JSONField(default=list)
    filled_to = models.DateTimeField(null=True)
    stamped_at = models.DateTimeField()
    stamped_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "number"], name="study_edition_once")]


class StudyResult(Guarded):
    """What one stamped plan came to. `seen_at` is when somebody first opened it."""

    columns = {
        "key": "edition",
        "deid_aggregate": "report",
        "operations": "ran_at ran_by_name seen_at seen_by_name",
    }
    edition = models.OneToOneField(StudyEdition, primary_key=True, on_delete=models.PROTECT, related_name="result")
    report = models.JSONField()
    ran_at = models.DateTimeField()
    ran_by_name = models.CharField(max_length=120)
    seen_at = models.DateTimeField(null=True)
    seen_by_name = models.CharField(max_length=120, blank=True)
