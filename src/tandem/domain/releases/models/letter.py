"""The words that left on a form or in a release case, kept as they were, with what was recorded beside them."""

from django.db import models

from tandem.domain.people.models import Person
from tandem.domain.releases.models.access import Disclosure
from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedJSON


class Letter(Guarded):
    """`lines` is [label, words] as it left; `kept` the same of what was recorded and not sent, as who asked.

    An entry that mixes categories has its strictest, which is the clinical note here: no row of Part 2 or of an
    apart-kept note ever stands in a letter (law.md, F7).
    """

    append_only = True
    columns = {"key": "disclosure person", "clinical_note": "lines kept"}
    sealed_for = ("person_id", "disclosure__organization_id")
    disclosure = models.OneToOneField(Disclosure, primary_key=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lines = SealedJSON(default=list)
    kept = SealedJSON(default=list)
