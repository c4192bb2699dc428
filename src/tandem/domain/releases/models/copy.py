"""One text taken out of Tandem by hand, into the own organization's other system or to somebody else's."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.domain.releases.models.access import Disclosure
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.copying import CopyKind, CopyWay


class Copy(models.Model):
    """A use within the organization has no `disclosure`; what went to another organization has one, with its basis.

    The text itself is not kept: it is composed anew, under a release, each time.
    """

    append_only = True
    columns = {
        "key": "id opening_id actor_id organization_id person_id subject_id recipient_id disclosure",
        "access_log": "kind way actor_name role recipient_name categories purpose rules at",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opening_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=choices(CopyKind))
    way = models.CharField(max_length=10, choices=choices(CopyWay))
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    organization_id = models.UUIDField(null=True)
    # A call's facts are about a call; the clinical text is about one person.
    person_id = models.UUIDField(null=True, db_index=True)
    subject_id = models.UUIDField()
    recipient_id = models.UUIDField()
    recipient_name = models.CharField(max_length=120)
    disclosure = models.ForeignKey(Disclosure, null=True, on_delete=models.PROTECT, related_name="+")
    categories = ArrayField(models.CharField(max_length=30), default=list)
    purpose = models.CharField(max_length=20)
    rules = ArrayField(models.CharField(max_length=8), default=list)
    at = models.DateTimeField()
