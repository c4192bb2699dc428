"""The log of draws: one row a call, written before anything is known of how the call ends, and never changed."""

from django.db import models

from tandem.domain.incidents.models import Incident
from tandem.domain.trials.models.trial import Trial
from tandem.foundation.acts.models import Guarded


class Allocation(Guarded):
    """One call drawn, once and for good. `hash` holds the row and the `previous` one's; the first follows the commitment.

    `rule` and `edition` say why the call could be drawn, `teams` that one was free. `call` is a hash of the call's id.
    """

    append_only = True
    for_facts = "id trial incident number stratum arm at edition rule"
    columns = {
        "key": "id trial incident drawn_by",
        "cad_facts": "number call stratum place arm at edition rule teams previous hash",
    }
    id = models.BigAutoField(primary_key=True)
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="allocations")
    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    call = models.CharField(max_length=64)
    stratum = models.CharField(max_length=120)
    place = models.PositiveIntegerField()
    arm = models.CharField(max_length=10)
    at = models.DateTimeField()
    edition = models.CharField(max_length=80)
    rule = models.CharField(max_length=40)
    teams = models.CharField(max_length=10)
    drawn_by = models.UUIDField(null=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trial", "number"], name="trial_draws_in_order"),
            models.UniqueConstraint(fields=["trial", "stratum", "place"], name="trial_place_once"),
        ]


class Deviation(Guarded):
    """Something else was sent than drawn, on somebody's judgment. The call stays in the arm it was drawn to."""

    append_only = True
    for_facts = "id allocation why"
    columns = {"key": "id allocation by", "cad_facts": "why at by_name"}
    id = models.BigAutoField(primary_key=True)
    allocation = models.OneToOneField(Allocation, on_delete=models.PROTECT, related_name="deviation")
    why = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)


class Followed(Guarded):
    """Whether another call about the same person or place came within thirty days of a draw, and when that was known.

    Looked for once the trial is closed, from addresses that facts never read.
    """

    append_only = True
    for_facts = "id allocation again known_at"
    columns = {"key": "id allocation", "cad_facts": "again known_at"}
    id = models.BigAutoField(primary_key=True)
    allocation = models.OneToOneField(Allocation, on_delete=models.PROTECT, related_name="followed")
    again = models.BooleanField()
    known_at = models.DateTimeField()
