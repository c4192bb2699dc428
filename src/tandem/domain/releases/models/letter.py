"""The words that left on a form or in a release case, kept as they were, with what was recorded beside them."""

from django.db import models

from tandem.domain.people.models import Person
from tandem.domain.releases.models.access import Disclosure
from tandem.foundation.acts.models import Guarded


class Letter(Guarded):
    """`lines` is [label, words] as it left; `kept` the same of what was recorded and not sent, as who asked.

    An entry that mixes categories has its strictest, which is the clinical note here: no row of Part 2 or of an
    apart-kept note ever stands in a letter (law.md, F7).
    """

    append_only = True
    columns = {"key": "disclosure person", "clinical_note": "lines kept"}
    disclosure = models.OneToOneField(Disclosure, primary_key=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lines = models.JSONField()
    kept = models.JSONField(default=list)
