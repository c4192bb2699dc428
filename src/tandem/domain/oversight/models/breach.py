"""The breach log: an incident, what was found about it, who has to be told by when, and when they were (45 CFR 164.404-408)."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded


class Breach(Guarded):
    """`factors` are the four of 164.402(2), each in words; all four are owed to say that it was not a breach.

    Nobody is named in it: counts and what happened.
    """

    columns = {
        "key": "id organization",
        "operations": "title what_happened discovered_on affected per_state part2 factors not_breach recorded_at"
        " recorded_by_name closed_at closed_by_name",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    what_happened = models.CharField(max_length=2000)
    discovered_on = models.DateField()
    affected = models.PositiveIntegerField()
    per_state = models.JSONField(default=dict)
    part2 = models.BooleanField(default=False)
    factors = models.JSONField(default=dict)
    not_breach = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=120, blank=True)


class Due(Guarded):
    """That one notice was given: to whom (a word of `BreachNotice`, and a state), on which day, how, by whom."""

    append_only = True
    columns = {"key": "id breach", "operations": "notice state told_on how recorded_at recorded_by_name"}
    id = models.BigAutoField(primary_key=True)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="told")
    notice = models.CharField(max_length=20)
    state = models.CharField(max_length=2, blank=True)
    told_on = models.DateField()
    how = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=120)
