"""A run: one team's playing of the scenario. Going back makes a new run that branches off; the first stays as it was."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.training.sessions.models.room import Room
from tandem.training.sessions.rules import State


class Run(Guarded):
    """`moment` is where the story stands (`training/engine`). The run's clock is `elapsed_ms`, and what has passed since
    `running_since` where it runs. `lead_asked` is who asked whom for the lead, while nobody has answered.
    """

    columns = {
        "key": "id room branch_of",
        "operations": "team number seed branch_at moment state why elapsed_ms running_since lead lead_since_ms lead_asked"
        " last_number started_at ended_at outcome",
    }
    for_facts = "id room team number branch_of branch_at state started_at ended_at elapsed_ms outcome"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="runs")
    team = models.CharField(max_length=2)
    # The first run of a team is 1, each branch one more; a team plays its newest.
    number = models.PositiveIntegerField(default=1)
    seed = models.BigIntegerField()
    branch_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="branches")
    branch_at = models.PositiveIntegerField(null=True)
    moment = models.JSONField(null=True)
    state = models.CharField(max_length=10, default=State.WAITING)
    # Why it is paused.
    why = models.CharField(max_length=20, blank=True)
    elapsed_ms = models.PositiveIntegerField(default=0)
    running_since = models.DateTimeField(null=True)
    lead = models.CharField(max_length=12, blank=True)
    lead_since_ms = models.PositiveIntegerField(null=True)
    lead_asked = models.JSONField(null=True)
    last_number = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # "good sits-with-sister", "stopped", or "left" for a run that a branch went on from.
    outcome = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "team", "number"], name="run_number_once")]
