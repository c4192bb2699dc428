"""The words that go with a number: one sentence that reads the chart, what is missing, and why there is no number.

A chart shows that something changed, never why, so no sentence names a cause.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from tandem.measures.control import ABOVE, SIDE_RUN, Signal
from tandem.measures.measure import HOURS, MINUTES, MIX, RATE, SHARES, Measure
from tandem.measures.period import month_words
from tandem.measures.result import FEW, MonthResult, Result
from tandem.measures.tables import TABLES

RUN_WORTH_SAYING = 5


def percent(share: float) -> str:
    """Return "59 %"; a share that only rounds to none or all is said as under 1 or over 99."""
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 <= share < 1:
        return "over 99 %"
    return f"{share * 100:.0f} %"


def minutes(value: float) -> str:
    """Return "14" under 100 minutes with one decimal under 10, as "8.5"."""
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def hours(value: float) -> str:
    """Return "1,204" from 100 hours on, "41.5" under it."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def said(measure: Measure, value: float) -> str:
    """Return a value of the measure with its unit: "59 %", "14 minutes", "1,204 hours", "0.41 calls an hour"."""
    if measure.unit == MINUTES:
        return f"{minutes(value)} minutes"
    if measure.unit == HOURS:
        return f"{hours(value)} hours"
    return f"{value:.2f} {measure.noun}" if measure.unit == RATE else percent(value)


def listed(words: Iterable[str]) -> str:
    """Return "a", "a and b", or "a, b and c"."""
    *head, last = words
    return f"{', '.join(head)} and {last}" if head else last


def day_words(at: datetime, zone: str) -> str:
    """Return "November 29, 2026" where the agency is."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{month_words(local.strftime('%Y-%m')).split()[0]} {local.day}, {local.year}"


def month_note(n: int, seen: int, few: int) -> str | None:
    """Say why a month has no value, or None where it has one."""
    if seen == 0:
        return "No data received."
    if n == 0:
        return f"None counted: all {seen:,} left out." if seen > 1 else "None counted: the only one was left out."
    return f"{n}, too few for a number." if n < few else None


def not_measurable(result: Result, first_recent: datetime | None) -> str | None:
    """Say why there is nothing to measure, and from when there will be. `first_recent`: the first row still watched."""
    if result.n:
        return None
    many = TABLES[result.measure.table].many
    span = f"{result.period.months[0].words} and {result.period.months[-1].words}"
    left_out = sum(e.count for e in result.exclusions)
    if result.filled_to is None:
        return f"because no {many} have been counted into the measures yet"
    needs = f"; it needs {result.measure.needs}" if result.measure.needs else ""
    if left_out == 0:
        return f"because no {many} were received between {span}{needs}"
    because = (
        f"because all {left_out:,} {many} were left out"
        if left_out > 1
        else (f"because the only {TABLES[result.measure.table].one} was left out")
    )
    if first_recent is not None and result.measure.follow_up is not None:
        ready = day_words(first_recent + result.measure.follow_up, result.period.zone)
        return f"{because}; the first that may count will have been watched long enough on {ready}"
    return because + needs


def missing(result: Result) -> tuple[str, ...]:
    """Return what the number does not know, a sentence each."""
    said = []
    gaps = [m.month.words for m in result.months if m.gap]
    if gaps and result.not_measurable is None:
        said.append(f"No data for {listed(gaps)}. Shown as gaps, not as zero.")
    impossible = sum(e.count for e in result.exclusions if e.impossible)
    if impossible:
        times = "1 time" if impossible == 1 else f"{impossible:,} times"
        said.append(f"{times} that can't be right: set aside, not averaged, not deleted.")
    if result.filled_to is not None and any(m.month.end > result.filled_to for m in result.months):
        local = result.filled_to.astimezone(ZoneInfo(result.period.zone))
        day = day_words(result.filled_to, result.period.zone)
        said.append(f"Filled to {day}, {local:%H:%M}. What came later is not in it.")
    return tuple(said)


def sentence(result: Result) -> str:
    """Return the sentence or two that read the chart honestly."""
    if result.not_measurable:
        return f"Not measurable yet, {result.not_measurable}."
    if result.value is None:
        return f"{result.n} counted. Under {FEW} there is a count and no {_number(result)}."
    if result.measure.unit == MINUTES:
        return _minutes_sentence(result)
    if result.measure.unit not in SHARES:
        return _level_sentence(result)
    return _share_sentence(result)


def _number(result: Result) -> str:
    return {MINUTES: "median", RATE: "rate"}.get(result.measure.unit, "percentage")


def _minutes_sentence(result: Result) -> str:
    many = TABLES[result.measure.table].many
    said = [result.measure.half.format(many=many, median=minutes(result.value), tail=minutes(result.tail))]
    medians = [m.value for m in result.months if m.value is not None]
    if len(medians) > 1:
        low, high = minutes(min(medians)), minutes(max(medians))
        said.append(
            f"Every month's median was {low} minutes."
            if low == high
            else f"From month to month the median lay between {low} and {high} minutes."
        )
    return " ".join([*said, *_chance_words(result)])


def _level_sentence(result: Result) -> str:
    """A sum of hours, or a ratio over them, and how it went from month to month. No limits: months differ in length."""
    measure, many = result.measure, TABLES[result.measure.table].many
    if measure.unit == HOURS:
        told = [f"{hours(result.value)} hours in {result.n:,} {many if result.n != 1 else TABLES[measure.table].one}."]
    else:
        told = [
            f"{said(measure, result.value)[:1].upper()}{said(measure, result.value)[1:]}, over {result.n:,} {many}."
        ]
    shown = [m for m in result.months if m.value is not None and not m.so_far]
    if len(shown) > 1:
        low, high = min(shown, key=lambda m: m.value), max(shown, key=lambda m: m.value)
        told.append(
            f"Whole months lay between {said(measure, low.value)} ({low.month.words})"
            f" and {said(measure, high.value)} ({high.month.words})."
        )
    return " ".join([*told, *_chance_words(result)])


def _chance_words(result: Result) -> list[str]:
    """What the limits and run rules find, of a measure that is no share; nothing where there are no limits."""
    if result.control is None:
        return []
    outside = [m for m in result.months if m.value is not None and m.outside]
    patterns, run = _patterns(result), result.control.run_at_end
    told = []
    if abs(run) >= SIDE_RUN:
        side = "above" if run > 0 else "below"
        told.append(f"The last {abs(run)} months all lie {side} the mean: more than chance explains.")
    for side, word in (("below", "lower"), ("above", "higher")):
        told += _outside_words([m for m in outside if m.outside == side], word, only=len(outside) == 1)
    told += [_pattern_words(signal, result) for signal in patterns]
    return told or ["No month differs by more than chance explains."]


def _share_sentence(result: Result) -> str:
    yes = result.measure.yes
    what = f"share “{yes[:1].lower()}{yes[1:]}”" if result.measure.unit == MIX else "share"
    shown = [m for m in result.months if m.value is not None]
    if len(shown) < 2:
        return f"The {what} is {percent(result.value)}. One month alone shows no trend."
    outside = [m for m in shown if m.outside]
    run = result.control.run_at_end
    patterns = _patterns(result)
    if abs(run) >= SIDE_RUN:
        side = "above" if run > 0 else "below"
        said = [
            f"The last {abs(run)} months all lie {side} the mean of {percent(result.mean)}: more than chance explains."
        ]
    elif outside or patterns:
        said = [f"The {what} over all months is {percent(result.mean)}."]
    else:
        said = [
            f"The {what} has stayed near {percent(result.mean)} for {len(shown)} months. "
            "No month differs by more than chance explains."
        ]
    for side, word in (("below", "lower"), ("above", "higher")):
        said += _outside_words([m for m in outside if m.outside == side], word, only=len(outside) == 1)
    said += [_pattern_words(signal, result) for signal in patterns]
    if RUN_WORTH_SAYING <= abs(run) < SIDE_RUN:
        side = "above" if run > 0 else "below"
        said.append(f"{abs(run)} months {side} the mean are not yet a change; {SIDE_RUN} would be.")
    return " ".join(said)


def _patterns(result: Result) -> list[Signal]:
    """The run-rule findings that other words of the sentence do not say already: no month outside, no run at the end."""
    found, last = result.control.signals, len(result.months) - 1
    told = [s for s in found if s.rule == 1 or (s.index == last and abs(result.control.run_at_end) >= SIDE_RUN)]
    fresh = [s for s in found if s not in told and not any(_within(s, other) for other in told)]
    return [s for s in fresh if not any(_within(s, other) for other in fresh if other.rule > s.rule)]


def _within(one: Signal, other: Signal) -> bool:
    return one is not other and one.side == other.side and one.first <= other.index and other.first <= one.index


def _pattern_words(signal: Signal, result: Result) -> str:
    first, last = (result.months[i].month.words for i in (signal.first, signal.index))
    word = "higher" if signal.side == ABOVE else "lower"
    return f"{first} to {last} are together {word} than chance explains: {signal.words}."


def _outside_words(months: list[MonthResult], word: str, *, only: bool) -> list[str]:
    if not months:
        return []
    names = listed(m.month.words for m in months)
    if only:
        return [f"Only {names} is {word} than chance explains."]
    return [f"{names} {'is' if len(months) == 1 else 'are'} {word} than chance explains."]
