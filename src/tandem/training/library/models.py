"""What the library keeps beside the editions: what a check found, and the keys that shared scenarios are signed with."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText


class CheckResult(Guarded):
    """What the check said about one content. `whole`: the story was played as far as the check goes, not only begun."""

    columns = {"key": "content_hash", "operations": "told whole checked_at"}
    content_hash = models.CharField(max_length=64, primary_key=True)
    told = models.JSONField()
    whole = models.BooleanField(default=False)
    checked_at = models.DateTimeField()


class SigningKey(Guarded):
    """An agency's own key for the scenarios it gives away. The secret half is sealed by the agency's key."""

    columns = {"key": "id organization public", "operations": "secret made_at"}
    sealed_for = (None, "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.OneToOneField("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    public = models.CharField(max_length=64)
    secret = SealedText()
    made_at = models.DateTimeField()


class KnownKey(Guarded):
    """A key that a scenario came in with, under the name its maker gave: seen first then, taken in by somebody here."""

    columns = {"key": "public", "operations": "made_by seen_at taken_by"}
    public = models.CharField(max_length=64, primary_key=True)
    made_by = models.CharField(max_length=120)
    seen_at = models.DateTimeField()
    taken_by = models.CharField(max_length=120)
