"""What teams would carry: of each hour of a past stretch, the teams on shift then and the calls that would come.

Calls come by chance around the usual rate of their hour of the week, take the usual time, and one that finds every team
busy goes without one: the loss formula of Erlang (1917), hour by hour. Which calls get a free team at all is taken from
the record, by kind of answer. That is rough, so that the same sum is made for what was in force and laid beside what
the records say.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tandem.planning.replay.told import Carried, Load
from tandem.vocabulary.terms import Response

# One more team works this long.
SHIFT_HOURS = 8


@dataclass(frozen=True)
class Teams:
    """`shifts` are (start, end) in hours since 1970; `minutes` a call from dispatch to clear; `busy` what the records
    say teams were on calls, as a share of their time, None where nobody knows."""

    shifts: Sequence[tuple[float, float]]
    minutes: float
    busy: float | None


def load(teams: Teams, offered: Sequence[tuple[int, Response, Response, str, bool, int]], zone: str) -> Load | None:
    """What teams carried and would carry; None where no team was ever on shift in the stretch, or there was no call."""
    if not offered or not teams.shifts:
        return None
    first, last = min(one[0] for one in offered), max(one[0] for one in offered)
    crew = _crew(teams.shifts, first, last)
    taken = _taken(offered)
    rates = [_rates(offered, taken, side, first, last) for side in (1, 2)]
    local = _local(first, last, ZoneInfo(zone))
    hours = range(first, last + 1)

    def carried(rate: dict[int, float], more: frozenset[int] = frozenset()) -> tuple[Carried, dict[int, float]]:
        return _carried(hours, crew, rate, teams.minutes / 60, local, more)

    now, _left = carried(rates[0])
    draft, left = carried(rates[1])
    start = max(range(24), key=lambda hour: sum(left.get((hour + one) % 24, 0.0) for one in range(SHIFT_HOURS)))
    more, _left = carried(rates[1], frozenset((start + one) % 24 for one in range(SHIFT_HOURS)))
    total = sum(crew.get(hour, 0.0) for hour in hours)
    return Load(
        minutes=teams.minutes,
        team_hours=total,
        now=now,
        draft=draft,
        more=more,
        from_hour=start,
        to_hour=(start + SHIFT_HOURS) % 24,
        recorded=_recorded(offered, teams.busy),
    )


def erlang_b(servers: int, offered: float) -> float:
    """The share of calls that find every one of `servers` busy, at `offered` calls times hours a call (Erlang 1917)."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = offered * blocked / (n + offered * blocked)
    return blocked


def _crew(shifts: Sequence[tuple[float, float]], first: int, last: int) -> dict[int, float]:
    """Teams on shift in each hour, parts of an hour as parts of a team."""
    found: dict[int, float] = defaultdict(float)
    for start, end in shifts:
        for hour in range(max(first, int(start)), min(last, int(end)) + 1):
            found[hour] += max(0.0, min(end, hour + 1) - max(start, hour))
    return found


def _taken(offered) -> dict[Response, float]:
    """Of the calls with a free team, which share got one, by the answer then in force."""
    free, got = defaultdict(int), defaultdict(int)
    for _hour, was, _now, teams, served, calls in offered:
        if teams == "free":
            free[was] += calls
            got[was] += calls * served
    return {answer: got[answer] / free[answer] for answer in free}


def _rates(offered, taken: dict[Response, float], side: int, first: int, last: int) -> dict[int, float]:
    """Calls an hour that would be given a team, by hour of the week (counted from 1970, which suits: weeks are 168 h)."""
    usual = sum(taken.values()) / len(taken) if taken else 0.0
    sums: dict[int, float] = defaultdict(float)
    for one in offered:
        sums[one[0] % 168] += one[5] * taken.get(one[side], usual)
    weeks = max(1.0, (last - first + 1) / 168)
    return {hour: total / weeks for hour, total in sums.items()}


def _local(first: int, last: int, zone: ZoneInfo) -> dict[int, int]:
    return {hour: datetime.fromtimestamp(hour * 3600, UTC).astimezone(zone).hour for hour in range(first, last + 1)}


def _carried(hours, crew, rate, length: float, local, more) -> tuple[Carried, dict[int, float]]:
    """The shares, and by local hour how many calls would go without a team."""
    calls = lost = without = work = time = 0.0
    left: dict[int, float] = defaultdict(float)
    for hour in hours:
        comes, teams = rate.get(hour % 168, 0.0), crew.get(hour, 0.0) + (local[hour] in more)
        time += teams
        if teams < 0.5:
            without += comes
            left[local[hour]] += comes
            continue
        blocked = erlang_b(round(teams), comes * length)
        calls += comes
        lost += comes * blocked
        left[local[hour]] += comes * blocked
        work += comes * (1 - blocked) * length
    everything = calls + without
    share = Carried(
        busy=min(1.0, work / time) if time else None,
        all_busy=lost / calls if calls else None,
        no_team=without / everything if everything else None,
    )
    return share, left


def _recorded(offered, busy: float | None) -> Carried:
    counts = defaultdict(int)
    for _hour, _was, _now, teams, _served, calls in offered:
        counts[teams] += calls
    on_shift = counts["free"] + counts["busy"]
    known = on_shift + counts["none"]
    return Carried(
        busy=busy,
        all_busy=counts["busy"] / on_shift if on_shift else None,
        no_team=counts["none"] / known if known else None,
    )
