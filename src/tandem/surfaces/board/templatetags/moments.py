"""How the dispatch floor writes a moment: the clock alone says enough today, and misleads on any other day."""

from datetime import datetime

from django import template
from django.utils import timezone

from tandem.surfaces.shared.templatetags.tandem import clock, day_clock

register = template.Library()


@register.filter
def is_today(moment: datetime | None) -> bool:
    """Whether `moment` is on this day of the active time zone. None, which is not yet, counts as today."""
    return moment is None or timezone.localdate(moment) == timezone.localdate()


@register.filter
def when(moment: datetime | None) -> str:
    """`21:47` today, `Nov 22, 21:47` on another day, with the year when it is another year."""
    return clock(moment) if is_today(moment) else day_clock(moment)
