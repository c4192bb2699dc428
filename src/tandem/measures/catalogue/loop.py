"""Whether a referral came to its end in some days after it was sent. Shared by the measures of loops."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import ibis
import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD
from tandem.measures.measure import CARE, SHARE, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import MICROSECOND, Period, elapsed, moment
from tandem.measures.tables import REFERRALS
from tandem.vocabulary.law import Category

# What a receiving program says that ends a wait: the column it stands in, and the words for it.
ACCEPTED, SEEN, CLOSED = "accepted_at", "seen_at", "closed_at"


UNANSWERED = "A loop counts as open until the receiving program answers; some may have helped and not said so."


def reached(column: str, window: timedelta) -> Callable[[Mapping[str, ir.Table], Period], ir.Table]:
    """The expression: one row per referral, in the month it was sent; one never sent, in the month it was made.

    A later step says the earlier one too: who completed has seen the person, and had accepted them.
    """
    later = {ACCEPTED: (ACCEPTED, SEEN, CLOSED), SEEN: (SEEN, CLOSED), CLOSED: (CLOSED,)}[column]

    def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
        referrals = tables[REFERRALS]
        sent = referrals.sent_at
        at = referrals[later[0]] if len(later) == 1 else ibis.least(*(referrals[name] for name in later))
        impossible = (at < sent).fill_null(False)
        excluded = first_reason(
            (sent.isnull(), "never_sent"),
            (impossible, f"{column.removesuffix('_at')}_before_sent"),
            (sent > moment(period.as_of - window), "too_recent"),
        )
        return rows(
            referrals,
            period,
            at=ibis.coalesce(sent, referrals.created_at),
            excluded=excluded,
            numerator=elapsed(sent, at) <= window // MICROSECOND,
            so_far=at.notnull() & sent.notnull() & ~impossible,
        )

    return expression


def measure(*, column: str, days: int, done: str, **own) -> Measure:
    """A share of the referrals sent at least so many days ago. `done` is the word for the end ("Seen")."""
    window, word = timedelta(days=days), column.removesuffix("_at")
    return Measure(
        edition=1,
        denominator=f"Referrals sent at least {days} days ago, those declined or taken back among them.",
        exclusions=(
            Exclusion("too_recent", f"Sent under {days} days ago"),
            Exclusion("never_sent", "Never sent: no agreement, or still a draft"),
            Exclusion(f"{word}_before_sent", f"{done} before it was sent", impossible=True),
        ),
        counts=(
            Count("referrals", "Referrals counted", "in_denominator"),
            Count("in_time", f"{done} within {days} days", "in_numerator"),
            Count(f"{word}_total", f"{done} so far", "so_far"),
        ),
        unit=SHARE,
        direction="higher",
        source="Answers of receiving programs, by link and by phone.",
        method=METHOD,
        table=REFERRALS,
        category=Category.REFERRAL_STATUS,
        expression=reached(column, window),
        follow_up=window,
        group=CARE,
        needs="what the receiving program answered",
        **own,
    )
