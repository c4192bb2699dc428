"""The unit at the receiving place: four times. A call fact, like the five times of the call: no person stands here."""

from django.db import models

from tandem.domain.incidents.models import Assignment
from tandem.domain.transfers.models.transfer import Transfer
from tandem.foundation.acts.models import Guarded


class Stay(Guarded):
    """A corrected time leaves the old one in the act log. `took_over_said_by` names who at the place said so."""

    columns = {
        "key": "transfer assignment",
        "cad_facts": "place arrived_at took_over_at took_over_said_by officer_free_at clinician_free_at",
    }
    for_facts = "transfer assignment arrived_at took_over_at officer_free_at clinician_free_at"
    transfer = models.OneToOneField(Transfer, primary_key=True, on_delete=models.PROTECT, related_name="stay")
    assignment = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120)
    arrived_at = models.DateTimeField(null=True)
    took_over_at = models.DateTimeField(null=True)
    took_over_said_by = models.CharField(max_length=120, blank=True)
    officer_free_at = models.DateTimeField(null=True)
    clinician_free_at = models.DateTimeField(null=True)
