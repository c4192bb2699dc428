"""A restriction an organization has agreed to (45 CFR 164.522(a); 42 CFR 2.26), and who has read it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText


class Restriction(Guarded):
    """`categories` of this person's record are restricted as `words` say; empty means the whole record.

    Whoever must read the words cannot open the record before, so that they stand with who the person is, not with
    what is clinical, and say nothing clinical.
    """

    columns = {
        "key": "id person organization agreed_by ended_by",
        "demographics": "categories words agreed_at ended_at ended_why",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    categories = ArrayField(models.CharField(max_length=30), default=list)
    words = SealedText(max_length=400)
    agreed_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_why = SealedText(max_length=200, blank=True)


class RestrictionRead(Guarded):
    """An organization has read the restriction and keeps to it: its people may open the record again."""

    columns = {"key": "id restriction organization read_by", "demographics": "read_at"}
    id = models.BigAutoField(primary_key=True)
    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="reads")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    read_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restriction", "organization"], name="read_once_each")]
