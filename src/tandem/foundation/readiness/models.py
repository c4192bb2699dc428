"""What humans vouched for and released. Rows are added and never changed; the newest of a kind counts."""

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.readiness import Point
from tandem.vocabulary.terms import Role


class Vouch(Guarded):
    """One human says that a point is done, on which day and how; `holds=False` takes an earlier word back."""

    append_only = True
    columns = {"key": "id signed_by", "operations": "point holds done_on note signed_as signed_at"}
    id = models.BigAutoField(primary_key=True)
    point = models.CharField(max_length=30, choices=choices(Point))
    holds = models.BooleanField(default=True)
    # The day it was done, which may be before the day somebody says so.
    done_on = models.DateField()
    note = models.CharField(max_length=400)
    signed_by = models.UUIDField()
    signed_as = models.CharField(max_length=20, choices=choices(Role))
    signed_at = models.DateTimeField()


class Signature(Guarded):
    """One of the two signatures under "released for real people"; `holds=False` takes the release back."""

    append_only = True
    columns = {"key": "id signed_by", "operations": "holds note signed_as signed_at"}
    id = models.BigAutoField(primary_key=True)
    holds = models.BooleanField(default=True)
    note = models.CharField(max_length=400)
    signed_by = models.UUIDField()
    signed_as = models.CharField(max_length=20, choices=choices(Role))
    signed_at = models.DateTimeField()
