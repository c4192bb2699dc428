"""A time in words, with its zone's name where two zones meet."""

from datetime import datetime

from django.utils import timezone

from tandem.foundation.organizations.program import two_zones


def clock_words(local: datetime, form: str = "%b %-d, %H:%M") -> str:
    """A local time as `form`; "Nov 22, 21:47 EST" where the program's clocks differ."""
    name = local.tzname() if two_zones() else None
    return local.strftime(form) + (f" {name}" if name else "")


def here(at: datetime, form: str = "%H:%M") -> str:
    """A moment as the clock of the reader's agency shows it."""
    return clock_words(timezone.localtime(at), form)
