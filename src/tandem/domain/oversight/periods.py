"""How long one kind of record is kept in one state, and what that says on one day. Pure.

A federal period and the state's hold together, the longer one wins. Without a line of the state nothing is ever due:
an unknown state keeps and warns (law.md, S4). Documentation of the rules themselves has the federal six years
(45 CFR 164.316(b)(2)(i)), and the state's where it has a longer one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tandem.vocabulary.keeping import DOCUMENTATION, Verdict

FEDERAL, EVERY = "US", "record"


@dataclass(frozen=True)
class Period:
    """One line of the schedule. `state` is two letters, or US; `kind` a category, `documentation`, or `record` for
    every category. `until_age`: a record of a minor's care is kept until this birthday, too. `verified`: counsel has
    confirmed it."""

    state: str
    kind: str
    years: int
    until_age: int | None
    source: str
    verified: bool


@dataclass(frozen=True)
class Kept:
    """`until` is the last day it must be kept, None where that is not known. `sources` are the citations."""

    verdict: Verdict
    until: date | None
    sources: tuple[str, ...]


def lines_for(kind: str, state: str, schedule: Iterable[Period]) -> list[Period]:
    """The lines that speak of this kind of record in this state, the federal ones too."""
    kinds = {kind} if kind == DOCUMENTATION else {kind, EVERY}
    return [one for one in schedule if one.kind in kinds and one.state in (FEDERAL, state)]


def due(
    kind: str, state: str, last_touched: date, today: date, schedule: Iterable[Period], born: date | None = None
) -> Kept:
    """Until when it is kept, counted from the day it was last touched, and what that says `today`.

    The day itself is still kept, the day after is past. Once the years are over, a line with `until_age` asks for the
    birth date: where it is not known, the record may be a minor's and is kept.
    """
    found = lines_for(kind, state, schedule)
    sources = tuple(one.source for one in found)
    of_state = [one for one in found if one.state != FEDERAL]
    if not found or (kind != DOCUMENTATION and not of_state):
        return Kept(Verdict.UNKNOWN, None, sources)
    until = max(years_after(last_touched, one.years) for one in found)
    if today > until and any(one.until_age for one in found):
        if born is None:
            return Kept(Verdict.UNKNOWN, None, sources)
        until = max([until, *(years_after(born, one.until_age) for one in found if one.until_age)])
    if today <= until:
        return Kept(Verdict.KEEP, until, sources)
    verified = all(one.verified for one in found)
    return Kept(Verdict.DUE if verified else Verdict.UNVERIFIED, until, sources)


def together(each: Iterable[Verdict]) -> Verdict:
    """What holds for a whole record: it goes whole or not at all, so that what keeps one part keeps it all."""
    found = set(each)
    for one in (Verdict.KEEP, Verdict.UNKNOWN, Verdict.UNVERIFIED):
        if one in found:
            return one
    return Verdict.DUE if found else Verdict.UNKNOWN


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March, so that nothing is kept a day too short."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
