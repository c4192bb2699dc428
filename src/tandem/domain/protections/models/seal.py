"""A seal by order: from its moment the record is there for nobody but the privacy officer, until an order lifts it."""

import uuid

from django.db import models

from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText


class Seal(Guarded):
    """What holds is `Person.sealed_at`; this is who put it there, by which order, and who took it away. Never deleted."""

    columns = {
        "key": "id person organization case_id sealed_by lifted_by",
        "operations": "order_number reason sealed_at sealed_by_name lifted_at lifted_order lifted_reason lifted_by_name",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField(null=True)
    order_number = models.CharField(max_length=80)
    reason = SealedText(max_length=400)
    sealed_at = models.DateTimeField()
    sealed_by = models.UUIDField(null=True)
    sealed_by_name = models.CharField(max_length=120)
    lifted_at = models.DateTimeField(null=True)
    lifted_order = models.CharField(max_length=80, blank=True)
    lifted_reason = SealedText(max_length=400, blank=True)
    lifted_by = models.UUIDField(null=True)
    lifted_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(lifted_at=None), name="one_seal_at_a_time")
        ]
