"""What an hour of rehearsing costs for each who takes part, here and with live role-players, from the program's figures.

Nothing is assumed: a price nobody typed makes no number. Pay of those who learn is the same either way and is in
neither. A range goes through as a range: all the low prices together, and all the high ones.
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Range:
    """An amount from `low` to `high`, both 0 or more."""

    low: float
    high: float

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def times(self, factor: float) -> "Range":
        return Range(self.low * factor, self.high * factor)


@dataclass(frozen=True)
class Figures:
    """Prices in dollars, counts, and hours; None where nobody said. `sessions` and yearly prices are of one year.

    `with_actors` of a session with live role-players: how many, how long each is paid for with preparation, and how much
    an hour. The rest holds for both kinds but for `devices`, which only rehearsals here need.
    """

    learners: float | None = None
    hours: float | None = None
    instructor_hours: float | None = None
    instructor_pay: Range | None = None
    actors: float | None = None
    actor_hours: float | None = None
    actor_pay: Range | None = None
    room: Range | None = None
    devices_a_year: Range | None = None
    sessions_a_year: float | None = None


@dataclass(frozen=True)
class Cost:
    """Dollars a learner and hour; None where a figure is missing, then `missing` names it."""

    amount: Range | None
    missing: tuple[str, ...]


_SHARED = ("learners", "hours", "instructor_hours", "instructor_pay", "room")
HERE = (*_SHARED, "devices_a_year", "sessions_a_year")
LIVE = (*_SHARED, "actors", "actor_hours", "actor_pay")


def check(figures: Figures) -> list[tuple[str, str]]:
    """What can't be: (field, sentence). A count of 0 learners would divide by nothing."""
    wrong = []
    for one in fields(Figures):
        value = getattr(figures, one.name)
        if isinstance(value, Range) and not 0 <= value.low <= value.high:
            wrong.append((one.name, "Write the lower amount first; neither can be under 0."))
        elif isinstance(value, float | int) and value < 0:
            wrong.append((one.name, "This can't be under 0."))
        elif value == 0 and one.name in ("learners", "hours", "sessions_a_year"):
            wrong.append((one.name, "This has to be more than 0."))
    return wrong


def here(figures: Figures) -> Cost:
    """A rehearsal on own phones and one wall screen."""
    return _cost(figures, HERE, lambda f: _shared(f) + f.devices_a_year.times(1 / f.sessions_a_year))


def live(figures: Figures) -> Cost:
    """The same session with live role-players."""
    return _cost(figures, LIVE, lambda f: _shared(f) + f.actor_pay.times(f.actors * f.actor_hours))


def _shared(figures: Figures) -> Range:
    return figures.instructor_pay.times(figures.instructor_hours) + figures.room


def _cost(figures: Figures, needs: tuple[str, ...], total) -> Cost:
    missing = tuple(name for name in needs if getattr(figures, name) is None)
    if missing:
        return Cost(None, missing)
    return Cost(total(figures).times(1 / (figures.learners * figures.hours)), ())
