"""Make everything sealed about one person unreadable for good, by an order to expunge.

What stands in the database, and in every copy of it made from now on, opens no more. An older backup still holds the
key, sealed by the agency's: expungement is complete when the last backup from before has run out (docs/operations.md).
"""

from uuid import UUID

from django.db import transaction

from tandem.foundation import clock
from tandem.foundation.keys import ring
from tandem.foundation.keys.models import PersonKey


def shred_person(person_id: UUID) -> int:
    """Destroy every key of this person, at every agency. Returns how many there were; a second time there are none.

    What they sealed reads as "destroyed" from now on, in this process at once, in others within `ring.LASTS` seconds.
    """
    with transaction.atomic():
        rows = PersonKey.objects.select_for_update().filter(person_id=person_id, destroyed_at=None)
        found = list(rows)
        PersonKey.objects.filter(pk__in=[one.pk for one in found]).update(wrapped=b"", destroyed_at=clock.now())
        names = [name for one in found for name in (one.pk, (one.person_id, one.organization_id))]
        ring.drop_persons(*names)
        transaction.on_commit(lambda: ring.drop_persons(*names))
    return len(found)
