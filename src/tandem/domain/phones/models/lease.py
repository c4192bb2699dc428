"""What one phone carries for one shift, so that the server can say when to drop it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.phones import LeaseEnd


class Lease(Guarded):
    """`secret` is the SHA-256 of the word the phone asks with; `people` are those it carries, `members` its team then."""

    columns = {
        "key": "id secret user job organization people team members",
        "operations": "role taken_at until ended_at ended_why",
    }
    # A phone of another installation carries nothing of this one: its word is nobody's here, and it drops what it has.
    of_this_installation = True
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    secret = models.CharField(max_length=64, unique=True)
    user = models.UUIDField()
    # The job it was taken in: a plain id, for a job can end.
    job = models.UUIDField()
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    people = ArrayField(models.UUIDField(), default=list)
    team = models.UUIDField(null=True)
    members = ArrayField(models.UUIDField(), default=list)
    taken_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=10, choices=choices(LeaseEnd), blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "taken_at"], name="lease_by_user")]
