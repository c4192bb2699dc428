"""What is known about a call's information: signs that were heard, other reports of the same, and how well it held."""

from django.db import models

from tandem.domain.incidents.models.assignment import Assignment
from tandem.domain.incidents.models.incident import Incident
from tandem.foundation.acts.models import Guarded
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.behavioral import SaidBy, Sign
from tandem.vocabulary.feedback import Described, RightKind, Thanks


class SignHeard(Guarded):
    """One sign of a behavioral-health call, heard or told, or taken back by whoever marked it wrongly."""

    append_only = True
    columns = {"key": "id incident recorded_by", "cad_facts": "sign said_by taken_back at"}
    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="signs_heard")
    sign = models.CharField(max_length=20, choices=choices(Sign))
    said_by = models.CharField(max_length=12, choices=choices(SaidBy))
    taken_back = models.BooleanField(default=False)
    at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)


class ReportLink(Guarded):
    """Somebody said that one call is another report of `primary`. Undone, the row stays and says by whom and when."""

    columns = {
        "key": "id incident primary linked_by unlinked_by",
        "cad_facts": "linked_at linked_by_name unlinked_at unlinked_by_name",
    }
    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="links")
    primary = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    linked_by = models.UUIDField(null=True)
    linked_by_name = models.CharField(max_length=120)
    unlinked_at = models.DateTimeField(null=True)
    unlinked_by = models.UUIDField(null=True)
    unlinked_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=models.Q(unlinked_at=None), name="report_of_one_call_at_a_time"
            )
        ]


class Feedback(Guarded):
    """How a call's information matched what a team member met. Closed words only; the newest of each member counts.

    A call fact, from officer and clinician alike: it is about what was told, never about the person (law.md,
    cad_facts). `differences` maps a criteria input to how it differed.
    """

    append_only = True
    columns = {
        "key": "id incident assignment by",
        "cad_facts": "by_name described right_kind differences thanks at",
    }
    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="feedback")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)
    described = models.CharField(max_length=20, choices=choices(Described))
    right_kind = models.CharField(max_length=20, choices=choices(RightKind))
    differences = models.JSONField(default=dict)
    thanks = models.CharField(max_length=20, choices=choices(Thanks), blank=True)
    at = models.DateTimeField()


class CallTypePattern(Guarded):
    """A call type that usually is behavioral health, as a pattern the program wrote. It suggests; it never decides."""

    columns = {"key": "id added_by", "operations": "pattern added_at removed_at"}
    id = models.BigAutoField(primary_key=True)
    pattern = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
    removed_at = models.DateTimeField(null=True)
