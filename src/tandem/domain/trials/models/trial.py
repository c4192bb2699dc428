"""A trial that was started, and what was done with it. Its plan is an edition, signed by two and never changed since."""

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText


class Trial(Guarded):
    """`commitment` is published when it starts; `Seed` is what it binds.

    `parameters` are those of the draw, as the commitment holds them. The id is that of the plan's edition.
    """

    append_only = True
    for_facts = "id parameters"
    columns = {
        "key": "id edition organization started_by",
        "operations": "scheme commitment parameters started_at started_by_name",
    }
    id = models.UUIDField(primary_key=True)
    edition = models.OneToOneField("editions.Edition", on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=40)
    commitment = models.CharField(max_length=64)
    parameters = models.JSONField()
    started_at = models.DateTimeField()
    started_by = models.UUIDField()
    started_by_name = models.CharField(max_length=120)


class Seed(Guarded):
    """What the list is written from. No page shows it before the trial is closed.

    It stays out of an archive, where sealed words stand open: whoever reads one would know what comes next.
    """

    append_only = True
    of_this_installation = True
    columns = {"key": "trial", "operations": "seed"}
    sealed_for = (None, "trial__organization_id")
    trial = models.OneToOneField(Trial, primary_key=True, on_delete=models.PROTECT, related_name="kept_seed")
    seed = SealedText(max_length=64)


class TrialStep(Guarded):
    """Started, paused, resumed, stopped or ended by its own days, by whom and why. The newest says how it stands.

    `opened` is the seed, written down with the last step: from then on it belongs to everybody, and travels.
    """

    append_only = True
    for_facts = "id trial step"
    columns = {"key": "id trial by", "operations": "step at by_name reason opened"}
    id = models.BigAutoField(primary_key=True)
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=200, blank=True)
    opened = models.CharField(max_length=64, blank=True)
