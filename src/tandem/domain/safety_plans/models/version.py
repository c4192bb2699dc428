"""One version of one person's plan. None is ever changed; the newest one that does not stand beside counts."""

import uuid

from django.db import models

from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedJSON
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.plans import Made, Written


class PlanVersion(Guarded):
    """`sections` maps a section's name to the person's own lines.

    `base` is the number of the version it grew on, 0 for none. A version `beside` holds only what clashed: sections
    somebody else changed since `base`. It waits until a later one `settles` it.
    """

    append_only = True
    columns = {
        "key": "id person organization written_by settles",
        "safety_plan": "number base beside edition language made sections written_by_name written_at",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    base = models.PositiveIntegerField(default=0)
    beside = models.BooleanField(default=False)
    settles = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.CharField(max_length=60)
    language = models.CharField(max_length=8, choices=choices(Written))
    made = models.CharField(max_length=12, choices=choices(Made))
    sections = SealedJSON(default=dict)
    written_by = models.UUIDField(null=True)
    written_by_name = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_plan_version_per_number")]
