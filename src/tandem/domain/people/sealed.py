"""Which of some persons an order sealed: they are named on no call, list or count (law.md, F1)."""

from collections.abc import Iterable
from uuid import UUID

from tandem.domain.people.models import Person
from tandem.foundation.database import reach


def sealed_among(ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of `ids` whose record is sealed. Asked apart, because a reader of calls sees no row of persons."""
    asked = set(ids)
    if not asked:
        return frozenset()
    with reach.work("which persons of a call are sealed, so that they are left out"):
        return frozenset(Person.objects.filter(pk__in=asked, sealed_at__isnull=False).values_list("pk", flat=True))
