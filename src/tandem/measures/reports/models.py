"""What was published and who decided it. Counts only: no row is about a person, and none leads to one."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded


class Publishing(Guarded):
    """Whether the program has a public page, who decided that, and when. One row; no row is no."""

    columns = {"key": "id", "operations": "wanted decided_at decided_by_name"}
    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    wanted = models.BooleanField(default=False)
    decided_at = models.DateTimeField()
    decided_by_name = models.CharField(max_length=120)


class FrozenMonth(Guarded):
    """One month as it was counted when it was first published; later pages add up these, so that none differ by a late row.

    `counts` holds small counts and never leaves: pages are made from it through `suppress.py`.
    """

    columns = {"key": "month", "operations": "counts edition snapshot frozen_at"}
    month = models.CharField(max_length=7, primary_key=True)
    counts = models.JSONField()
    edition = models.CharField(max_length=120)
    snapshot = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()


class PublishedPage(Guarded):
    """One public page as it went out. `figures` holds what is shown, and of the rest only why it is not; never a value."""

    append_only = True
    columns = {
        "key": "id",
        "deid_aggregate": "figures",
        "operations": "last_month snapshot published_at published_by_name",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    last_month = models.CharField(max_length=7, unique=True)
    figures = models.JSONField()
    snapshot = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by_name = models.CharField(max_length=120)


class Goal(Guarded):
    """A target for one measure, from a month to a month. Ended is not erased: what was aimed at is part of the record."""

    columns = {"key": "id", "operations": "measure target way first_month last_month set_at set_by_name ended_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.CharField(max_length=60)
    target = models.FloatField()
    way = models.CharField(max_length=8)
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)


class Pack(Guarded):
    """A review pack as it was counted, with what the program asks in its own words. Its files are made from this."""

    append_only = True
    columns = {
        "key": "id",
        "deid_aggregate": "content",
        "operations": "title ask first_month last_month made_at made_by_name",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    ask = models.TextField(blank=True)
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)


class Schedule(Guarded):
    """Whether a pack of the month before is made by itself on the eighth, and who decided that. One row."""

    columns = {"key": "id", "operations": "wanted decided_at decided_by_name"}
    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    wanted = models.BooleanField(default=False)
    decided_at = models.DateTimeField()
    decided_by_name = models.CharField(max_length=120)


class Report(Guarded):
    """A report somebody put together. `shared` shows it to everybody who may read measures; else only to its writer."""

    columns = {"key": "id owner_id", "operations": "name shared written_by_name"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_id = models.UUIDField(db_index=True)
    name = models.CharField(max_length=120)
    shared = models.BooleanField(default=False)
    written_by_name = models.CharField(max_length=120)


class ReportEdition(Guarded):
    """One edition of a report: which measures, which months, split by what. A change is a new edition; none is lost."""

    append_only = True
    columns = {"key": "id report", "operations": "number spec saved_at saved_by_name"}
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    spec = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_edition_once")]


class Extract(Guarded):
    """A de-identified extract that was made: how many rows, what was left out, why, and by whom.

    Its file goes after some days; extracts made before files were kept for a while have none.
    """

    append_only = True
    columns = {"key": "id file", "operations": "reason rows left_out digest made_at made_by_name"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reason = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    file = models.ForeignKey("attachments.File", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)


class CountedReport(Guarded):
    """A report as it was counted: its lines, without small numbers. What was not counted to the end is not here."""

    append_only = True
    columns = {
        "key": "id report",
        "deid_aggregate": "lines",
        "operations": "number counted_at counted_by_name",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="counted")
    number = models.PositiveIntegerField()
    lines = models.JSONField()
    counted_at = models.DateTimeField()
    counted_by_name = models.CharField(max_length=120)
