"""What was told on the optional pages of a contact: one table a category, one row a version; the newest version counts.

`answers` is keyed by the fields of `domain/encounters/forms`. A clinician's account of force stands in `SceneForm`, an
officer's in `PoliceForm`; nothing goes from one to the other.
"""

from django.db import models

from tandem.domain.encounters.models.encounter import Encounter
from tandem.domain.incidents.models import Assignment
from tandem.domain.people.models import Person
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedJSON, SealedRow


class SceneForm(SealedRow, Guarded):
    """One version of one form of a contact. `edition` names the state's law a hold was written under; "" is none."""

    columns = {
        "key": "id seal encounter written_by",
        "clinical_note": "form answers edition written_at written_by_name",
    }
    for_facts = "id seal encounter form answers"
    append_only = True
    sealed_for = ("encounter__person_id", "encounter__organization_id")
    id = models.BigAutoField(primary_key=True)
    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="forms")
    form = models.CharField(max_length=16)
    answers = SealedJSON(default=dict)
    edition = models.CharField(max_length=20, blank=True)
    written_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    written_by_name = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["encounter", "form"], name="scene_form_by_encounter")]


class _OfPolice(SealedRow, Guarded):
    """One version of what an officer told about one person on a call; `person` None while nobody is on the call."""

    append_only = True
    sealed_for = ("person_id", "organization_id")
    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    answers = SealedJSON(default=dict)
    written_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    written_by_name = models.CharField(max_length=120)

    class Meta:
        abstract = True


class PoliceEnding(_OfPolice):
    """Arrest, citation, transport by police: call facts (law.md, "Nouns")."""

    columns = {
        "key": "id seal assignment person organization written_by",
        "cad_facts": "answers written_at written_by_name",
    }
    for_facts = "id seal assignment person organization answers"

    class Meta:
        indexes = [models.Index(fields=["assignment"], name="police_ending_by_call")]


class PoliceForm(_OfPolice):
    """Force, injuries, charges, the officer's words: police narrative, read by the officer's own agency (R02)."""

    columns = {
        "key": "id seal assignment person organization written_by",
        "le_narrative": "answers written_at written_by_name",
    }
    for_facts = "id seal assignment person organization answers"

    class Meta:
        indexes = [models.Index(fields=["assignment"], name="police_form_by_call")]
