"""The preference card: who should come next time and how; and an answer that nobody can be known by."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.domain.people.models.person import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.plans import Made


class Wish(Guarded):
    """The preference card: who should come next time, what helps, what to avoid, in the person's own words.

    Each version is kept; the newest counts, until it expires. It is read like the plan it is part of: by who cares for
    the person, by police and dispatch on a consent (R05, R31). `made` says how the words came about; `written_by_name`
    is whoever wrote them down with the person, "" where they did so on their own page.
    """

    append_only = True
    columns = {
        "key": "id person organization written_by",
        "safety_plan": "comes comes_words language helps avoid words made written_by_name given_at expires_at",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    comes = ArrayField(models.CharField(max_length=20), default=list)
    language = models.CharField(max_length=40, blank=True)
    # Who else, or who not, as they say it: "my sister", "the same two".
    comes_words = SealedText(max_length=300, blank=True)
    helps = SealedText(max_length=300, blank=True)
    avoid = SealedText(max_length=300, blank=True)
    words = SealedText(max_length=400, blank=True)
    made = models.CharField(max_length=12, choices=choices(Made), default=Made.BY_THEM)
    written_by = models.UUIDField(null=True)
    written_by_name = models.CharField(max_length=120, blank=True)
    given_at = models.DateTimeField()
    # None: said before cards had an end; it counts from `given_at` like any other.
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "given_at"], name="wish_by_person")]


class Opinion(Guarded):
    """One answer to the two questions: no person, no contact, no link, and no time but the month.

    Ids are random, so that not even their order says which came when. That a link has answered stands on its key.
    """

    append_only = True
    columns = {"key": "id organization", "deid_aggregate": "month treated helped words"}
    for_facts = "id organization month treated helped"
    sealed_for = (None, "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    treated = models.CharField(max_length=10)
    helped = ArrayField(models.CharField(max_length=10), default=list)
    words = SealedText(max_length=400, blank=True)
