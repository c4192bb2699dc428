"""Wrapped keys. Nothing here opens anything without the key file, which never lies in the database."""

import uuid

from django.db import models


class Key(models.Model):
    """One key of one agency: `content` wraps the keys of its persons, `search` makes its blind index.

    `wrapped` is a Tink keyset sealed by the key above all keys. Without an organization it is that of the call side,
    where nobody's record is meant yet. The one that is not retired is in use; a retired one is kept while it opens something.
    """

    of_this_installation = True
    columns = {"key": "id organization_id", "operations": "purpose wrapped made_at retired_at"}
    for_facts = "id organization_id purpose wrapped made_at retired_at"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization_id = models.UUIDField(null=True, db_index=True)
    purpose = models.CharField(max_length=10, choices=[(one, one) for one in ("content", "search")])
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)


class PersonKey(models.Model):
    """One key of one person at one agency, sealed by the agency's key `key_id`.

    Destroyed, the row stays without its secret and says so: what it opened reads as destroyed, not as lost.
    """

    of_this_installation = True
    columns = {"key": "id person_id organization_id key_id", "operations": "wrapped made_at retired_at destroyed_at"}
    for_facts = "id person_id organization_id key_id wrapped made_at retired_at destroyed_at"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField(db_index=True)
    organization_id = models.UUIDField(null=True)
    key_id = models.UUIDField(db_index=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)
