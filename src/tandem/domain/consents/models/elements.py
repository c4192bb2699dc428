"""What a written consent says, element by element (42 CFR 2.31(a); 45 CFR 164.508(c)), in tables of their own.

A consent to share substance use records tells by itself that there are such records, so that it is one of them (2.12;
law.md, P15). An authorization for psychotherapy notes is a document by itself (164.508(b)(3)(ii)) and stands apart too.
A record never changes; its state is computed at use. Nothing here is checked by the database: rows are checked where
they are written, and every element again wherever one is used.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText

KEYS = "id person discloser recipient told_on recorded_by scan"
SAID = (
    "kind recipient_class categories part purposes purpose_words given_at until until_event signer signer_name"
    " signer_tie how signature edition language right_to_revoke redisclosure refusing proceeding recorded_at"
)


class Elements(Guarded):
    """`discloser` may give `part` of `categories` to `recipient`, or to a class of them, for `purposes`.

    `until` is the instant it ends; None where `until_event` names an event that is recorded when it comes. `signature`
    is SVG path data drawn on a screen, `scan` the kept file of a signed paper; one of them is there. `edition` names
    the text the person was given, and the three statements are kept as they were read.
    """

    sealed_for = ("person_id", "discloser_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    discloser = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey("organizations.Organization", null=True, on_delete=models.PROTECT, related_name="+")
    recipient_class = models.CharField(max_length=20, blank=True)
    categories = ArrayField(models.CharField(max_length=30))
    part = SealedText(max_length=300, blank=True)
    purposes = ArrayField(models.CharField(max_length=20))
    purpose_words = SealedText(max_length=200, blank=True)
    given_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    until_event = models.CharField(max_length=200, blank=True)
    signer = models.CharField(max_length=20)
    signer_name = SealedText(max_length=120, blank=True)
    signer_tie = SealedText(max_length=80, blank=True)
    how = models.CharField(max_length=10)
    signature = SealedText(blank=True)
    scan = models.UUIDField(null=True)
    edition = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, default="en")
    right_to_revoke = models.TextField(blank=True)
    redisclosure = models.TextField(blank=True)
    refusing = models.TextField(blank=True)
    # The proceeding a consent for proceedings names (2.31(d)); "" in every other kind.
    proceeding = SealedText(max_length=200, blank=True)
    told_on = models.UUIDField(null=True)
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["person", "given_at"], name="%(class)s_by_person")]


class End(Guarded):
    """From `at` on the consent is no basis for anything: it was taken back, or its event came."""

    sealed_for = ("consent__person_id", "consent__discloser_id")
    at = models.DateTimeField()
    why = models.CharField(max_length=12, choices=[("taken back", "taken back"), ("event", "event")])
    how = SealedText(max_length=120, blank=True)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        abstract = True


class Part2Consent(Elements):
    """A consent of 42 CFR 2.31: by name, for treatment, payment and operations, for counseling notes, for proceedings."""

    columns = {"key": KEYS, "part2_record": SAID}


class Part2ConsentEnd(End):
    columns = {"key": "consent recorded_by", "part2_record": "at why how"}
    consent = models.OneToOneField(Part2Consent, primary_key=True, on_delete=models.PROTECT, related_name="end")


class NotesAuthorization(Elements):
    """An authorization for psychotherapy notes (45 CFR 164.508(a)(2)): that there are any is a clinical fact."""

    columns = {"key": KEYS, "clinical_note": SAID}


class NotesAuthorizationEnd(End):
    columns = {"key": "consent recorded_by", "clinical_note": "at why how"}
    consent = models.OneToOneField(NotesAuthorization, primary_key=True, on_delete=models.PROTECT, related_name="end")


class EarlyRevocation(Guarded):
    """A revocation that came before its consent, as a phone's queue may bring them: held until the consent comes.

    It names no person, since nobody knows yet whose it is.
    """

    columns = {"key": "consent_id organization recorded_by", "operations": "at how applied_at"}
    sealed_for = (None, "organization_id")
    consent_id = models.UUIDField(primary_key=True)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    how = SealedText(max_length=120, blank=True)
    recorded_by = models.UUIDField(null=True)
    applied_at = models.DateTimeField(null=True)
