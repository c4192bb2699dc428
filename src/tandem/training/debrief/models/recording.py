"""A film of the room: who agreed, its pieces, and when it goes. The pictures are sealed files, never in the database."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText
from tandem.training.debrief.rules import RecordingState
from tandem.training.sessions.models import Room, Run, SeatHold


class Recording(Guarded):
    """`key` opens its pieces and is destroyed with them. `run` is there once it began; `delete_on` once it stopped.

    `gone_why` and `gone_by` stay after it is deleted, so that a page can say so.
    """

    columns = {
        "key": "id room run organization_id asked_by key",
        "operations": "team state asked_by_name asked_at started_at stopped_at delete_on gone_at gone_why gone_by",
    }
    sealed_for = (None, "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=2)
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    organization_id = models.UUIDField()
    state = models.CharField(max_length=10, default=RecordingState.ASKED)
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    delete_on = models.DateField(null=True)
    key = SealedText(max_length=100, blank=True)
    gone_at = models.DateTimeField(null=True)
    gone_why = models.CharField(max_length=12, blank=True)
    gone_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "team"],
                condition=models.Q(state__in=[RecordingState.ASKED, RecordingState.RECORDING]),
                name="one_recording_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["delete_on"], condition=models.Q(gone_at=None), name="recordings_to_delete")]


class Consent(Guarded):
    """What one person in the room said to being recorded, on their own phone. The newest word of each counts."""

    columns = {"key": "id recording hold", "operations": "yes at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="+")
    hold = models.ForeignKey(SeatHold, on_delete=models.PROTECT, related_name="+")
    yes = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recording", "hold"], name="consent_once")]


class Piece(Guarded):
    """One piece: a whole small film. `at_ms` is where it begins on the run's clock; `file` is the sealed file's id."""

    columns = {"key": "id recording file", "operations": "number sha256 size kind at_ms lasts_ms received_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    at_ms = models.PositiveIntegerField()
    lasts_ms = models.PositiveIntegerField()
    file = models.UUIDField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recording", "number"], name="piece_number_once")]
