"""A service in the directory (HSDS calls it a service at a location), what changed in it, and how often one checks."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.directory import CheckedHow


class Service(Guarded):
    columns = {
        "key": "id organization",
        "operations": "name needs hours eligibility phone address area latitude longitude languages capacity"
        " capacity_said_at last_verified_on verified_by_name verified_how active description website minimum_age"
        " maximum_age insurance documents accessibility cost serves kept changed_at",
    }
    for_facts = "id organization name"
    # A listing that came with a file keeps the id it has there, so that the same file changes the same listing.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    needs = ArrayField(models.CharField(max_length=40), default=list)
    # Hours as `directory/hours.py` says: words, spans per weekday, exceptions, by appointment.
    hours = models.JSONField(default=dict)
    description = models.CharField(max_length=4000, blank=True)
    website = models.CharField(max_length=200, blank=True)
    eligibility = models.CharField(max_length=1000, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    insurance = models.CharField(max_length=1000, blank=True)
    documents = models.CharField(max_length=1000, blank=True)
    accessibility = models.CharField(max_length=1000, blank=True)
    cost = models.CharField(max_length=1000, blank=True)
    serves = models.CharField(max_length=1000, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    capacity = models.CharField(max_length=80, blank=True)
    capacity_said_at = models.DateTimeField(null=True)
    last_verified_on = models.DateField(null=True)
    verified_by_name = models.CharField(max_length=80, blank=True)
    verified_how = models.CharField(max_length=10, choices=choices(CheckedHow), blank=True)
    active = models.BooleanField(default=True)
    # The listing as the file had it, so that what this directory has no place for goes out again unchanged.
    kept = models.JSONField(null=True)
    changed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Change(Guarded):
    """One change of a listing: who, when, by what, and each field as it was and as it is now."""

    append_only = True
    columns = {"key": "id listing by", "operations": "what at by_name fields"}
    id = models.BigAutoField(primary_key=True)
    listing = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=10, choices=[(one, one) for one in ("added", "changed", "checked", "imported")])
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    # {field: [was, is now]}.
    fields = models.JSONField(default=dict)


class Upkeep(Guarded):
    """One edition of the program's rule for how old a listing may be. The newest is in force."""

    append_only = True
    columns = {"key": "id set_by", "operations": "stale_after_days set_at set_by_name"}
    id = models.BigAutoField(primary_key=True)
    stale_after_days = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)
    set_by_name = models.CharField(max_length=120)
