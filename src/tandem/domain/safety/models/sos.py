"""An SOS from a phone on the scene."""

from django.conf import settings
from django.db import models

from tandem.domain.incidents.models import Incident
from tandem.domain.staffing.models import Team
from tandem.foundation.acts.models import Guarded


class Sos(Guarded):
    """`id` is chosen by the phone, so that a repeat over a bad line is known. Its place is wiped when it is stood down."""

    columns = {
        "key": "id user team incident heard_by",
        "operations": "unit name pressed_at received_at latitude longitude place_at heard_at heard_by_name"
        " ended_at ended_by_name ended_reason",
    }
    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # None: somebody who is not on shift pressed it. It is heard all the same.
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120)
    pressed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    place_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    heard_by = models.UUIDField(null=True)
    heard_by_name = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["received_at"], condition=models.Q(ended_at=None), name="sos_open")]
