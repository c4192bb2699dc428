"""The notice to patients of 42 CFR 2.22: given or declined, in which version, when."""

import uuid

from django.db import models

from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded


class NoticeGiven(Guarded):
    """That somebody got the notice of a Part 2 program tells that they are its patient, so that it is a Part 2 row."""

    columns = {
        "key": "id person organization recorded_by",
        "part2_record": "edition language declined given_at",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    edition = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    declined = models.BooleanField()
    given_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
