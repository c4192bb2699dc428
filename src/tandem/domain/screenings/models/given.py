"""What every table of screenings holds, whichever category of law it stands under. The tables themselves name theirs."""

import uuid

from django.db import models

from tandem.domain.encounters.models import Encounter
from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedJSON


class Given(Guarded):
    """`answers` maps a question's id to a value, `declined` or `not_asked`. The score is kept as the edition gave it.

    `language` is the one the questions were put in. Without an encounter it was given at a desk, at a follow-up.
    """

    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    encounter = models.ForeignKey(Encounter, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=60)
    edition = models.CharField(max_length=60)
    definition_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=8, default="en")
    answers = SealedJSON(default=dict)
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    tier = models.CharField(max_length=20, blank=True)
    score = SealedJSON(default=dict)
    given_by = models.UUIDField(null=True)

    class Meta:
        abstract = True


class Asked(Guarded):
    """What a positive screening asks of the team. A suggestion with an owner; it decides nothing.

    Each table adds `screening`, with `related_name="tasks"`, and its own key.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    words = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        abstract = True
