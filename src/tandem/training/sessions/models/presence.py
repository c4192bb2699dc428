"""When a phone, or the instructor's page, was last heard. A heartbeat is no act, so this table is not guarded."""

from django.db import models


class Presence(models.Model):
    """`who` is a seat's hold, or the room itself for its instructor."""

    columns = {"key": "who room_id", "operations": "at lost"}
    who = models.UUIDField(primary_key=True)
    room_id = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    # Whether it was told on the timeline that this phone was not heard any longer.
    lost = models.BooleanField(default=False)
