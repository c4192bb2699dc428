"""A trial that was started, and what was done with it. Its plan is an edition, signed by two and never changed since."""

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText


class Trial(Guarded):
    """`commitment` is published when it starts; `seed` is what it binds, and no page shows it before the trial is closed.

    `parameters` are those of the draw, as the commitment holds them. The id is that of the plan's edition.
    """

    append_only = True
    columns = {
        "key": "id edition organization started_by",
        "operations": "scheme commitment seed parameters started_at started_by_name",
    }
    sealed_for = (None, "organization_id")
    id = models.UUIDField(primary_key=True)
    edition = models.OneToOneField("editions.Edition", on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=40)
    commitment = models.CharField(max_length=64)
    seed = SealedText(max_length=64)
    parameters = models.JSONField()
    started_at = models.DateTimeField()
    started_by = models.UUIDField()
    started_by_name = models.CharField(max_length=120)


class TrialStep(Guarded):
    """Started, paused, resumed or stopped, by whom and why. The newest says how it stands."""

    append_only = True
    columns = {"key": "id trial by", "operations": "step at by_name reason"}
    id = models.BigAutoField(primary_key=True)
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=200, blank=True)
