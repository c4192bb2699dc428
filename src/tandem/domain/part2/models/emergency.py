"""What 42 CFR 2.51(c) asks to be written at once when a substance use record is told in a medical emergency."""

import uuid

from django.db import models

from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText


class EmergencyRecord(Guarded):
    """Never changed. `facility` is the registered place, where there is one; `told_at` when it was told."""

    append_only = True
    columns = {
        "key": "id person organization facility disclosure_id written_by",
        "part2_record": "recipient_name facility_name discloser_name told_at nature why_no_consent written_at",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    recipient_name = models.CharField(max_length=120)
    facility_name = models.CharField(max_length=120)
    discloser_name = models.CharField(max_length=120)
    told_at = models.DateTimeField()
    nature = SealedText(max_length=1000)
    why_no_consent = SealedText(max_length=500)
    disclosure_id = models.UUIDField(null=True)
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
