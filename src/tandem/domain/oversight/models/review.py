"""That the audit trail of one week was looked at, and by whom (CJIS AU-6)."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded


class WeeklyReview(Guarded):
    """`week` is the Monday it begins with. Signed once; what was found stands in words that name nobody."""

    append_only = True
    columns = {
        "key": "id organization signed_by",
        "operations": "week signed_at signed_by_name found",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    week = models.DateField()
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField(null=True)
    signed_by_name = models.CharField(max_length=120)
    found = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "week"], name="a_week_is_signed_once")]
