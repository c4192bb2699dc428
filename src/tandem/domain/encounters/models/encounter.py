"""One team's contact with one person, and its note. A contact may have no call; a call may have several contacts."""

import uuid

from django.db import models
from django.db.models import Q

from tandem.domain.incidents.models import Assignment, Incident
from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedRow, SealedText
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.signing import AddendumReason
from tandem.vocabulary.terms import ContactOutcome, Disposition, Profession


class Encounter(Guarded):
    """Distress is the person's own view, 0 calm to 10 worst; None with `*_unanswered` saying why it has no number."""

    columns = {
        "key": "id incident assignment person organization started_by closed_by",
        "clinical_note": "started_at contact_outcome outcome_at distress_before distress_after distress_before_unanswered"
        " distress_after_unanswered disposition disposition_detail transported_to transported_by needs closed_at reopened_at",
    }
    for_facts = (
        "id incident assignment person organization started_at closed_at contact_outcome disposition"
        " transported_to transported_by distress_before distress_after needs"
    )
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    started_by = models.UUIDField(null=True)
    contact_outcome = models.CharField(max_length=20, choices=choices(ContactOutcome), blank=True)
    outcome_at = models.DateTimeField(null=True)
    distress_before = models.PositiveSmallIntegerField(null=True)
    distress_after = models.PositiveSmallIntegerField(null=True)
    distress_before_unanswered = models.CharField(max_length=12, blank=True)
    distress_after_unanswered = models.CharField(max_length=12, blank=True)
    disposition = models.CharField(max_length=30, choices=choices(Disposition), blank=True)
    disposition_detail = SealedText(max_length=200, blank=True)
    # A `TransportTo` and a `TransportBy`, or the word "unknown"; "" is not said.
    transported_to = models.CharField(max_length=24, blank=True)
    transported_by = models.CharField(max_length=24, blank=True)
    needs = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(distress_before=None) | Q(distress_before__lte=10))
                & (Q(distress_after=None) | Q(distress_after__lte=10)),
                name="distress_zero_to_ten",
            ),
            # A closed encounter has its outcome: the denominator of every honest number.
            models.CheckConstraint(condition=Q(closed_at=None) | ~Q(contact_outcome=""), name="closed_has_outcome"),
            models.UniqueConstraint(fields=["assignment", "person"], name="one_encounter_per_team_and_person"),
        ]
        indexes = [
            models.Index(fields=["person", "started_at"], name="encounter_by_person"),
            models.Index(fields=["started_at"], name="encounter_by_time"),
        ]


class Note(SealedRow, Guarded):
    """The clinical note. One text per encounter while it is open; every saved version stays.

    A row is one version; the newest is the note. `signed_at` ends it: what follows is an addendum, with its reason. A
    signed row is never changed: a trigger says so, by whichever door the change comes.
    """

    columns = {
        "key": "id seal encounter written_by",
        "clinical_note": "text written_at signed_at written_by_name written_as cosign reason",
    }
    sealed_for = ("encounter__person_id", "encounter__organization_id")
    id = models.BigAutoField(primary_key=True)
    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="notes")
    text = SealedText()
    written_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    written_by_name = models.CharField(max_length=120)
    signed_at = models.DateTimeField(null=True)
    # The author's profession, and whether the program's rule asked for a co-signature when they signed.
    written_as = models.CharField(max_length=20, choices=choices(Profession), blank=True)
    cosign = models.BooleanField(default=False)
    reason = models.CharField(max_length=20, choices=choices(AddendumReason), blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["encounter"], condition=Q(cosign=True, signed_at__isnull=False), name="note_cosign"),
        ]
