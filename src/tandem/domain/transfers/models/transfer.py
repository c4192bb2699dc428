"""A transfer of care, each notice that left, each answer, and the link by which the receiving desk answers."""

import uuid

from django.db import models

from tandem.domain.encounters.models import Encounter
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedJSON, SealedRow, SealedText
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.transfers import Hold, TransferState


class Transfer(Guarded):
    """The person is the encounter's. `draft` is the notice as it is being written; what left stands in `Notice`.

    `instead_of` is the place that couldn't take the person. `told_at` is when this place was first told.
    """

    columns = {
        "key": "id encounter organization facility instead_of created_by",
        "clinical_note": "draft state state_at created_at told_at answered_at expected_at hold officer_came",
    }
    for_facts = "id encounter organization facility state created_at told_at answered_at expected_at hold officer_came"
    sealed_for = ("encounter__person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    instead_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    draft = SealedJSON(default=dict)
    state = models.CharField(max_length=14, choices=choices(TransferState), default=TransferState.DRAFT)
    state_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    told_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    expected_at = models.DateTimeField(null=True)
    hold = models.CharField(max_length=10, choices=choices(Hold), blank=True)
    officer_came = models.BooleanField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["encounter"], name="transfer_by_encounter"),
            models.Index(fields=["created_at"], name="transfer_by_time"),
        ]


class Notice(SealedRow, Guarded):
    """One notice exactly as it left: `body` is a list of [field, value]. `disclosure` is its entry in the accounting."""

    append_only = True
    columns = {
        "key": "id seal transfer disclosure sent_by",
        "clinical_note": "body medium said_to sent_at sent_by_name",
    }
    sealed_for = ("transfer__encounter__person_id", "transfer__organization_id")
    id = models.BigAutoField(primary_key=True)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="notices")
    disclosure = models.UUIDField()
    body = SealedJSON()
    medium = models.CharField(max_length=20)
    said_to = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField(null=True)
    sent_by_name = models.CharField(max_length=120)


class Answer(SealedRow, Guarded):
    """What the place said, one row an answer. `recorded_for` names who said it, where the team wrote it down."""

    append_only = True
    columns = {
        "key": "id seal transfer answered_by",
        "clinical_note": "state at by_name recorded_for where reason_kind reason",
    }
    sealed_for = ("transfer__encounter__person_id", "transfer__organization_id")
    id = models.BigAutoField(primary_key=True)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=14)
    at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    recorded_for = models.CharField(max_length=120, blank=True)
    where = models.CharField(max_length=120, blank=True)
    reason_kind = models.CharField(max_length=30, blank=True)
    reason = SealedText(max_length=300, blank=True)


class Link(Guarded):
    """A signed, expiring link that acts as the receiving desk for one transfer. Only the secret's hash is stored."""

    columns = {"key": "id transfer secret_hash", "clinical_note": "made_at expires_at opened_at stopped_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
