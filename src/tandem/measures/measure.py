"""What a measure declares. One expression gives one row per thing looked at; all that a page shows follows from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import ibis
import ibis.expr.types as ir

from tandem.measures.period import Period
from tandem.vocabulary.law import Category
from tandem.vocabulary.splits import SPLIT_LABELS

SHARE, MINUTES, MIX = "share", "minutes", "mix"
# A sum of hours; and two ratios of sums over hours: how many of something an hour, and which part of the hours.
HOURS, RATE, LOAD = "hours", "rate", "load"
SHARES, RATIOS = frozenset({SHARE, MIX}), frozenset({RATE, LOAD})
REACH, RESPONSE, ON_SCENE, OUTCOMES, TIME_SPENT = "Reach", "Response", "On scene", "Outcomes", "Hours"
CARE, VOICES = "Care afterwards", "What people say"
GROUPS = (REACH, RESPONSE, ON_SCENE, OUTCOMES, CARE, VOICES, TIME_SPENT)


@dataclass(frozen=True)
class Exclusion:
    """Why a row is left out of the denominator. `impossible`: a time that can't be right, set aside and listed."""

    id: str
    words: str
    impossible: bool = False


@dataclass(frozen=True)
class Count:
    """A plain count, true from the first row on. `column` is a true-or-false column of the expression."""

    id: str
    words: str
    column: str


# A measure is declared once, so that one is only ever itself: queries made for it are kept by it.
@dataclass(frozen=True, eq=False)
class Measure:
    """`category` is what a release must open for the rows behind the number to be shown.

    `direction` says which way is better, or "none"; no chart colours by it. `follow_up` is how long a row must have
    been watched before it counts. `parts` are the values of a mix, in the order shown, with their labels. `group` is
    where the catalogue shows it. `half` says what half and nine in ten of the rows of a time did; `noun` is the word
    after a number of the measure ("hours", "calls an hour"), `yes` the word for the numerator of a mix ("Engaged").

    `table` gives one row per thing looked at, `also` are further tables the expression reads. `needs` says in words what
    the facts must hold; without it the measure is not measurable yet, and says so. `hides_small` is the small-cell rule:
    inside the agency a small count shows whole, except where fewer than eleven are shown to nobody.
    """

    id: str
    edition: int
    name: str
    question: str
    numerator: str
    denominator: str
    exclusions: tuple[Exclusion, ...]
    counts: tuple[Count, ...]
    unit: str
    direction: str
    source: str
    method: str
    caveat: str
    table: str
    category: Category
    expression: Callable[[Mapping[str, ir.Table], Period], ir.Table]
    follow_up: timedelta | None = None
    parts: Mapping[str, str] | None = None
    group: str = REACH
    half: str = "Half of the {many} took {median} minutes or less, nine in ten {tail} or less."
    noun: str = ""
    yes: str = "Counted in"
    also: tuple[str, ...] = ()
    needs: str = ""
    hides_small: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        return (self.table, *self.also)

    @property
    def impossible(self) -> tuple[Exclusion, ...]:
        return tuple(e for e in self.exclusions if e.impossible)


def first_reason(*reasons: tuple[ir.BooleanValue, str]) -> ir.StringValue:
    """Return the id of the first exclusion that holds for a row, or null for a row that counts."""
    return ibis.cases(*reasons, else_=ibis.null("string"))


def rows(
    table: ir.Table,
    period: Period,
    *,
    at: ir.TimestampValue,
    excluded: ir.StringValue,
    numerator: ir.BooleanValue | None = None,
    value: ir.NumericValue | None = None,
    part: ir.StringValue | None = None,
    top: ir.NumericValue | None = None,
    **also: ir.BooleanValue,
) -> ir.Table:
    """Return the expression every measure ends in, one row per fact whose time `at` lies in the period.

    Columns: record, agency (text), at (UTC), month ("2026-11", the agency's), excluded (exclusion id or null),
    in_denominator, in_numerator (true or false), value (minutes or hours, or null), part (of a mix, or null), `top` (of a
    ratio whose hours are the value, where one is given), `also`, and every column of the table that a measure can be
    split by (`SPLIT_LABELS`), as it stands.
    """
    counted = excluded.isnull()
    return table.filter(period.holds(at)).select(
        record=table.record,
        agency=table.agency,
        at=at,
        month=period.month(at),
        excluded=excluded,
        in_denominator=counted,
        in_numerator=counted if numerator is None else (counted & numerator).fill_null(False),
        value=ibis.null("float64") if value is None else counted.ifelse(value, ibis.null("float64")),
        part=ibis.null("string") if part is None else part,
        **({} if top is None else {"top": counted.ifelse(top.cast("float64"), ibis.null("float64"))}),
        **{name: column.fill_null(False) for name, column in also.items()},
        **{name: table[name] for name in SPLIT_LABELS if name in table.columns and name != "agency"},
    )
