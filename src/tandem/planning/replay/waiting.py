"""How long calls wait for a team if each waits until one is free: the delay formula of Erlang (1917), M/M/c.

A stretch is many hours with their own calls and teams; each is taken as if it went on for ever, and what comes out is
weighed by its calls (the pointwise stationary approximation: Green and Kolesar, Management Science 37, 1991). It does
not know that a line of one hour is waited off in the next, so that it is told beside what was recorded.
"""

from collections.abc import Mapping, Sequence
from math import exp

from tandem.planning.replay.loss import erlang_b

# No wait is looked for beyond a day: such a call was not answered that day.
LONGEST = 24 * 60.0
HALVINGS = 24


def erlang_c(servers: int, offered: float) -> float:
    """The share of calls that wait, at `offered` calls times hours a call: 1 where there is as much work as servers."""
    if offered >= servers:
        return 1.0
    blocked = erlang_b(servers, offered)
    return servers * blocked / (servers - offered * (1 - blocked))


def median_wait(hours: Mapping[tuple[int, float], float], length: float, before: Sequence[float]) -> float | None:
    """The wait in minutes that half of the calls stay under.

    `hours` are calls by (teams on shift, work offered); `length` is minutes a call. `before` are evenly spaced quantiles of
    what passes before a team is sent though one is free; the wait for a free one comes on top. None without calls, without
    `before`, and where half of the calls wait longer than a day or for ever.
    """
    calls = sum(hours.values())
    if not calls or not before:
        return None
    # Of calls that wait, the waits fall off at the rate at which teams get free beyond what comes in.
    kinds = [
        (count / calls, erlang_c(crew, offered), (crew - offered) / length)
        for (crew, offered), count in hours.items()
        if offered < crew
    ]

    def sent(minutes: float) -> float:
        """The share of calls that a team was sent to by then."""
        past = [minutes - one for one in before if minutes >= one]
        done = sum(share * (1 - waits * exp(-rate * one)) for share, waits, rate in kinds for one in past)
        return done / len(before)

    low, high = 0.0, LONGEST
    if sent(high) < 0.5:
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if sent(middle) >= 0.5 else (middle, high)
    return high
