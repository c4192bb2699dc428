"""A legal hold: nothing of this record or call is destroyed while it stands, neither by age nor by order."""

import uuid

from django.db import models

from tandem.domain.incidents.models import Incident
from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText


class LegalHold(Guarded):
    """About one person or one call, never both. It stands until `released_at`; a released one goes with its record only.

    Who sues whom tells of the person: the words stand behind the wall like a clinical note, and no release opens them.
    """

    columns = {
        "key": "id person incident organization placed_by released_by",
        "clinical_note": "matter reason since placed_at placed_by_name released_at released_reason released_by_name",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=80)
    reason = SealedText(max_length=400)
    since = models.DateField()
    placed_at = models.DateTimeField()
    placed_by = models.UUIDField()
    placed_by_name = models.CharField(max_length=120)
    released_at = models.DateTimeField(null=True)
    released_reason = SealedText(max_length=400, blank=True)
    released_by = models.UUIDField(null=True)
    released_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, incident=None) | models.Q(person=None, incident__isnull=False),
                name="a_hold_is_about_one_person_or_one_call",
            )
        ]
