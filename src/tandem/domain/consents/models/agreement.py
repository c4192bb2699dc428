"""An agreement of the person to share, and its revocation. The record never changes; its state is computed."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText


class Agreement(Guarded):
    """`discloser` may give `categories` to `recipient` for `purpose` until `until` (45 CFR 164.508(c))."""

    columns = {
        "key": "id person discloser recipient told_on recorded_by",
        "referral_status": "categories purpose until given_at how heard_by signature language",
    }
    sealed_for = ("person_id", "discloser_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreements")
    discloser = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    categories = ArrayField(models.CharField(max_length=30))
    purpose = models.CharField(max_length=20)
    until = models.DateTimeField()
    given_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=[("spoken", "spoken"), ("signed", "signed")])
    heard_by = models.CharField(max_length=120, blank=True)
    # The drawn signature as SVG path data, where the receiver is not a registered provider.
    signature = SealedText(blank=True)
    language = models.CharField(max_length=8, default="en")
    told_on = models.UUIDField(null=True)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(how="spoken") & ~models.Q(heard_by="")
                | models.Q(how="signed") & ~models.Q(signature=""),
                name="agreement_says_how_it_was_given",
            ),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("given_at")), name="agreement_ends_after_start"
            ),
        ]


class Revocation(Guarded):
    """The person took it back. From `at` on the agreement is no basis for anything."""

    columns = {"key": "agreement recorded_by", "referral_status": "at how"}
    sealed_for = ("agreement__person_id", "agreement__discloser_id")
    agreement = models.OneToOneField(Agreement, primary_key=True, on_delete=models.PROTECT, related_name="revocation")
    at = models.DateTimeField()
    how = SealedText(max_length=120, blank=True)
    recorded_by = models.UUIDField(null=True)
