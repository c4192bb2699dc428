"""How the program watches over its teams: intervals, limits, and the speed of a straight line."""

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import clean

# Setting → (least, most, what it counts).
LIMITS = {
    "check_in_minutes": (5, 120, "minutes"),
    "late_after_minutes": (1, 60, "minutes"),
    "roll_call_minutes": (1, 60, "minutes"),
    "caution_days": (1, 366, "days"),
    "recording_days": (1, 90, "days"),
    "travel_speed_mph": (5, 80, "miles an hour"),
}
UNITS = ("mi", "km")


def set_watch_rules(
    numbers: dict[str, int | None], *, actor: Actor, travel_speed_source: str, distance_unit: str
) -> None:
    """Set every one of `LIMITS`, where the speed comes from, and the unit distances are said in.

    Raises Refusal naming each field that can't be right; nothing is then stored.
    """
    problems = []
    for name, (least, most, unit) in LIMITS.items():
        value = numbers.get(name)
        if value is None or not least <= value <= most:
            problems.append((name, f"Write a whole number of {unit}, {least} to {most}."))
    if distance_unit not in UNITS:
        problems.append(("distance_unit", "Choose miles or kilometers."))
    try:
        clean("travel_speed_source", travel_speed_source, 200, required=True)
    except Refusal as refusal:
        problems += refusal.errors
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="program"):
        values = {name: numbers[name] for name in LIMITS}
        told = {"travel_speed_source": travel_speed_source, "distance_unit": distance_unit}
        Program.objects.filter(pk=1).update(**values, **told)
    forget()
