"""How often somebody handed the person over themselves, with a call or in person, instead of sending a paper."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, yes
from tandem.measures.measure import CARE, SHARE, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import Period
from tandem.measures.tables import REFERRALS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per referral, in the month it was sent; one never sent, in the month it was made."""
    referrals = tables[REFERRALS]
    excluded = first_reason((referrals.sent_at.isnull(), "never_sent"), (referrals.warm.isnull(), "unknown"))
    warm = yes(referrals.warm)
    return rows(
        referrals,
        period,
        at=referrals.sent_at.coalesce(referrals.created_at),
        excluded=excluded,
        numerator=warm,
        seen=excluded.isnull() & warm & (referrals.seen_at.notnull() | referrals.closed_at.notnull()),
    )


WARM_SHARE = Measure(
    id="warm_share",
    edition=1,
    name="Warm hand-offs",
    question="Of the referrals we sent, how many did somebody hand over themselves?",
    numerator="The referral was a warm hand-off: somebody called or went along.",
    denominator="Referrals sent, and it was said whether somebody handed the person over.",
    exclusions=(
        Exclusion("never_sent", "Never sent: no agreement, or still a draft"),
        Exclusion("unknown", "Nobody said whether somebody handed them over"),
    ),
    counts=(
        Count("referrals", "Referrals counted", "in_denominator"),
        Count("warm", "Warm hand-offs", "in_numerator"),
        Count("warm_seen", "Warm, and the service saw the person", "seen"),
    ),
    unit=SHARE,
    direction="higher",
    source="What the sender set on the referral.",
    method=METHOD,
    caveat="A warm hand-off is an effort, not an outcome. Compare with who was seen.",
    table=REFERRALS,
    category=Category.REFERRAL_STATUS,
    expression=expression,
    group=CARE,
    needs="whether a referral was handed over by somebody",
)
