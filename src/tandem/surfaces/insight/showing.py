"""A result as its page says it: the number, what it is of, the interval in words and on a line, and what was left out.

A number never stands without its n. Readers outside the care of a person (evaluators) are shown no count from 1 to 10:
such a cell could single somebody out (45 CFR 164.514(b); CMS cell size policy, k = 11).
"""

from dataclasses import dataclass, replace
from typing import Self

from django.utils.translation import gettext as _

from tandem.measures.chart import Chart
from tandem.measures.counted import Quantiles
from tandem.measures.measure import HOURS, LOAD, MINUTES, MIX, SHARES
from tandem.measures.reading import hours, minutes, percent
from tandem.measures.result import Interval, LeftOut, MonthResult, Part, Result
from tandem.measures.suppress import K, is_small
from tandem.measures.tables import TABLES
from tandem.surfaces.insight.small import few_parts, hidden_months, small_whole

SMALL = f"under {K}"


@dataclass(frozen=True)
class OnLine:
    """The interval on the line from 0 to 100, in percent."""

    low: float
    high: float
    value: float


@dataclass(frozen=True)
class Headline:
    """`number` and `unit` are None where there is a count only; `of` says what it is of; `likely` the interval."""

    number: str | None
    unit: str
    of: str
    likely: str | None
    method: str
    tail: str | None
    line: OnLine | None
    noun: str = "share"

    @classmethod
    def of_result(cls, result: Result, *, small_hidden: bool = False) -> Self:
        many = TABLES[result.measure.table].many
        whole = f"{result.n:,} {many if result.n != 1 else TABLES[result.measure.table].one}"
        if small_hidden and is_small(result.n):
            return cls(None, "", f"{SMALL.capitalize()} {many}.", None, "", None, None)
        if result.measure.unit == MINUTES:
            return cls._minutes(result, whole)
        if result.measure.unit not in SHARES:
            return cls._level(result, whole)
        if small_hidden and small_whole(result):
            return cls(
                None, "", (_("Too few on one side to show, of %(whole)s.") % {"whole": whole}), None, "", None, None
            )
        if result.value is None:
            return cls(None, "", f"{result.numerator:,} of {whole}.", None, "", None, None)
        number, _between, unit = percent(result.value).rpartition(" ")
        found, likely, line = result.interval, None, None
        if found:
            likely = f"{found.low * 100:.0f} and {found.high * 100:.0f} %"
            line = OnLine(found.low * 100, found.high * 100, result.value * 100)
        word = f": {_lower(result.measure.yes)}" if result.measure.unit == MIX else ""
        of = f"{result.numerator:,} of {whole}{word}."
        return cls(number, unit, of, likely, found.method if found else "", None, line)

    @classmethod
    def _level(cls, result: Result, whole: str) -> Self:
        """A sum of hours, or something over hours."""
        if result.value is None:
            return cls(None, "", f"{whole}.", None, "", None, None)
        if result.measure.unit == HOURS:
            return cls(hours(result.value), "h", f"In {whole}.", None, "", None, None)
        found, load = result.interval, result.measure.unit == LOAD
        number, _between, unit = (
            percent(result.value).rpartition(" ") if load else (f"{result.value:.2f}", "", _("an hour"))
        )
        ends = [f"{end * 100:.0f}" if load else f"{end:.2f}" for end in (found.low, found.high)] if found else []
        likely = f"{ends[0]} and {ends[1]} {'%' if load else ''}".strip() if ends else None
        top = f"{hours(result.top)} of {hours(result.hours)} hours" if load else f"{result.top:,.0f} calls"
        of = (
            f"{top} in {whole}."
            if load
            else (
                _("%(top)s in %(hours)s hours of %(whole)s.")
                % {"top": top, "hours": hours(result.hours), "whole": whole}
            )
        )
        line = OnLine(found.low * 100, found.high * 100, result.value * 100) if load and found else None
        return cls(number, unit, of, likely, found.method if found else "", None, line, "share" if load else "rate")

    @classmethod
    def _minutes(cls, result: Result, whole: str) -> Self:
        if result.value is None:
            return cls(None, "", f"{whole}.", None, "", None, None)
        found, slow = result.interval, result.tail_interval
        likely = f"{minutes(found.low)} and {minutes(found.high)} minutes" if found else None
        tail = _("Nine in ten within %(minutes)s minutes") % {"minutes": minutes(result.tail)}
        if slow:
            tail += _(", likely between %(minutes)s and %(minutes2)s") % {
                "minutes": minutes(slow.low),
                "minutes2": minutes(slow.high),
            }
        of = _("Half of %(whole)s in this time or less.") % {"whole": whole}
        return cls(minutes(result.value), "min", of, likely, found.method if found else "", f"{tail}.", None, "median")


def each_words(result: Result, found: Quantiles) -> str:
    """Half and nine in ten of the single rows behind a sum of hours, with their intervals."""

    def said_in(value: float, interval: Interval | None) -> str:
        if interval is None:
            return _span(value)
        ends = {"value": _span(value), "low": _span(interval.low), "high": _span(interval.high)}
        return _("%(value)s (likely %(low)s to %(high)s)") % ends

    return _("Half of the %(many)s: %(median)s or less; nine in ten: %(tail)s or less.") % {
        "many": TABLES[result.measure.table].many,
        "median": said_in(found.median, found.median_interval),
        "tail": said_in(found.tail, found.tail_interval),
    }


def _span(value: float) -> str:
    """Hours from one on, minutes under it."""
    return _("%(n)s h") % {"n": hours(value)} if value >= 1 else _("%(n)s min") % {"n": minutes(value * 60)}


@dataclass(frozen=True)
class Counted:
    """One line of what was left out or set aside. `part` is its word in the address of the rows; `count` is text."""

    part: str
    words: str
    count: str
    any: bool


def left_out(result: Result, *, small_hidden: bool = False) -> list[Counted]:
    """Return every exclusion, those of none too: "0" says that it was looked for."""
    return [
        Counted(one.id, one.words, said(one.count, small_hidden=small_hidden), bool(one.count))
        for one in result.exclusions
    ]


def said(count: int, *, small_hidden: bool) -> str:
    return SMALL if small_hidden and is_small(count) else f"{count:,}"


def set_aside(exclusions: tuple[LeftOut, ...], *, small_hidden: bool = False) -> str:
    """Return "7 arrived before the call came in, 2 over a day", the impossible times by why."""
    found = [one for one in exclusions if one.impossible and one.count]
    return ", ".join(f"{said(one.count, small_hidden=small_hidden)} {_lower(one.words)}" for one in found)


def without_small(result: Result) -> Result:
    """Return a result whose small months and small parts are left blank, for a reader who is shown no small cell.

    Where one could be worked out from the others, another is blank as well: the rule is `measures/suppress.py`.
    """
    hidden = hidden_months(result)
    months = tuple(
        replace(m, note=_("None counted.")) if m.n == 0 and not m.gap else _blank(m) if m.month.id in hidden else m
        for m in result.months
    )
    few = few_parts(result)
    parts = tuple(p for p in result.parts if p.id not in few)
    aside = f"{result.impossible:,} time"
    missing = tuple(one for one in result.missing if not (is_small(result.impossible) and one.startswith(aside)))
    result = replace(result, months=months, parts=parts, missing=missing)
    return replace(result, value=None, mean=None) if small_whole(result) else result


def without_small_labels(drawn: Chart | None) -> Chart | None:
    """Return a chart without the n written under months that have no value: a blank month's would read as zero."""
    return drawn and replace(drawn, labels=tuple(one for one in drawn.labels if not one.text.startswith("n ")))


def why_not(result: Result, *, small_hidden: bool = False) -> str:
    """Return why there is nothing to measure as a sentence, "" where there is."""
    because = result.not_measurable or ""
    if because and small_hidden and is_small(sum(one.count for one in result.exclusions)):
        because = _("because none of the few there are can be counted yet")
    return because and f"{because[:1].upper()}{because[1:]}."


def hidden_parts(result: Result, shown: Result) -> list[Part]:
    return [part for part in result.parts if part not in shown.parts]


def _blank(month: MonthResult) -> MonthResult:
    return replace(
        month, n=0, numerator=0, value=None, interval=None, tail=None, limits=None, outside=None,
        note=(_("Too few to show to this role (%(SMALL)s on one side).") % {"SMALL": SMALL}),
    )  # fmt: skip


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
