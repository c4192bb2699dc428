"""A follow-up owed, and the tries made. A try is not a contact."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.domain.encounters.models import Encounter
from tandem.domain.followups.rules import TRIES_WANTED
from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedRow, SealedText
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.followups import MessageSafe, PartOfDay, Way, Window
from tandem.vocabulary.terms import AttemptResult


class FollowUp(Guarded):
    """A promise and its state are read like a referral; what came of it and the person's wish like a clinical note."""

    columns = {
        "key": "id person encounter organization owner",
        "referral_status": "window cadence tries_wanted due_from due_by next_try_at planned_at closed_at missed_at",
        # How somebody can be reached is read like their phone number, so that a peer knows before dialing.
        "demographics": "way part_of_day message_safe",
        "clinical_note": "wish closed_result",
    }
    for_facts = "id person encounter organization window due_from due_by planned_at closed_at missed_at"
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    encounter = models.ForeignKey(Encounter, null=True, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    owner = models.UUIDField(null=True)
    due_from = models.DateTimeField()
    due_by = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    window = models.CharField(max_length=10, choices=choices(Window), default=Window.FIRST)
    # The edition of the cadence that began this chain; None is the one that ships.
    cadence = models.BigIntegerField(null=True)
    tries_wanted = models.PositiveSmallIntegerField(default=TRIES_WANTED)
    wish = SealedText(max_length=120, blank=True)
    way = models.CharField(max_length=10, choices=choices(Way), blank=True)
    part_of_day = models.CharField(max_length=10, choices=choices(PartOfDay), blank=True)
    message_safe = models.CharField(max_length=3, choices=choices(MessageSafe), blank=True)
    planned_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_result = models.CharField(max_length=20, blank=True)
    # When the window passed with nobody reached; a try is not a contact.
    missed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["encounter", "window"], name="one_follow_up_per_window")]
        indexes = [
            models.Index(fields=["due_by"], condition=models.Q(closed_at=None), name="followup_open"),
            models.Index(fields=["person"], name="followup_by_person"),
        ]


class Attempt(SealedRow, Guarded):
    append_only = True
    columns = {"key": "id seal followup made_by", "clinical_note": "at result note made_by_name"}
    for_facts = "id followup at result"
    sealed_for = ("followup__person_id", "followup__organization_id")
    id = models.BigAutoField(primary_key=True)
    followup = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    result = models.CharField(max_length=20, choices=choices(AttemptResult))
    note = SealedText(max_length=300, blank=True)
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=120)


class CadenceEdition(Guarded):
    """One edition of the program's cadence. The newest is in force; a chain keeps the one it began with."""

    append_only = True
    columns = {"key": "id set_by", "operations": "spans outcomes dispositions set_at set_by_name"}
    id = models.BigAutoField(primary_key=True)
    # [[window, unit, start, end, tries], …] in their order.
    spans = models.JSONField()
    outcomes = ArrayField(models.CharField(max_length=20), default=list)
    dispositions = ArrayField(models.CharField(max_length=30), default=list)
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)
    set_by_name = models.CharField(max_length=120)
