"""What somebody asked of the program, as they said it, and what became of it."""

import uuid

from django.db import models

from tandem.domain.incidents.models import Incident
from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedText
from tandem.foundation.organizations.models import choices
from tandem.vocabulary.asking import Asker, HowSoon, Knows, NotTaken, RequestState, SafeContact


class Request(Guarded):
    """Idempotent by the form's own key. What was said never changes; only the state moves."""

    columns = {
        "key": "id form_key reference made_by organization settled_by incident person",
        "demographics": "person_name person_described person_reach person_language",
        "cad_facts": "asker asker_name asker_organization asker_phone asker_email language worry place since how_soon"
        " knows safe_contact made_at state settled_at settled_by_name reason_kind reason",
    }
    sealed_for = ("person_id", "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    # What the asker is given to name the request by; says nothing about anybody.
    reference = models.CharField(max_length=12, unique=True)
    asker = models.CharField(max_length=10, choices=choices(Asker))
    asker_name = SealedText(max_length=120, blank=True)
    asker_organization = models.CharField(max_length=120, blank=True)
    asker_phone = SealedText(max_length=40, blank=True)
    asker_email = SealedText(max_length=120, blank=True)
    # The language the form was read in, so that whoever calls back speaks it.
    language = models.CharField(max_length=5, blank=True)
    person_name = SealedText(max_length=160, blank=True)
    person_described = SealedText(max_length=200, blank=True)
    person_reach = SealedText(max_length=200, blank=True)
    person_language = models.CharField(max_length=40, blank=True)
    worry = SealedText()
    place = SealedText(max_length=300, blank=True)
    since = SealedText(max_length=200, blank=True)
    how_soon = models.CharField(max_length=10, choices=choices(HowSoon), blank=True)
    knows = models.CharField(max_length=10, choices=choices(Knows), blank=True)
    safe_contact = models.CharField(max_length=20, choices=choices(SafeContact), blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    organization = models.ForeignKey(
        "organizations.Organization", null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=choices(RequestState), default=RequestState.NEW)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_by_name = models.CharField(max_length=120, blank=True)
    reason_kind = models.CharField(max_length=15, choices=choices(NotTaken), blank=True)
    reason = SealedText(max_length=300, blank=True)
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["made_at"], condition=models.Q(state="new"), name="request_waiting"),
            models.Index(fields=["-settled_at"], name="request_settled"),
        ]

    def __str__(self) -> str:
        return self.reference
