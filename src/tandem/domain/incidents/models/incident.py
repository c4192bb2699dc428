"""A call, and the persons on it."""

import uuid

from django.db import models

from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.terms import IncidentState, Origin


class Incident(Guarded):
    """Idempotent by (source, source id). `inputs` is the present answer to each criteria input; `Answer` is their history."""

    # The wall opens a call with a person who was on it.
    wall_root = "calls"
    columns = {
        "key": "id agency primary",
        "cad_facts": "number source source_id source_hash origin call_type received_at place area latitude longitude"
        " narrative caller callback inputs signs behavioral_health response state closed_at closed_reason unserved",
        "operations": "created_at changed_at",
    }
    for_facts = (
        "id agency area origin received_at response state behavioral_health closed_at created_at primary unserved"
    )
    sealed_for = (None, "agency_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    source = models.CharField(max_length=120)
    source_id = models.CharField(max_length=200)
    # SHA-256 of what the source last sent, so that an exact repeat is known at once.
    source_hash = models.CharField(max_length=64, blank=True)
    agency = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=20, choices=choices(Origin))
    call_type = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(db_index=True)
    place = models.CharField(max_length=300, blank=True)
    area = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    narrative = SealedText(blank=True)
    caller = SealedText(max_length=120, blank=True)
    callback = SealedText(max_length=120, blank=True)
    inputs = models.JSONField(default=dict)
    # The signs of a behavioral-health call now, each with who said it (`vocabulary/behavioral.py`); `SignHeard` is
    # their history. `behavioral_health` follows from them: None while nobody has said either.
    signs = models.JSONField(default=dict)
    behavioral_health = models.BooleanField(null=True)
    # The call that this one is another report of; set exactly while the state is `linked`. Never a chain.
    primary = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reports")
    # The response now meant: the override if there is one, else the criteria's.
    response = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=12, choices=choices(IncidentState), default=IncidentState.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=200, blank=True)
    # Why no team went, where somebody said it in one of the words of `TOLD_UNSERVED`.
    unserved = models.CharField(max_length=12, blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id"], name="one_incident_per_source_id"),
            models.CheckConstraint(
                condition=models.Q(primary=None) ^ models.Q(state=IncidentState.LINKED),
                name="linked_exactly_with_a_primary",
            ),
        ]
        indexes = [
            models.Index(
                fields=["received_at"], condition=models.Q(state__in=["open", "assigned"]), name="incident_on_board"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Involvement(Guarded):
    """A person on a call: several persons in one incident, one person in several. A wrong person is removed with a reason."""

    columns = {"key": "id incident person told_as", "cad_facts": "part added_at removed_at removed_reason"}
    for_facts = "id incident person part removed_at"
    sealed_for = ("person_id", "incident__agency_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="involvements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, default="in_crisis")
    added_at = models.DateTimeField()
    # SHA-256 of how the source names this person, so that its next message tells more of the same one.
    told_as = models.CharField(max_length=64, blank=True)
    removed_at = models.DateTimeField(null=True)
    removed_reason = SealedText(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person"], condition=models.Q(removed_at=None), name="person_once_on_a_call"
            )
        ]
