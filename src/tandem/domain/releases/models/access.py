"""The access log, and the accounting of disclosures: that part of it that left the organization (45 CFR 164.528)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Opening(models.Model):
    """One release opened: a record (with a person) or a list (with the ids it showed). Written before anything is shown."""

    append_only = True
    columns = {
        "key": "id actor_id organization_id person_id ids",
        "access_log": "kind actor_kind actor_name role purpose opened_at rules categories",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    organization_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    ids = ArrayField(models.UUIDField(), default=list)
    purpose = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    rules = ArrayField(models.CharField(max_length=8), default=list)
    categories = ArrayField(models.CharField(max_length=30), default=list)

    class Meta:
        indexes = [models.Index(fields=["person_id", "opened_at"], name="opening_by_person")]


class Disclosure(models.Model):
    """What left the organization: when, to whom, what, why, on which basis, with which obligations."""

    append_only = True
    columns = {
        "key": "id opening_id person_id organization_id recipient_id agreement_id subject_id case_id",
        "access_log": "recipient_name recipient_address categories fields purpose basis rules obligations sent_at medium"
        " form notice why",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opening_id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)
    organization_id = models.UUIDField(null=True)
    recipient_id = models.UUIDField(null=True)
    recipient_name = models.CharField(max_length=120)
    recipient_address = models.CharField(max_length=200, blank=True)
    agreement_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    categories = ArrayField(models.CharField(max_length=30), default=list)
    fields = ArrayField(models.CharField(max_length=40), default=list)
    purpose = models.CharField(max_length=20)
    basis = models.CharField(max_length=20)
    rules = ArrayField(models.CharField(max_length=8), default=list)
    obligations = ArrayField(models.CharField(max_length=30), default=list)
    medium = models.CharField(max_length=20)
    sent_at = models.DateTimeField()
    # "D1" to "D10" for what the law permits without consent, and the release case it left in.
    form = models.CharField(max_length=4, blank=True)
    case_id = models.UUIDField(null=True, db_index=True)
    # The version of the notice of 2.32 that was inside it; "" where none was owed.
    notice = models.CharField(max_length=40, blank=True)
    # What it was for in a few words, where the purpose's own word says too little (164.528(b)(2)(iv)).
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recipient_id__isnull=False) | ~models.Q(recipient_address=""),
                name="disclosure_says_who_got_it",
            )
        ]

    @property
    def exempt(self) -> bool:
        """Whether the accounting need not hold it: no rule it rests on asks for that (164.528(a)(1)(i), treatment)."""
        return "accounting" not in self.obligations
