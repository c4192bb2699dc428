"""The person, and the descriptions that say who they are.

A person is only an identity. Every name, birth date or address stands in a description with its source, so that a
reader who may see what a caller said does not thereby see what a provider knows (law.md, `call_source`).
"""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.blind import BlindIndex
from tandem.foundation.keys.fields import SealedDate, SealedText


class Person(Guarded):
    """`organization` is the provider whose record this is; None while only dispatch or police know of the person."""

    # The wall opens for persons; everything else about one follows their key (`foundation/database/walls.py`).
    wall_root = "people"
    columns = {"key": "id organization", "demographics": "created_at identified_at", "operations": "is_staff sealed_at"}
    for_facts = "id identified_at sealed_at"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        "organizations.Organization", null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    identified_at = models.DateTimeField(null=True)
    is_staff = models.BooleanField(default=False)
    sealed_at = models.DateTimeField(null=True)


class Description(Guarded):
    """One telling of who a person is. Later tellings add; nothing is overwritten.

    `call_source` is True where police, dispatch, the person or family on a call said it, False for a provider's record.
    """

    columns = {
        "key": "id person organization recorded_by told_on",
        "demographics": "family_name given_name says_name aliases birth_date appearance pronouns gender race veteran language"
        " address phone phone_rule call_source recorded_at withdrawn_at withdrawn_reason marks",
    }
    for_facts = "id person organization birth_date gender race veteran language recorded_at withdrawn_at"
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="descriptions")
    organization = models.ForeignKey(
        "organizations.Organization", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The incident it was told on; a plain id, since calls stand above people.
    told_on = models.UUIDField(null=True)
    call_source = models.BooleanField()
    family_name = SealedText(max_length=80, blank=True)
    given_name = SealedText(max_length=80, blank=True)
    says_name = SealedText(max_length=80, blank=True)
    aliases = SealedText(max_length=200, blank=True)
    birth_date = SealedDate(null=True)
    appearance = SealedText(max_length=200, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    # What the person says of themselves, as codes of `vocabulary/splits.py`; of race several, a blank between them.
    gender = models.CharField(max_length=12, blank=True)
    race = models.CharField(max_length=80, blank=True)
    veteran = models.CharField(max_length=3, blank=True)
    language = models.CharField(max_length=40, blank=True)
    address = SealedText(max_length=200, blank=True)
    phone = SealedText(max_length=40, blank=True)
    phone_rule = SealedText(max_length=120, blank=True)
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = SealedText(max_length=200, blank=True)
    # What the row is found by in a search, without a word of it.
    marks = BlindIndex(texts=("family_name", "given_name", "aliases", "appearance"), days=("birth_date",))

    class Meta:
        indexes = [
            models.Index(fields=["person", "recorded_at"], name="description_by_person"),
            GinIndex(fields=["marks"], name="description_by_mark"),
        ]
