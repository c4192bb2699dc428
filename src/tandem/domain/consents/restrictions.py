"""Which of a person's categories an agreed restriction closes to an organization now (forbid F2).

The law cares that an agreed restriction is kept (45 CFR 164.522(a)(1)(iii); 42 CFR 2.26): until the reader's
organization has confirmed that it read it, nothing that is not mandatory opens. Whom it stops is the law's table.
"""

from uuid import UUID

from tandem.domain.consents.models import Restriction
from tandem.foundation.database import reach
from tandem.vocabulary.law import LAW_CATEGORIES, Category

# What the provider holds. Police and dispatch keep their own facts, which no provider can restrict.
RESTRICTABLE = frozenset(LAW_CATEGORIES) - {Category.CAD_FACTS, Category.LE_NARRATIVE, Category.DEID_AGGREGATE}


@reach.work("what is closed by a restriction: categories only, asked before anything opens")
def restricted_for(person_id: UUID, organization_id: UUID | None) -> frozenset[Category]:
    """The categories of this person that stay closed to this organization until it has read what was agreed."""
    found = Restriction.objects.filter(person_id=person_id, ended_at=None)
    if organization_id:
        found = found.exclude(reads__organization_id=organization_id)
    closed: set[Category] = set()
    for categories in found.values_list("categories", flat=True):
        closed |= set(map(Category, categories)) if categories else RESTRICTABLE
    return RESTRICTABLE & closed
