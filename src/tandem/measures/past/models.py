"""A brought past as rows: the imports, what is kept of each row, and what became of the rest."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.past import Became, Reason


class PastImport(Guarded):
    """One file brought in. Its rows count while `in_at` is told and `out_at` is not; the file itself goes within a day."""

    columns = {
        "key": "id file run made_by out_by",
        "operations": "name made_at form mapping edition in_at out_at tally months",
    }
    for_facts = "id in_at out_at"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    file = models.ForeignKey("attachments.File", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey("jobs.Run", null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.UUIDField(db_index=True)
    made_at = models.DateTimeField()
    form = models.JSONField(default=dict)
    mapping = models.JSONField(null=True)
    # The saved edition the mapping is, like "Old spreadsheet/2"; "" for one that was not saved.
    edition = models.CharField(max_length=100, blank=True)
    in_at = models.DateTimeField(null=True)
    out_at = models.DateTimeField(null=True)
    out_by = models.UUIDField(null=True)
    # Counts of rows: rows, kept, mended, set_aside, unknown, refused.
    tally = models.JSONField(default=dict)
    # The months that hold its rows, as "2024-03" in UTC.
    months = models.JSONField(default=list)


class PastRow(Guarded):
    """What is kept of one row: codes, times, an area, and keys of the mart's own. No word of the file.

    `number` is the row's number in the file. `call` and `person` are keys that lead back to nobody. `first` says that
    the call is counted by this row; a second contact on it is not a second call. `contact` says that the file tells of
    contacts at all, and not of calls only.
    """

    columns = {
        "key": "id brought call person",
        "operations": "number first contact",
        "deid_aggregate": "agency area origin received_at dispatched_at arrived_at engaged_at cleared_at contact_outcome"
        " disposition transported_to held arrested distress_before distress_after more",
    }
    for_facts = (
        "id brought call person first contact agency area origin received_at dispatched_at arrived_at"
        " engaged_at cleared_at contact_outcome disposition transported_to held arrested distress_before"
        " distress_after more"
    )
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brought = models.ForeignKey(PastImport, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    first = models.BooleanField(default=True)
    contact = models.BooleanField(default=True)
    call = models.CharField(max_length=32, blank=True)
    person = models.CharField(max_length=32, blank=True)
    agency = models.CharField(max_length=80)
    area = models.CharField(max_length=80, blank=True)
    origin = models.CharField(max_length=20, blank=True)
    received_at = models.DateTimeField(db_index=True)
    dispatched_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    engaged_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    contact_outcome = models.CharField(max_length=24, blank=True)
    disposition = models.CharField(max_length=24, blank=True)
    transported_to = models.CharField(max_length=24, blank=True)
    held = models.BooleanField(null=True)
    arrested = models.BooleanField(null=True)
    distress_before = models.PositiveSmallIntegerField(null=True)
    distress_after = models.PositiveSmallIntegerField(null=True)
    # Values of splits by their name in the facts, like the age band.
    more = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["brought", "call"], name="past_row_call", condition=~models.Q(call=""))]


class PastFinding(Guarded):
    """What became of cells or rows for one reason: every row number, and up to three examples made of digits only."""

    columns = {"key": "id brought", "operations": "became field reason rows examples"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brought = models.ForeignKey(PastImport, on_delete=models.CASCADE, related_name="+")
    became = models.CharField(max_length=12, choices=choices(Became))
    field = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=20, choices=choices(Reason))
    rows = ArrayField(models.PositiveIntegerField())
    examples = models.JSONField(default=list)
