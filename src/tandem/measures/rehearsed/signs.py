"""Signs that could be seen: which were missed, by kind, seat and team, and how long the others took."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import quantiles

from tandem.foundation.marts import Mart
from tandem.measures.rehearsed.share import FEW, Share
from tandem.measures.tables import SIGNS, TABLES
from tandem.vocabulary.facts import SignFact, World


@dataclass(frozen=True)
class Times:
    """Seconds to "I see it", of seen signs only. None where there are too few to say."""

    n: int
    first_quarter: float | None
    median: float | None
    third_quarter: float | None


def rows(mart: Mart, *, since: datetime, until: datetime, agency: str | None = None) -> list[SignFact]:
    """The signs shown in [since, until), of one agency or all, the oldest first."""
    table = mart.read(SIGNS, TABLES[SIGNS].schema)
    wanted = (table.world == str(World.REHEARSED)) & (table.shown_at >= since) & (table.shown_at < until)
    if agency is not None:
        wanted &= table.agency == agency
    return [SignFact(**row) for row in mart.run(table.filter(wanted).order_by("shown_at", "record")).to_pylist()]


def missed(signs: Iterable[SignFact], by: Callable[[SignFact], object]) -> dict:
    """The share missed of each group that `by` names; None leaves a sign out. Counted by run."""
    runs: dict = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for sign in signs:
        group = by(sign)
        if group is None:
            continue
        one = runs[group][sign.record]
        one[0] += sign.seconds is None
        one[1] += 1
    return {group: Share.of((k, n) for k, n in of.values()) for group, of in runs.items()}


def by_kind_and_seat(sign: SignFact) -> tuple[str, str]:
    return sign.kind, sign.seat


def by_kind_and_team(sign: SignFact) -> tuple[str, str] | None:
    return (sign.kind, sign.team) if sign.team else None


def times(signs: Iterable[SignFact], by: Callable[[SignFact], object]) -> dict[object, Times]:
    """How long seen signs took, by group."""
    found = defaultdict(list)
    for sign in signs:
        if sign.seconds is not None:
            found[by(sign)].append(sign.seconds)
    return {group: _times(seconds) for group, seconds in found.items()}


def _times(seconds: list[float]) -> Times:
    if len(seconds) < FEW:
        return Times(len(seconds), None, None, None)
    first, middle, third = quantiles(seconds, n=4, method="inclusive")
    return Times(len(seconds), first, middle, third)
