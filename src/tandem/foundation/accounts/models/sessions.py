"""What is kept beside a session: where it is open, and text that was typed and not yet sent when it locked."""

import uuid

from django.conf import settings
from django.db import models


class OpenSession(models.Model):
    """One signed-in browser of somebody, so that they, or an administrator, can end it. The session itself is Django's."""

    of_this_installation = True
    columns = {"key": "id user session_key", "operations": "device address factor began_at seen_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    # The browser and system in words, like "Firefox on Windows": what it says of itself, no more.
    device = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    factor = models.CharField(max_length=10)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()


class UnsavedText(models.Model):
    """What somebody had typed on one page when it locked: sealed for them alone, given back once, gone after a day.

    It is read by nobody else and under no release: whoever typed it gets back what they typed. `place` is a keyed hash
    of the page's address, so that nobody learns from here on whose page it was.
    """

    of_this_installation = True
    columns = {"key": "id user place", "by_kind": "sealed", "operations": "kept_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=64)
    sealed = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="one_unsaved_text_of_a_page")]
