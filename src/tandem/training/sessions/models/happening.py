"""What happened in a run, line by line, never changed: the same words as on the timeline of a real call."""

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.training.sessions.models.run import Run


class Happening(Guarded):
    """`at_ms` is the run's clock. `moment` is kept at each step of the story, so that it can be gone back to."""

    append_only = True
    columns = {"key": "id run once", "operations": "number at_ms recorded_at seat kind detail moment"}
    for_facts = "id run number at_ms recorded_at seat kind detail moment"
    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="happenings")
    number = models.PositiveIntegerField()
    at_ms = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    # Whose act it was: a seat, or empty for the instructor, the clock and the story.
    seat = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)
    moment = models.JSONField(null=True)
    # Made by the phone, so that a tap that was sent twice counts once.
    once = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="happening_number_once"),
            models.UniqueConstraint(
                fields=["run", "once"], condition=models.Q(once__isnull=False), name="happening_tapped_once"
            ),
        ]
