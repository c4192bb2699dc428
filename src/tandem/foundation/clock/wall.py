"""A time somebody reads off a clock on the wall, as a moment. Pure.

On one night of the year an hour of the clock does not happen, and on another one it happens twice. The first is refused
in words; of the second the reading is taken that alone fits the order of things, else it is asked which one is meant.
"""

import re
from datetime import UTC, date, datetime, time, tzinfo

from tandem.vocabulary.refusal import Refusal

FIRST, SECOND = "first", "second"
_WRITTEN = re.compile(r"(?:(\d{4}-\d\d-\d\d)[T ])?(\d{1,2}):(\d\d)(?: *([A-Za-z]{2,6}|[+-]\d\d))?")
_WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")


class Twice(Refusal):
    """The clock showed this time twice and nothing says which is meant. `choices` are (word, what a form shows for it)."""

    def __init__(self, field: str, wall: datetime, choices: tuple[tuple[str, str], ...]):
        self.choices = choices
        names = " or ".join(f"“{shown}”" for _word, shown in choices)
        said = f"{wall:%H:%M} came twice on {wall:%B} {wall.day}, because the clock went back. Write {names}."
        super().__init__((field, said))


def readings(wall: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """The moments (UTC) at which clocks in `zone` show `wall`: none in a skipped hour, two in a doubled one."""
    found = []
    for fold in (0, 1):
        at = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if at.astimezone(zone).replace(tzinfo=None, fold=0) == wall.replace(fold=0) and at not in found:
            found.append(at)
    return tuple(sorted(found))


def moment(
    wall: datetime,
    zone: tzinfo,
    field: str,
    *,
    which: str = "",
    after: datetime | None = None,
    before: datetime | None = None,
) -> datetime:
    """The moment (UTC) at which clocks in `zone` showed `wall`.

    `which` says "first" or "second" of a doubled hour, or the zone's name then ("EST"). `after` and `before` are the
    moments it must lie between; of two readings the only one that does is taken. Raises Refusal naming `field`, and its
    kind `Twice` where it can't be told.
    """
    try:
        found = readings(wall, zone)
    except OverflowError:
        raise Refusal((field, f"{wall.year} is no year to write here.")) from None
    if not found:
        raise Refusal((field, _skipped(wall, zone)))
    names = {at: at.astimezone(zone).tzname() or "" for at in found}
    if which:
        found = _chosen(found, names, which.casefold(), field)
    if len(found) == 1:
        return found[0]
    fitting = [at for at in found if (after is None or at >= after) and (before is None or at <= before)]
    if len(fitting) == 1:
        return fitting[0]
    shown = [f"{wall:%H:%M} {names[at]}" for at in found]
    raise Twice(field, wall, ((FIRST, shown[0]), (SECOND, shown[1])))


def _chosen(found: tuple[datetime, ...], names: dict, which: str, field: str) -> tuple[datetime, ...]:
    if which in (FIRST, SECOND) and len(found) == 2:
        return (found[(FIRST, SECOND).index(which)],)
    named = tuple(at for at in found if names[at].casefold() == which)
    if named:
        return named
    if which in (FIRST, SECOND):
        # Said of an hour that came once: there is nothing to choose.
        return found
    raise Refusal((field, f"The clock did not show {which.upper()} then. Leave the word out."))


def _skipped(wall: datetime, zone: tzinfo) -> str:
    # Read with the offset of before and of after, a skipped time lands on either side of the gap.
    either = sorted(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone) for fold in (0, 1))
    jump = either[1].utcoffset() - either[0].utcoffset()
    hours = f"{jump.total_seconds() / 3600:g} h"
    return (
        f"{wall:%H:%M} did not happen on {wall:%B} {wall.day}: the clock went forward {hours} over it."
        " Check the time and write the one the clock showed."
    )


def written(
    text: str,
    zone: tzinfo,
    field: str,
    *,
    day: date,
    hint: str = "Write the time like 21:47, or with its day like 2026-11-22 21:47.",
    which: str = "",
    after: datetime | None = None,
    before: datetime | None = None,
) -> datetime:
    """`21:47` (on `day`), `2026-11-22 21:47`, either with `first`, `second` or the zone's name, or a whole time with its
    offset, as a moment in UTC. Raises Refusal naming `field`, with `hint` for what is no time.
    """
    words = text.strip()
    if _WITH_OFFSET.fullmatch(words):
        return _or_refused(lambda: datetime.fromisoformat(words).astimezone(UTC), field, hint)
    found = _WRITTEN.fullmatch(words)
    if not found:
        raise Refusal((field, hint))
    told, hour, minute, word = found.groups()
    wall = _or_refused(
        lambda: datetime.combine(date.fromisoformat(told) if told else day, time(int(hour), int(minute))), field, hint
    )
    return moment(wall, zone, field, which=which or word or "", after=after, before=before)


def _or_refused(make, field: str, hint: str) -> datetime:
    try:
        return make()
    except (ValueError, OverflowError):
        raise Refusal((field, hint)) from None
