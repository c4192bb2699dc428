"""Minutes of a contact as units of 15. Pure."""

from tandem.vocabulary.billing import Units

UNIT = 15
# Medicare Claims Processing Manual, chapter 5, 20.2 C: the first unit from 8 minutes on, one more with each 15 after.
FIRST = 8


def units(minutes: int, rule: Units) -> int:
    """How many units so many whole minutes are. 0 where they make none."""
    if minutes <= 0:
        return 0
    if rule == Units.EIGHT:
        return (minutes + UNIT - FIRST) // UNIT
    if rule == Units.WHOLE:
        return minutes // UNIT
    return -(-minutes // UNIT)
