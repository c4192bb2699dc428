"""What is known of a kept file. Its bytes lie in the data folder under `place`, which says nothing."""

import uuid

from django.db import models

from tandem.foundation.organizations.models import choices
from tandem.vocabulary.law import Category


class File(models.Model):
    """`name` is what somebody called the file: data, shown as text, never a path. Its category is that of the file."""

    columns = {
        "key": "id owner_id",
        "operations": "place category size sha256 made_at expires_at gone_at",
        "by_kind": "name",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=300)
    category = models.CharField(max_length=30, choices=choices(Category))
    owner_id = models.UUIDField(null=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, db_index=True)
    # When the bytes were deleted; the row stays, so that it can be said what there was.
    gone_at = models.DateTimeField(null=True)
