"""A room: what an instructor opens, with a code that people type on their phones."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.training.sessions.rules import State


class Room(Guarded):
    """`scenario_hash` says which words were played, whatever becomes of the edition. `solo`: one person alone."""

    columns = {
        "key": "id code edition_id organization opened_by",
        "operations": "scenario_name scenario_hash opened_by_name opened_at state guests pov_first solo shift"
        " team_names ended_at",
    }
    for_facts = "id organization scenario_name scenario_hash solo shift team_names"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=6, unique=True)
    edition_id = models.UUIDField()
    scenario_name = models.CharField(max_length=60)
    scenario_hash = models.CharField(max_length=64)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    opened_by = models.UUIDField(null=True)
    opened_by_name = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=State.WAITING)
    # Whether people without an account may join.
    guests = models.BooleanField(default=False)
    # Whether the person's own point of view is shown before the call begins.
    pov_first = models.BooleanField(default=False)
    solo = models.BooleanField(default=False)
    # When these teams work, and what they are called, by their letter; measures tell them apart by it.
    shift = models.CharField(max_length=10, blank=True)
    team_names = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)
