"""Times a person types, in the program's zone."""

from datetime import datetime

from django.utils import timezone

from tandem.vocabulary.refusal import Refusal


def parse_time(text: str, field: str, *, day: datetime | None = None) -> datetime:
    """`21:47` (on the local day of `day`, else today) or `2026-11-22 21:47` as an aware time. Raises Refusal."""
    words = text.strip().replace("T", " ")
    base = timezone.localtime(day) if day else timezone.localtime()
    try:
        if len(words) <= 5:
            clock = datetime.strptime(words, "%H:%M")
            return base.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
        return datetime.strptime(words[:16], "%Y-%m-%d %H:%M").replace(tzinfo=base.tzinfo)
    except ValueError:
        raise Refusal((field, "Write the time like 21:47, or with its day like 2026-11-22 21:47.")) from None
