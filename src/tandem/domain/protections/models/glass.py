"""An opening in need (break-glass): one reader outside the care team, one person, an hour at most, and its review."""

import uuid

from django.db import models

from tandem.domain.people.models import Person
from tandem.domain.protections.rules import LASTS
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText


class Glass(Guarded):
    """`asked_at` is when the reader asked, `opened_at` when it opened: at once, or when a supervisor opened it.

    `emergency_id` is the record of 42 CFR 2.51 that was written with it; it is asked of everybody, whatever the record
    holds. Who looks, when and why is the access log's own kind of fact, so that no wall hides it from its review.
    """

    columns = {
        "key": "id person organization user_id opened_by emergency_id",
        "access_log": "user_name role need purpose reason asked_at opened_at opened_by_name until closed_at"
        " review_due_at reviewed_at reviewed_by_name outcome review_words",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    user_name = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    need = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    reason = SealedText(max_length=400)
    emergency_id = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_by = models.UUIDField(null=True)
    opened_by_name = models.CharField(max_length=120, blank=True)
    until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    review_due_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by_name = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    review_words = SealedText(max_length=400, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user_id", "asked_at"], name="glass_by_user"),
            models.Index(fields=["person", "opened_at"], name="glass_by_person"),
        ]
        constraints = [
            # Whatever writes it: never longer than an hour, and never without a review day.
            models.CheckConstraint(
                condition=models.Q(opened_at=None, until=None, review_due_at=None)
                | models.Q(
                    opened_at__isnull=False,
                    until__lte=models.F("opened_at") + models.Value(LASTS),
                    review_due_at__isnull=False,
                ),
                name="glass_an_hour_at_most",
            )
        ]
