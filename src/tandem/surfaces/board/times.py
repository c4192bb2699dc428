"""Times a person types, by the clock of the own agency."""

from datetime import datetime

from django.utils import timezone

from tandem.foundation import clock
from tandem.foundation.clock.wall import written


def parse_time(
    text: str,
    field: str,
    *,
    day: datetime | None = None,
    after: datetime | None = None,
    before: datetime | None = None,
) -> datetime:
    """`21:47` (on the local day of `day`, else today) or `2026-11-22 21:47` as a moment in UTC. Raises Refusal.

    Of an hour the clock showed twice, the reading between `after` and `before` is taken; else it is asked which.
    """
    here = timezone.get_current_timezone()
    base = timezone.localtime(day or clock.now())
    return written(text, here, field, day=base.date(), after=after, before=before)
