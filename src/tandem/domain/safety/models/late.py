"""A check-in that did not come, and what was done about it."""

from django.db import models

from tandem.domain.incidents.models import Assignment
from tandem.foundation.acts.models import Guarded


class LateCheckIn(Guarded):
    """One missed moment of one team. Each step stands with its time: board, taken up by somebody, supervisor."""

    columns = {
        "key": "id assignment heard_by",
        "operations": "due_at board_at heard_at heard_by_name supervisor_at",
    }
    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    board_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    heard_by = models.UUIDField(null=True)
    heard_by_name = models.CharField(max_length=120, blank=True)
    supervisor_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "due_at"], name="one_late_check_in_a_moment")]
