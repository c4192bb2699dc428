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
