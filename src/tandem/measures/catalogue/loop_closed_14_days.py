"""Whether a referral reached someone: the far end said completed, within 14 days of sending.

Received, opened and accepted are not closed. Referrals that were declined or taken back stay in the denominator: the
person still had a need.
"""

from collections.abc import Mapping
from datetime import timedelta

import ibis
import ibis.expr.types as ir

from tandem.measures.measure import OUTCOMES, SHARE, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import MICROSECOND, Period, elapsed, moment
from tandem.measures.tables import REFERRALS
from tandem.vocabulary.law import Category

WINDOW = timedelta(days=14)


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per referral, in the month it was sent; one never sent, in the month it was made."""
    referrals = tables[REFERRALS]
    sent, closed = referrals.sent_at, referrals.closed_at
    impossible = (closed < sent).fill_null(False)
    excluded = first_reason(
        (sent.isnull(), "never_sent"),
        (impossible, "closed_before_sent"),
        (sent > moment(period.as_of - WINDOW), "too_recent"),
    )
    return rows(
        referrals,
        period,
        at=ibis.coalesce(sent, referrals.created_at),
        excluded=excluded,
        numerator=elapsed(sent, closed) <= WINDOW // MICROSECOND,
        closed=closed.notnull() & sent.notnull() & ~impossible,
    )


LOOP_CLOSED_14_DAYS = Measure(
    id="loop_closed_14_days",
    edition=1,
    name="Loop closed in 14 days",
    question="Of the referrals we sent, how many did the receiving program complete within 14 days?",
    numerator="The receiving program said completed within 14 days of sending.",
    denominator="Referrals sent at least 14 days ago.",
    exclusions=(
        Exclusion("too_recent", "Sent under 14 days ago"),
        Exclusion("never_sent", "Never sent: no agreement, or still a draft"),
        Exclusion("closed_before_sent", "Closed before it was sent", impossible=True),
    ),
    counts=(
        Count("referrals", "Referrals counted", "in_denominator"),
        Count("loops_closed", "Closed within 14 days", "in_numerator"),
        Count("closed_total", "Loops closed so far", "closed"),
    ),
    unit=SHARE,
    direction="higher",
    source="Answers of receiving programs, by link and by phone.",
    method="Share with Wilson 95 % interval (Wilson 1927); p chart and run rules (Montgomery 7.2, 5.3).",
    caveat="A loop counts as open until the receiving program answers; some may have helped and not said so.",
    table=REFERRALS,
    category=Category.REFERRAL_STATUS,
    expression=expression,
    follow_up=WINDOW,
    group=OUTCOMES,
)
