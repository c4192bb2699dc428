"""Whether somebody was reached in a window of follow-up. Shared by the measures of follow-up."""

from collections.abc import Callable, Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, yes
from tandem.measures.measure import CARE, SHARE, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import Period, moment
from tandem.measures.tables import FOLLOWUPS
from tandem.vocabulary.followups import Window
from tandem.vocabulary.law import Category


def in_window(window: Window | None) -> Callable[[Mapping[str, ir.Table], Period], ir.Table]:
    """The expression: one row per window owed, in the month it was planned. `window` None: all of them."""

    def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
        owed = tables[FOLLOWUPS]
        other = () if window is None else ((owed.window != window.value, "other_window"),)
        reached = (owed.reached_at <= owed.due_by).fill_null(False)
        excluded = first_reason(*other, ((owed.due_by > moment(period.as_of)) & ~reached, "not_due"))
        counted = excluded.isnull()
        return rows(
            owed,
            period,
            at=owed.planned_at,
            excluded=excluded,
            numerator=reached,
            late=counted & ~reached & owed.reached_at.notnull(),
            never_tried=counted & (owed.attempts == 0),
            missed=counted & yes(owed.missed),
        )

    return expression


def measure(*, id: str, window: Window | None, name: str, question: str, span: str) -> Measure:
    return Measure(
        id=id,
        edition=1,
        name=name,
        question=question,
        numerator=f"Somebody talked with the person within {span}. A try is no contact.",
        denominator="Follow-ups owed whose window has passed, or in whose window the person was reached already.",
        exclusions=(
            *((Exclusion("other_window", "Owed for another window"),) if window else ()),
            Exclusion("not_due", "The window is still open"),
        ),
        counts=(
            Count("owed", "Follow-ups counted", "in_denominator"),
            Count("late", "Reached, but late", "late"),
            Count("never_tried", "Nobody tried", "never_tried"),
            Count("missed", "Missed", "missed"),
        ),
        unit=SHARE,
        direction="higher",
        source="Windows owed by the program's cadence, and the tries people wrote down.",
        method=METHOD,
        caveat="Whom nobody could reach is not whom nobody cared for: look at how often nobody tried. Who is hard to reach is "
        "often who needs it most.",
        table=FOLLOWUPS,
        category=Category.REFERRAL_STATUS,
        expression=in_window(window),
        group=CARE,
        needs="windows of follow-up and the tries made",
    )
