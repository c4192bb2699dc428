"""A roll call: is everybody all right? Asked of all teams or of one, and answered by each member."""

import uuid

from django.db import models

from tandem.domain.staffing.models import Team, TeamMember
from tandem.foundation.acts.models import Guarded


class RollCall(Guarded):
    """`team` is None where all teams on shift were asked. It ends by itself with the last answer."""

    columns = {"key": "id team asked_by", "operations": "asked_by_name asked_at minutes ended_at ended_by_name"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    # After so long, whoever has not answered rises to the top.
    minutes = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            # Two people asking at once ask one question.
            models.UniqueConstraint(models.Value(1), condition=models.Q(ended_at=None), name="one_roll_call_at_a_time")
        ]


class RollAnswer(Guarded):
    """One member's line: asked, and answered by phone, or by radio with the name of who wrote it down."""

    columns = {"key": "id roll member", "operations": "answered_at how recorded_by_name"}
    id = models.BigAutoField(primary_key=True)
    roll = models.ForeignKey(RollCall, on_delete=models.PROTECT, related_name="answers")
    member = models.ForeignKey(TeamMember, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=6, blank=True)
    recorded_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll", "member"], name="one_line_a_member")]
