"""Whether a promise is kept: the measure's own result against the target. Nobody types it.

A count under eleven is not shown, and a share is shown where `suppress.may_share` allows it: what stands here goes to a
funder.
"""

from dataclasses import dataclass
from datetime import date

from tandem.measures.grants.terms import Deliverable
from tandem.measures.measure import MINUTES, SHARES
from tandem.measures.reading import minutes, percent, said
from tandem.measures.result import Result
from tandem.measures.suppress import is_small, may_share
from tandem.vocabulary.grants import Counted

MET, NOT_MET, CLOSE, ON_THE_WAY, FEW, NOT_YET = (
    "met", "not met", "too close to say", "on the way", "too few to say", "not measurable yet",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """Where a promise stands. `now` is "" where no number is shown; `so_far` says that its day has not come."""

    deliverable: Deliverable
    measure_name: str
    edition: str
    target: str
    now: str
    interval: str
    n: int | None
    state: str
    so_far: bool
    why: str


def keeping(one: Deliverable, result: Result, today: date) -> Kept:
    """Where a promise stands by the result of its measure over the grant's months up to its day."""
    told = {"now": "", "interval": "", "n": None, "why": ""}
    state = NOT_YET
    if result.not_measurable:
        told["why"] = result.not_measurable
    elif one.counted == Counted.COUNT:
        state = _count(one, result, today, told)
    else:
        state = _value(one, result, told)
    return Kept(
        one, result.measure.name, f"{result.measure.id}/{result.measure.edition}", target_words(one, result.measure),
        state=state, so_far=today <= one.due, **told,
    )  # fmt: skip


def not_begun(one: Deliverable, measure, today: date) -> Kept:
    """A promise of a grant whose first month has not come."""
    return Kept(
        one, measure.name, f"{measure.id}/{measure.edition}", target_words(one, measure), "", "", None, NOT_YET,
        today <= one.due, "because the grant has not begun",
    )  # fmt: skip


def _count(one: Deliverable, result: Result, today: date, told: dict) -> str:
    number = result.numerator if result.measure.unit in SHARES else result.n
    if is_small(number):
        told["why"] = "fewer than 11 so far"
        return FEW
    told["now"], told["n"] = f"{number:,}", number
    if one.way == "at_least":
        return MET if number >= one.target else ON_THE_WAY if today <= one.due else NOT_MET
    return NOT_MET if number > one.target else MET


def _value(one: Deliverable, result: Result, told: dict) -> str:
    measure, share = result.measure, result.measure.unit in SHARES
    if result.value is None or is_small(result.n) or (share and not may_share(result.numerator, result.n)):
        told["why"] = "under 20, or fewer than 11 on one side"
        return FEW
    told["now"], told["n"], found = said(measure, result.value), result.n, result.interval
    if found:
        told["interval"] = f"{_end(measure, found.low)} to {_end(measure, found.high)}"
        if found.low < one.target < found.high:
            return CLOSE
    met = result.value >= one.target if one.way == "at_least" else result.value <= one.target
    return MET if met else NOT_MET


def target_words(one: Deliverable, measure) -> str:
    """Return "at least 80 %", "at most 20 minutes" or "at least 300"."""
    way = "at least" if one.way == "at_least" else "at most"
    if one.counted == Counted.COUNT:
        return f"{way} {one.target:,.0f}"
    number = f"{one.target * 100:g} %" if measure.unit in SHARES else f"{one.target:,g}"
    return f"{way} {number}{' minutes' if measure.unit == MINUTES else ''}"


def _end(measure, value: float) -> str:
    return minutes(value) if measure.unit == MINUTES else percent(value) if measure.unit in SHARES else f"{value:.2f}"
