"""A grant in its editions, what was drawn of it, and which reports went to the funder. About money, never about a person."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded


class Grant(Guarded):
    """One award. What it says stands in its editions."""

    columns = {"key": "id", "operations": "entered_at entered_by_name"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entered_at = models.DateTimeField()
    entered_by_name = models.CharField(max_length=120)


class GrantEdition(Guarded):
    """The terms of a grant as they stood after one change, and why they changed. The newest holds; none is lost."""

    append_only = True
    columns = {"key": "id grant", "operations": "number content why saved_at saved_by_name"}
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    why = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField()
    saved_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "number"], name="grant_edition_once")]


class Draw(Guarded):
    """Money that came in, or the own share that was spent, on a day. One that was wrong is replaced, not rubbed out.

    `cents` of 0 in one that replaces another says that there was no such money.
    """

    append_only = True
    columns = {"key": "id grant replaces", "operations": "line kind on_day cents note entered_at entered_by_name"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="draws")
    line = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    on_day = models.DateField()
    cents = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    entered_at = models.DateTimeField()
    entered_by_name = models.CharField(max_length=120)


class ReportSent(Guarded):
    """A report that went to the funder, and on which day. It is written once."""

    append_only = True
    columns = {"key": "id grant", "operations": "report on_day entered_at entered_by_name"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="sent")
    report = models.CharField(max_length=20)
    on_day = models.DateField()
    entered_at = models.DateTimeField()
    entered_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "report"], name="grant_report_sent_once")]
