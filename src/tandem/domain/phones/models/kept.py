"""The words of pieces that are not applied, sealed, one table a category of law; gone with the piece's end.

`person` and `incident` are those the piece is about, where the server knows them: without either, a row is open to
Tandem's own work alone. What can't be read might be anything, and stands with the strictest.
"""

from django.db import models

from tandem.domain.incidents.models import Incident
from tandem.domain.people.models import Person
from tandem.domain.phones.models.work import Work
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedJSON, SealedRow
from tandem.vocabulary.law import Category

_KEYS = "id seal work person incident organization"
_SAID = "body answer hash kept_at"


class _Kept(SealedRow, Guarded):
    """`body` is the piece as it came; `answer` what its author was told of it, so that a repeat is told the same."""

    sealed_for = ("person_id", "organization_id")
    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey("organizations.Organization", on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64)
    body = SealedJSON(default=dict)
    answer = SealedJSON(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        abstract = True


class CallWork(_Kept):
    columns = {"key": _KEYS, "cad_facts": _SAID}


class PoliceWork(_Kept):
    columns = {"key": _KEYS, "le_narrative": _SAID}


class PersonWork(_Kept):
    columns = {"key": _KEYS, "demographics": _SAID}


class CareWork(_Kept):
    columns = {"key": _KEYS, "clinical_note": _SAID}


class PlanWork(_Kept):
    columns = {"key": _KEYS, "safety_plan": _SAID}


class ApartWork(_Kept):
    columns = {"key": _KEYS, "part2_record": _SAID}


KEPT = {
    Category.CAD_FACTS: CallWork,
    Category.LE_NARRATIVE: PoliceWork,
    Category.DEMOGRAPHICS: PersonWork,
    Category.CLINICAL_NOTE: CareWork,
    Category.SAFETY_PLAN: PlanWork,
    Category.PART2_RECORD: ApartWork,
}
