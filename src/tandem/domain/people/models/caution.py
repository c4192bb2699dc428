"""A caution: something that keeps people safe, in words, with its source and an end. Never a label, never a diagnosis."""

import uuid

from django.db import models

from tandem.domain.people.models.person import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedRow, SealedText


class Caution(Guarded):
    """`words` is what was seen, beside what to avoid and what helps.

    `by_provider` decides how it may reach police and dispatch: only passed on, as a recorded disclosure.
    """

    columns = {
        "key": "id person organization published_by told_on",
        "safety_flags": "words avoid what_helps by_provider published_by_name published_at reviewed_at reviewed_by_name"
        " expires_at withdrawn_at withdrawn_by_name withdrawn_reason",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cautions")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    # The call it was written on; a plain id, since calls stand above people.
    told_on = models.UUIDField(null=True)
    words = SealedText(max_length=200)
    avoid = SealedText(max_length=200, blank=True)
    what_helps = SealedText(max_length=200, blank=True)
    by_provider = models.BooleanField()
    published_by = models.UUIDField(null=True)
    published_by_name = models.CharField(max_length=120)
    published_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by_name = models.CharField(max_length=120, blank=True)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=120, blank=True)
    withdrawn_reason = SealedText(max_length=200, blank=True)


class CautionReview(SealedRow, Guarded):
    """One review, with the words and the end as they stood before it."""

    append_only = True
    columns = {
        "key": "id seal caution reviewed_by",
        "safety_flags": "what reason reviewed_by_name at words avoid what_helps expires_at",
    }
    sealed_for = ("caution__person_id", "caution__organization_id")
    id = models.BigAutoField(primary_key=True)
    caution = models.ForeignKey(Caution, on_delete=models.PROTECT, related_name="reviews")
    what = models.CharField(max_length=10, choices=[(one, one) for one in ("renewed", "corrected", "withdrawn")])
    reason = SealedText(max_length=200)
    reviewed_by = models.UUIDField(null=True)
    reviewed_by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    words = SealedText(max_length=200)
    avoid = SealedText(max_length=200, blank=True)
    what_helps = SealedText(max_length=200, blank=True)
    expires_at = models.DateTimeField()


class PassedOn(Guarded):
    """A provider's caution as it went to police or dispatch: what they were told, on which basis, until when.

    `agree`: the person signed (R07); it ends with that agreement, in the very act that takes it back. `threat`: a
    warning to whoever can prevent harm (D2, R04; 45 CFR 164.512(j)); it holds the entered statement and nothing else.
    """

    columns = {
        "key": "id caution recipient agreement_id disclosure_id passed_by",
        "safety_flags": "basis statement at_risk passed_by_name passed_at until ended_at",
    }
    sealed_for = ("caution__person_id", "caution__organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    caution = models.ForeignKey(Caution, on_delete=models.PROTECT, related_name="passed_on")
    recipient = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=10, choices=[("agree", "agree"), ("threat", "threat")])
    agreement_id = models.UUIDField(null=True)
    disclosure_id = models.UUIDField()
    statement = SealedText(max_length=200, blank=True)
    at_risk = SealedText(max_length=120, blank=True)
    passed_by = models.UUIDField(null=True)
    passed_by_name = models.CharField(max_length=120)
    passed_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["recipient", "until"], name="passed_on_in_force")]
