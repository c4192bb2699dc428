"""A release case: somebody asks the privacy officer for a record. Facts about the asking, never about the care."""

import uuid

from django.db import models

from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.cases import CaseKind, Findings, Outcome


class ReleaseCase(Guarded):
    """`person` is None until the record was found. `recipient` is a registered organization; without one the requester
    themselves, at `requester_address`, gets it. What the case opens is decided from these facts by the rule table alone.
    """

    columns = {
        "key": "id organization person recipient opened_by",
        "access_log": "kind requester_name requester_tie requester_address matter received_on due_on identity"
        " representative papers harm_feared proceeding paper_kept counsel assurance court order_number order_on findings"
        " findings_words notice_words subpoena order_names_notes opens_sealed authorized_on authorized_until"
        " names_proceeding opened_at opened_by_name outcome reason closed_at closed_by_name from_own_page",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=choices(CaseKind))
    requester_name = SealedText(max_length=120)
    requester_tie = models.CharField(max_length=120)
    requester_address = SealedText(max_length=200, blank=True)
    recipient = models.ForeignKey("organizations.Organization", null=True, on_delete=models.PROTECT, related_name="+")
    # What they ask for, in their words.
    matter = SealedText(max_length=400)
    received_on = models.DateField()
    due_on = models.DateField(null=True)
    # How it was checked that they are who they say; "" while it was not (45 CFR 164.514(h)).
    identity = SealedText(max_length=200, blank=True)
    representative = models.BooleanField(default=False)
    # The papers that let them stand for the person, and how far those reach; "" while nobody checked them.
    papers = SealedText(max_length=200, blank=True)
    harm_feared = models.BooleanField(default=False)
    # None until somebody says whether it is for a proceeding against the person: nothing of Part 2 opens before.
    proceeding = models.BooleanField(null=True)
    # Where the paper lies, and whose counsel, or who else, looked at it.
    paper_kept = models.CharField(max_length=200, blank=True)
    counsel = models.CharField(max_length=120, blank=True)
    # 164.512(e)(1)(ii): notice to the person, or a protective order, in words.
    assurance = models.CharField(max_length=200, blank=True)
    court = models.CharField(max_length=120, blank=True)
    order_number = models.CharField(max_length=80, blank=True)
    order_on = models.DateField(null=True)
    findings = models.CharField(max_length=4, blank=True, choices=choices(Findings))
    findings_words = SealedText(max_length=400, blank=True)
    notice_words = models.CharField(max_length=200, blank=True)
    subpoena = models.CharField(max_length=120, blank=True)
    order_names_notes = models.BooleanField(default=False)
    opens_sealed = models.BooleanField(default=False)
    # The person's signed authorization on paper (164.508(c)), for a recipient who is not registered here.
    authorized_on = models.DateField(null=True)
    authorized_until = models.DateField(null=True)
    names_proceeding = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    opened_by_name = models.CharField(max_length=120)
    outcome = models.CharField(max_length=10, blank=True, choices=choices(Outcome))
    reason = SealedText(max_length=400, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=120, blank=True)
    # The person asked on their own page, and reads the reason there as the answer.
    from_own_page = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["organization", "closed_at"], name="case_by_organization")]
