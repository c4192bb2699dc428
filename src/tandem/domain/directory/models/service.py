"""A service in the directory (HSDS calls it a service at a location)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.foundation.acts.models import Guarded


class Service(Guarded):
    columns = {
        "key": "id organization",
        "operations": "name needs hours eligibility phone address area latitude longitude languages capacity"
        " capacity_said_at last_verified_on active",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    needs = ArrayField(models.CharField(max_length=40), default=list)
    # Hours are the service's own words, and open spans per weekday (0 Monday) as ["HH:MM", "HH:MM"] for "open now".
    hours = models.JSONField(default=dict)
    eligibility = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    capacity = models.CharField(max_length=80, blank=True)
    capacity_said_at = models.DateTimeField(null=True)
    last_verified_on = models.DateField(null=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name
