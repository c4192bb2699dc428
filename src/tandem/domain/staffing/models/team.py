"""A team on shift: signed on with people, unit number, vehicle and phone, until a time."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.terms import Profession


class Team(Guarded):
    columns = {
        "key": "id organization station",
        "operations": "unit vehicle phone skills by_phone signed_on_at until signed_off_at latitude longitude",
    }
    for_facts = "id organization by_phone signed_on_at until signed_off_at"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40)
    vehicle = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    # What the team says it has learned for some of the people it meets (`vocabulary.pathways.Skill`).
    skills = ArrayField(models.CharField(max_length=20), default=list)
    # One person alone: an officer without a clinician in the car, or a clinician at a desk who is there by phone.
    by_phone = models.BooleanField(default=False)
    signed_on_at = models.DateTimeField()
    until = models.DateTimeField()
    signed_off_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    station = models.ForeignKey("staffing.Landmark", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(signed_off_at=None), name="one_team_on_shift_per_unit_number"
            ),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("signed_on_at")), name="shift_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.unit


class TeamMember(Guarded):
    columns = {"key": "id team user organization", "operations": "profession"}
    for_facts = "id team organization profession"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    profession = models.CharField(max_length=20, choices=choices(Profession))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="member_once")]


class HandoverReading(Guarded):
    """Who has read the hand-over page of a shift, and when."""

    columns = {"key": "id user", "operations": "read_at"}
    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
