"""From which age a minor may consent alone, by state and kind of care, as the state's table says on a day. Pure.

The law cares that where a minor may consent alone, only the minor's consent counts (42 CFR 2.14(a); 45 CFR
164.502(g)(3)), and that an age nobody knows is never a reason to let a guardian in: then the privacy officer decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tandem.vocabulary.minors import Care, Decides

ANYWHERE = "*"


class BadAges(ValueError):
    """A file that can't be read as a table of ages. The message names the line and what is wrong with it."""


@dataclass(frozen=True)
class Line:
    """One line of a table: from `since` until the day before `until`, `age` whole years are enough."""

    state: str
    care: str
    age: int
    since: date
    until: date | None
    source: str
    verified: bool

    def holds(self, state: str, care: str, on: date) -> bool:
        """Whether this line says it for that state, care and day."""
        return (
            self.state == state and self.care == care and self.since <= on and (self.until is None or on < self.until)
        )


@dataclass(frozen=True)
class Ages:
    """A table of ages as values. `majority` holds for every care; `checked` says how far it can be trusted."""

    majority: tuple[Line, ...]
    alone: tuple[Line, ...]
    checked: str


def read(told: Mapping[str, Any]) -> Ages:
    """A table from its file. Raises BadAges naming the line."""
    return Ages(
        majority=tuple(_line(one, "") for one in told["majority"]),
        alone=tuple(_line(one, Care(one["service"])) for one in told["alone"]),
        checked=str(told["checked"]),
    )


def _line(told: Mapping[str, Any], care: str) -> Line:
    try:
        line = Line(
            state=str(told["state"]),
            care=care,
            age=int(told["age"]),
            since=date.fromisoformat(told["from"]),
            until=date.fromisoformat(told["until"]) if told["until"] else None,
            source=str(told["source"]),
            verified=bool(told["verified"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadAges(f"{told}: {error}") from error
    if not 0 <= line.age <= 21 or not line.source or (line.until and line.until <= line.since):
        raise BadAges(f"{told}: an age of 0 to 21, a source, and an end after its start")
    return line


def birthday(birth_date: date, age: int) -> date:
    """The day somebody reaches `age`. Born on February 29: on March 1 of a year without one."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:
        return date(birth_date.year + age, 3, 1)


def decides(ages: Ages | None, birth_date: date | None, state: str, care: Care, on: date) -> Decides:
    """Who decides what is shared of this care on that day. From the birthday itself on, the new age counts."""
    if ages is None or birth_date is None:
        return Decides.PRIVACY_OFFICER
    own = [one for one in ages.majority if one.holds(state, "", on)]
    grown = own or [one for one in ages.majority if one.holds(ANYWHERE, "", on)]
    if not grown:
        return Decides.PRIVACY_OFFICER
    if on >= birthday(birth_date, max(one.age for one in grown)):
        return Decides.ADULT
    alone = [one for one in ages.alone if one.holds(state, care, on)]
    if not alone:
        # A state whose rule is not in the table is not a state without a rule.
        return Decides.PRIVACY_OFFICER
    if on >= birthday(birth_date, min(one.age for one in alone)):
        return Decides.MINOR_ALONE
    return Decides.WITH_GUARDIAN
