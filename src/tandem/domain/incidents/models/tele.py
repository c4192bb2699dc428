"""An officer alone asks for a clinician by phone or video, and one who takes it is on that call from afar."""

import uuid

from django.conf import settings
from django.db import models

from tandem.domain.incidents.models.assignment import Assignment
from tandem.foundation.acts.models import Guarded


class Tele(Guarded):
    """Asked, taken by one, over. Whoever took it is a remote member of the team for this call, and for no other.

    Who is there keeps the times; what the clinician writes is theirs, as on any call. `ended_at` is at the latest when
    the team is clear.
    """

    columns = {
        "key": "id assignment asked_by taken_by organization",
        "cad_facts": "asked_at asked_by_name taken_at profession ended_at",
    }
    for_facts = "id assignment asked_at taken_at"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="teles")
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(
        "organizations.Organization", null=True, on_delete=models.PROTECT, related_name="+"
    )
    profession = models.CharField(max_length=20, blank=True)
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=models.Q(ended_at=None), name="one_clinician_by_phone_at_a_time"
            ),
            models.CheckConstraint(
                condition=~(models.Q(taken_at=None) ^ models.Q(taken_by=None)), name="taken_by_somebody"
            ),
        ]
