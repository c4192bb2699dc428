"""What was answered, what the criteria recommended then and why, and what a human chose instead."""

from django.db import models

from tandem.domain.incidents.models.incident import Incident
from tandem.foundation.acts.models import Guarded
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.terms import Response


class Answer(Guarded):
    """One answer to one criteria input. A changed answer is a new row that keeps the old one."""

    append_only = True
    columns = {"key": "id incident recorded_by", "cad_facts": "input value previous detail said_by at"}
    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="answers")
    input = models.CharField(max_length=40)
    value = models.CharField(max_length=60)
    previous = models.CharField(max_length=60, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    said_by = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)


class Decision(Guarded):
    """One application of the criteria, with its inputs as they stood, edition, rule and answer."""

    append_only = True
    columns = {
        "key": "id incident",
        "cad_facts": "at edition inputs rule rule_label response reason staging attire car meanwhile open_questions"
        " pathways",
    }
    for_facts = "id incident at edition inputs rule response"
    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="decisions")
    at = models.DateTimeField()
    edition = models.CharField(max_length=60)
    inputs = models.JSONField()
    rule = models.CharField(max_length=40)
    rule_label = models.CharField(max_length=80)
    response = models.CharField(max_length=30, choices=choices(Response))
    reason = models.TextField()
    staging = models.TextField(blank=True)
    attire = models.TextField(blank=True)
    car = models.TextField(blank=True)
    meanwhile = models.TextField(blank=True)
    open_questions = models.JSONField(default=list)
    # The pathways that applied, in the words of the edition.
    pathways = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["incident", "-id"], name="decision_latest")]


class Override(Guarded):
    """A human chose another response. Both are kept; the reason goes to the criteria review, not to discipline."""

    append_only = True
    columns = {"key": "id incident chosen_by", "cad_facts": "recommended response reason at chosen_by_name"}
    for_facts = "id incident response"
    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="overrides")
    recommended = models.CharField(max_length=30)
    response = models.CharField(max_length=30, choices=choices(Response))
    reason = models.TextField()
    at = models.DateTimeField()
    chosen_by = models.UUIDField(null=True)
    chosen_by_name = models.CharField(max_length=120)
