"""A caution: something that keeps people safe, in words, with its source and an end. Never a label, never a diagnosis."""

import uuid

from django.db import models

from tandem.domain.people.models.person import Person
from tandem.foundation.acts.models import Guarded


class Caution(Guarded):
    """`by_provider` decides how it may reach police and dispatch: only with the person's agreement (R07) or as a warning."""

    columns = {
        "key": "id person organization published_by",
        "safety_flags": "words what_helps by_provider published_by_name published_at reviewed_at expires_at withdrawn_at",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cautions")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    what_helps = models.CharField(max_length=200, blank=True)
    by_provider = models.BooleanField()
    published_by = models.UUIDField(null=True)
    published_by_name = models.CharField(max_length=120)
    published_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
