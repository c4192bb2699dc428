"""A team on a call: its times, and who leads."""

import uuid

from django.db import models

from tandem.domain.incidents.models.incident import Incident
from tandem.domain.staffing.models import Team, TeamMember
from tandem.foundation.acts.models import Guarded


class Assignment(Guarded):
    """Four of the five times; the request is the incident's. A corrected time leaves the old one in the act log."""

    columns = {
        "key": "id incident team assigned_by",
        "cad_facts": "dispatched_at arrived_at engaged_at cleared_at released_at released_reason assigned_for"
        " checkin_due_at checkin_minutes",
        "operations": "shared_latitude shared_longitude shared_at",
    }
    for_facts = "id incident team dispatched_at arrived_at engaged_at cleared_at released_at"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="assignments")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.UUIDField(null=True)
    assigned_for = models.CharField(max_length=120, blank=True)
    dispatched_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    engaged_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    checkin_due_at = models.DateTimeField(null=True)
    # Null: the program's own interval.
    checkin_minutes = models.PositiveSmallIntegerField(null=True)
    # The last place a member's phone told, if one chose to; nothing before it is kept, and it is wiped at clear.
    shared_latitude = models.FloatField(null=True)
    shared_longitude = models.FloatField(null=True)
    shared_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team"],
                condition=models.Q(released_at=None) & models.Q(cleared_at=None),
                name="team_on_one_call_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["incident"], name="assignment_by_incident")]


class Lead(Guarded):
    """Who leads from `since` on: a member of the team, or the clinician who is there by phone (`tele`).

    The newest row is the lead; each hand-off says why.
    """

    append_only = True
    columns = {"key": "id assignment member tele", "cad_facts": "since reason"}
    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="leads")
    member = models.ForeignKey(TeamMember, null=True, on_delete=models.PROTECT, related_name="+")
    tele = models.ForeignKey("incidents.Tele", null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    reason = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member=None) ^ models.Q(tele=None), name="lead_is_there_or_by_phone"
            )
        ]
