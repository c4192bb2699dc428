"""An expungement by order or by age: asked by one, approved by another, and afterwards a tombstone with the order number only."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.oversight import ExpungeReason, ExpungeScope


class Expungement(Guarded):
    """`person_id` says whose record until the rows are destroyed, and is then emptied: the order number stays.

    The journal beside the database keeps the id, which is random and means nothing without the rows, so that a restored
    backup is expunged again (reliability F17).
    """

    columns = {
        "key": "id organization person_id case_id asked_by approved_by",
        "operations": "order_number scope reason asked_at asked_by_name approved_at approved_by_name refused_at done_at rows",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    order_number = models.CharField(max_length=80)
    scope = models.CharField(max_length=10, choices=choices(ExpungeScope))
    reason = models.CharField(max_length=10, choices=choices(ExpungeReason), default=ExpungeReason.ORDER)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=120)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    approved_by_name = models.CharField(max_length=120, blank=True)
    refused_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)
