"""Where teams start from, and how long they take from one place to another, as the program itself says."""

from django.db import models

from tandem.foundation.acts.models import Guarded


class Landmark(Guarded):
    """A named place of the program: a station that teams start from, or the middle of an area as dispatch names it."""

    columns = {"key": "id", "operations": "name kind latitude longitude"}
    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=[("station", "station"), ("area", "area")])
    latitude = models.FloatField()
    longitude = models.FloatField()


class TravelTable(Guarded):
    """One edition of the table of minutes; the newest one in force is used, and none is ever changed."""

    append_only = True
    columns = {"key": "id entered_by", "operations": "edition source in_force_from entered_at"}
    id = models.BigAutoField(primary_key=True)
    edition = models.CharField(max_length=60, unique=True)
    # Who measured it, and when: "GPS of 4,200 runs, Jan to Jun 2026".
    source = models.CharField(max_length=200)
    in_force_from = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)


class TravelTime(Guarded):
    """Minutes from one area or station to another. The way back is another row: direction matters."""

    append_only = True
    columns = {"key": "id table", "operations": "origin destination minutes"}
    id = models.BigAutoField(primary_key=True)
    table = models.ForeignKey(TravelTable, on_delete=models.PROTECT, related_name="times")
    origin = models.CharField(max_length=80)
    destination = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "origin", "destination"], name="one_time_a_direction")]
