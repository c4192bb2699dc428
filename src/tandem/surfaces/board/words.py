"""Words and marks that the list, the map and the wall say alike."""

from django.utils.translation import gettext_noop

STATUS = {
    "on_the_way": ("half", gettext_noop("On the way"), "info", "car"),
    "on_scene": ("full", gettext_noop("On scene"), "ok", "check"),
    "engaged": ("full", gettext_noop("With the person"), "ok", "check"),
}


def mark_of(number: str) -> str:
    """What the diamond says: the last two digits of the incident number, on list and map alike."""
    return number[-2:]
