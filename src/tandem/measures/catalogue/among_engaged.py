"""What the shares among engaged contacts have in common: over whom they are counted, and how.

Only a contact where team and person met can end in an arrest, a hold or a hospital by what the team did. Counted over
all dispatches, the same number looks better the more people were never met.
"""

import ibis
import ibis.expr.types as ir

from tandem.measures.measure import OUTCOMES, SHARE, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import ContactOutcome

NOT_CLOSED = Exclusion("not_closed", "Not closed yet")
NOT_ENGAGED = Exclusion("not_engaged", "Not engaged, or contact outcome unknown")
METHOD = "Share with Wilson 95 % interval (Wilson 1927); p chart and run rules (Montgomery 7.2, 5.3)."


def share(
    encounters: ir.Table,
    period: Period,
    *more: tuple[ir.BooleanValue, str],
    unknown: ir.BooleanValue,
    numerator: ir.BooleanValue,
    part: ir.StringValue | None = None,
    value: ir.NumericValue | None = None,
    **also: ir.BooleanValue,
) -> ir.Table:
    """One row per encounter, in the month it started; `unknown` says that nobody said whether it was so.

    `more` are reasons of one measure, which come before it; `value` is a number of the row that its page tells.
    """
    engaged = (encounters.contact_outcome == ContactOutcome.ENGAGED.value).fill_null(False)
    excluded = first_reason(
        (encounters.closed_at.isnull(), NOT_CLOSED.id), (~engaged, NOT_ENGAGED.id), *more, (unknown, "unknown")
    )
    counted = excluded.isnull()
    plain = {name: counted & column for name, column in also.items()}
    return rows(
        encounters, period, at=encounters.started_at, excluded=excluded, numerator=numerator, part=part, value=value,
        **plain,
    )  # fmt: skip


def measure(*, unknown: str, count: Count, counts: tuple[Count, ...] = (), **parts) -> Measure:
    """A share among engaged contacts. `unknown` are the words for what nobody said; the rest is the measure's own."""
    return Measure(
        **{"edition": 1, "group": OUTCOMES} | parts,
        denominator="Closed encounters where team and person talked (contact outcome engaged), and it was said whether.",
        exclusions=(NOT_CLOSED, NOT_ENGAGED, Exclusion("unknown", unknown)),
        counts=(Count("engaged", "Engaged contacts counted", "in_denominator"), count, *counts),
        unit=SHARE,
        method=METHOD,
        table=ENCOUNTERS,
        category=Category.CLINICAL_NOTE,
    )


def is_one_of(column: ir.StringValue, *codes: str) -> ir.BooleanValue:
    """Whether a code is one of these; a code that is not known is none of them."""
    return column.isin([str(code) for code in codes]).fill_null(False)


def yes(column: ir.BooleanValue) -> ir.BooleanValue:
    """True where it was said; unknown is not a yes."""
    return column.fill_null(ibis.literal(False))
