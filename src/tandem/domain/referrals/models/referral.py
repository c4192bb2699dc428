"""A referral, every move it made, and the link by which a program without an account answers it."""

import uuid

from django.db import models

from tandem.domain.consents.models import Agreement
from tandem.domain.directory.models import Service
from tandem.domain.encounters.models import Encounter
from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedRow, SealedText
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.terms import Need, ReferralState


class Referral(Guarded):
    """`state` is the newest transition's. `loop_closed_at` is set by completed only: received is not closed.

    `instead_of` is the declined referral whose need this one takes to another service.
    """

    columns = {
        "key": "id person organization service encounter agreement instead_of created_by",
        "referral_status": "need why warm expected_at state state_at created_at sent_at accepted_at declined_at seen_at"
        " loop_closed_at",
    }
    for_facts = (
        "id person organization service encounter need warm state created_at sent_at accepted_at declined_at"
        " seen_at loop_closed_at"
    )
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    encounter = models.ForeignKey(Encounter, null=True, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="+")
    instead_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=30, choices=choices(Need))
    why = SealedText(max_length=300, blank=True)
    warm = models.BooleanField(default=False)
    expected_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=14, choices=choices(ReferralState), default=ReferralState.DRAFT)
    state_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    loop_closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "created_at"], name="referral_by_person"),
            models.Index(fields=["state", "state_at"], name="referral_by_state"),
        ]


class Transition(SealedRow, Guarded):
    """One move of a referral, by whom, and why where a reason is owed.

    `recorded_for` names who said it, where a member of the sender wrote down what the far end said by phone.
    """

    append_only = True
    columns = {
        "key": "id seal referral moved_by",
        "referral_status": "before after at by_name recorded_for reason_kind reason",
    }
    sealed_for = ("referral__person_id", "referral__organization_id")
    for_facts = "id referral after reason_kind"
    id = models.BigAutoField(primary_key=True)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="transitions")
    before = models.CharField(max_length=14)
    after = models.CharField(max_length=14)
    at = models.DateTimeField()
    moved_by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    recorded_for = models.CharField(max_length=120, blank=True)
    reason_kind = models.CharField(max_length=30, blank=True)
    reason = SealedText(max_length=300, blank=True)


class Link(Guarded):
    """A signed, expiring link that acts as the receiving program for one referral. Only the secret's hash is stored."""

    columns = {"key": "id referral secret_hash", "referral_status": "made_at expires_at opened_at stopped_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
