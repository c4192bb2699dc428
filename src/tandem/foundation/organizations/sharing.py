"""Tables of what organizations have agreed with each other, and of whether one is a Part 2 program.

Imported by `models.py`, where Django looks for tables. What they mean is in `pacts.py` and `part2.py`.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Pact(models.Model):
    """An agreement between organizations (MOU) as a dated sharing rule: CJIS AC-21(b), 5.1; 45 CFR 164.504(e).

    It holds from `starts_at` until the instant `ends_at`, or `ended_at` where it was ended before. `categories` and
    `purposes` are words of `vocabulary/law.py`; what is not named is not covered. `reference` says where the signed
    paper lies.
    """

    columns = {
        "key": "id recorded_by ended_by",
        "operations": "name reference categories purposes starts_at ends_at recorded_at ended_at ended_why",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    reference = models.CharField(max_length=160)
    categories = ArrayField(models.CharField(max_length=30))
    purposes = ArrayField(models.CharField(max_length=20))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="pact_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.name


class PactSide(models.Model):
    """One organization of a pact, and who signed for it on which day."""

    columns = {"key": "id pact organization", "operations": "signed_by signed_on"}
    id = models.BigAutoField(primary_key=True)
    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="sides")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    signed_by = models.CharField(max_length=120)
    signed_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pact", "organization"], name="one_side_once")]


class PactNotice(models.Model):
    """One side was told that a pact ends in `days` (30, 7, 1), or has ended (0). Told once each; read by somebody there."""

    columns = {"key": "id pact organization read_by", "operations": "days told_at mailed read_at"}
    id = models.BigAutoField(primary_key=True)
    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="notices")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField()
    # How many people of that side were also told by e-mail.
    mailed = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    read_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pact", "organization", "days"], name="told_once_each")]


class Part2Setting(models.Model):
    """One decision on whether an organization is a Part 2 program (42 CFR 2.11), with its reason. Never changed.

    Turning it off opens a review: due in 14 days, done by a privacy officer who says what they found.
    """

    columns = {
        "key": "id organization set_by reviewed_by",
        "operations": "program unit reason set_at review_due_at reviewed_at review",
    }
    id = models.BigAutoField(primary_key=True)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    program = models.BooleanField()
    # The unit that is one, where the rest of the organization is not; "" for the whole organization.
    unit = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=400)
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)
    review_due_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    review = models.CharField(max_length=400, blank=True)
