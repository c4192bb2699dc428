"""A time in words, with its zone's name where two zones meet."""

from datetime import datetime

from tandem.foundation.organizations.program import two_zones


def clock_words(local: datetime, form: str = "%b %-d, %H:%M") -> str:
    """A local time as `form`; "Nov 22, 21:47 EST" where the program's clocks differ."""
    return local.strftime(form) + (f" {local.tzname()}" if two_zones() else "")
