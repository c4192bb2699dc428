"""Words and marks that the list, the map and the wall say alike."""

STATUS = {
    "on_the_way": ("half", "On the way", "info", "car"),
    "on_scene": ("full", "On scene", "ok", "check"),
    "engaged": ("full", "With the person", "ok", "check"),
}


def mark_of(number: str) -> str:
    """What the diamond says: the last two digits of the incident number, on list and map alike."""
    return number[-2:]
