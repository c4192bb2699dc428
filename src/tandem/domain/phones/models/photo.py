"""A photo taken in a contact. Its bytes are a kept file; it belongs to nobody's record until a piece of work ties it."""

from django.db import models

from tandem.domain.encounters.models import Encounter
from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText


class Photo(Guarded):
    """`id` is the phone's, `file` the kept file's; `encounter` and `person` are there once it is tied."""

    columns = {
        "key": "id file author organization encounter person",
        "clinical_note": "name hash size kind received_at tied_at author_name",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, editable=False)
    file = models.UUIDField()
    author = models.UUIDField()
    author_name = models.CharField(max_length=120)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    encounter = models.ForeignKey(Encounter, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = SealedText(max_length=120, blank=True)
    hash = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    received_at = models.DateTimeField()
    tied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["encounter"], name="photo_by_contact")]
