"""What teams would carry: of each hour of a past stretch, the teams on shift then and the calls that would come.

Calls come by chance around the usual rate of their hour of the week and take the usual time. One that finds every team
busy either goes without one (`loss`) or waits (`waiting`); both sums are made, for what happens lies between. Which
calls get a free team at all is taken from the record, by kind of answer, and so is what passes before a free team is
sent. That is rough, so that the same sum is made for what was in force and laid beside what the records say.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tandem.planning.replay.loss import erlang_b
from tandem.planning.replay.told import Carried, Load
from tandem.planning.replay.waiting import erlang_c, median_wait
from tandem.vocabulary.terms import Response

WEEK = 168
# One more team works this long.
SHIFT_HOURS = 8
# Where the quantiles of a wait are taken: in the middle of each twentieth, and so at no end.
QUANTILES = tuple((2 * at + 1) / 40 for at in range(20))


@dataclass(frozen=True)
class Teams:
    """`shifts` are (start, end) in hours since 1970; `minutes` a call from dispatch to clear; `busy` what the records
    say teams were on calls, as a share of their time, None where nobody knows."""

    shifts: Sequence[tuple[float, float]]
    minutes: float
    busy: float | None


@dataclass(frozen=True)
class Offered:
    """The calls of a stretch, in hours since 1970 from `first` to `last`. `was` and `now` are calls by (hour of the week
    since 1970, answer) in force and under the draft; `got` are (answer in force, teams then, served, calls).
    `waits` and `free_waits` are minutes from the call to a team being sent, at `QUANTILES`: of the calls that got one
    while a team was on shift, and of those for which one was free; empty where nobody knows."""

    first: int
    last: int
    was: Mapping[tuple[int, Response], int]
    now: Mapping[tuple[int, Response], int]
    got: Sequence[tuple[Response, str, bool, int]]
    waits: Sequence[float] = ()
    free_waits: Sequence[float] = ()


def load(teams: Teams, offered: Offered | None, zone: ZoneInfo) -> Load | None:
    """What teams carried and would carry; None where no team was ever on shift in the stretch, or there was no call."""
    if offered is None or not teams.shifts:
        return None
    sum_ = _Sum(teams, offered, zone)
    rates = [_rates(calls, _taken(offered), offered) for calls in (offered.was, offered.now)]
    now, _left = sum_.carried(rates[0])
    draft, left = sum_.carried(rates[1])
    start = max(range(24), key=lambda hour: sum(left.get((hour + one) % 24, 0.0) for one in range(SHIFT_HOURS)))
    more, _left = sum_.carried(rates[1], frozenset((start + one) % 24 for one in range(SHIFT_HOURS)))
    return Load(
        minutes=teams.minutes,
        team_hours=sum(sum_.crew.values()),
        now=now,
        draft=draft,
        more=more,
        from_hour=start,
        to_hour=(start + SHIFT_HOURS) % 24,
        recorded=_recorded(offered, teams.busy),
    )


def _crew(shifts: Sequence[tuple[float, float]], first: int, last: int) -> dict[int, float]:
    """Teams on shift in each hour, parts of an hour as parts of a team."""
    found: dict[int, float] = defaultdict(float)
    for start, end in shifts:
        for hour in range(max(first, int(start)), min(last, int(end)) + 1):
            found[hour] += max(0.0, min(end, hour + 1) - max(start, hour))
    return found


def _taken(offered: Offered) -> dict[Response, float]:
    """Of the calls with a free team, which share got one, by the answer then in force."""
    free, got = defaultdict(int), defaultdict(int)
    for was, teams, served, calls in offered.got:
        if teams == "free":
            free[was] += calls
            got[was] += calls * served
    return {answer: got[answer] / free[answer] for answer in free}


def _rates(
    calls: Mapping[tuple[int, Response], int], taken: Mapping[Response, float], offered: Offered
) -> dict[int, float]:
    """Calls an hour that would be given a team, by hour of the week."""
    usual = sum(taken.values()) / len(taken) if taken else 0.0
    sums: dict[int, float] = defaultdict(float)
    for (hour, answer), count in calls.items():
        sums[hour] += count * taken.get(answer, usual)
    weeks = max(1.0, (offered.last - offered.first + 1) / WEEK)
    return {hour: total / weeks for hour, total in sums.items()}


class _Sum:
    """The same staffing, hour by hour, under one rate of calls and another."""

    def __init__(self, teams: Teams, offered: Offered, zone: ZoneInfo):
        self.hours = range(offered.first, offered.last + 1)
        self.length = teams.minutes / 60
        self.before = offered.free_waits
        self.crew = _crew(teams.shifts, offered.first, offered.last)
        self.local = [datetime.fromtimestamp(hour * 3600, UTC).astimezone(zone).hour for hour in self.hours]

    def carried(
        self, rate: Mapping[int, float], more: frozenset[int] = frozenset()
    ) -> tuple[Carried, dict[int, float]]:
        """The shares, and by local hour how many calls would go without a team. `more`: hours with one more team."""
        calls = lost = without = work = time = 0.0
        left: dict[int, float] = defaultdict(float)
        kinds: dict[tuple[int, float], float] = defaultdict(float)
        for hour, local in zip(self.hours, self.local, strict=True):
            comes, teams = rate.get(hour % WEEK, 0.0), self.crew.get(hour, 0.0) + (local in more)
            time += teams
            if teams < 0.5:
                without += comes
                left[local] += comes
                continue
            offered = comes * self.length
            blocked = erlang_b(round(teams), offered)
            calls += comes
            kinds[round(teams), offered] += comes
            lost += comes * blocked
            left[local] += comes * blocked
            work += comes * (1 - blocked) * self.length
        everything = calls + without
        share = Carried(
            busy=min(1.0, work / time) if time else None,
            all_busy=lost / calls if calls else None,
            no_team=without / everything if everything else None,
            waiting=sum(n * erlang_c(*kind) for kind, n in kinds.items()) / calls if calls else None,
            wait=median_wait(kinds, self.length * 60, self.before),
            growing=sum(n for (crew, asked), n in kinds.items() if asked >= crew) / calls if calls else None,
        )
        return share, left


def _recorded(offered: Offered, busy: float | None) -> Carried:
    counts = defaultdict(int)
    for _was, teams, _served, calls in offered.got:
        counts[teams] += calls
    on_shift = counts["free"] + counts["busy"]
    known = on_shift + counts["none"]
    all_busy = counts["busy"] / on_shift if on_shift else None
    return Carried(
        busy=busy,
        all_busy=all_busy,
        no_team=counts["none"] / known if known else None,
        waiting=all_busy,
        wait=_middle(offered.waits),
        growing=None,
    )


def _middle(quantiles: Sequence[float]) -> float | None:
    """The median, out of evenly spaced quantiles of an even number."""
    half = len(quantiles) // 2
    return (quantiles[half - 1] + quantiles[half]) / 2 if quantiles else None
