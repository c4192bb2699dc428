"""The key to a person's own page: a link they hold, and a code said to them. Neither is stored."""

import uuid

from django.db import models

from tandem.domain.people.models.person import Person
from tandem.foundation.acts.models import Guarded


class OwnKey(Guarded):
    """One link at a time opens a person's page. Five wrong codes stop it, as does whoever gave it, or its end.

    That somebody has a page of their own says that there is a record, so it is read like their name and address.
    """

    columns = {
        "key": "id person organization given_by secret_hash code_hash",
        "demographics": "given_at given_by_name language expires_at wrong_codes stopped_at answered",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="own_keys")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    given_at = models.DateTimeField()
    given_by = models.UUIDField(null=True)
    given_by_name = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)
    # Whether this link has answered the two questions; what it said stands elsewhere, with nothing that leads here.
    answered = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(stopped_at=None), name="one_own_page_at_a_time"
            )
        ]
