"""Who sits where: one person's place in a team, held by the key in their phone's cookie."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.training.sessions.models.room import Room


class SeatHold(Guarded):
    """`scripted`: nobody sits there, a script plays it. A guest has no user. The key itself is in the cookie alone."""

    columns = {
        "key": "id room user_id organization_id key_hash",
        "operations": "team seat name language joined_at left_at scripted",
    }
    for_facts = "id room team seat scripted"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="holds")
    team = models.CharField(max_length=2)
    seat = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    user_id = models.UUIDField(null=True)
    organization_id = models.UUIDField(null=True)
    key_hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=5, default="en")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    scripted = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["key_hash"], name="seat_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "team", "seat"],
                condition=models.Q(left_at=None) & ~models.Q(seat="observer"),
                name="one_person_a_seat",
            )
        ]
