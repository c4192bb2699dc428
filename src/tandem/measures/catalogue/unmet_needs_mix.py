"""Which needs stay unmet: referrals after which no service had seen the person a month later, by what was needed."""

from collections.abc import Mapping
from datetime import timedelta

import ibis
import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, is_one_of
from tandem.measures.measure import CARE, MIX, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import MICROSECOND, Period, elapsed, moment
from tandem.measures.tables import REFERRALS
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import NEED_LABELS, Need, ReferralState

WINDOW = timedelta(days=30)
MET = "met"


def why_not(referrals: ir.Table, period: Period) -> ir.StringValue:
    """Why a referral is no unmet need, or null for one that is."""
    made = referrals.created_at
    met = elapsed(made, ibis.least(referrals.seen_at, referrals.closed_at)) <= WINDOW // MICROSECOND
    return first_reason(
        (made > moment(period.as_of - WINDOW), "too_recent"),
        (met.fill_null(False), MET),
        (~is_one_of(referrals.need, *Need), "other_need"),
    )


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per referral, in the month it was made: a need stands whether or not anything could be sent."""
    referrals = tables[REFERRALS]
    excluded = why_not(referrals, period)
    counted = excluded.isnull()
    return rows(
        referrals,
        period,
        at=referrals.created_at,
        excluded=excluded,
        numerator=referrals.accepted_at.isnull(),
        part=referrals.need,
        declined=counted & is_one_of(referrals.state, ReferralState.DECLINED),
        never_sent=counted & referrals.sent_at.isnull(),
    )


UNMET_NEEDS_MIX = Measure(
    id="unmet_needs_mix",
    edition=1,
    name="Needs unmet after 30 days",
    question="Which needs were still unmet 30 days after we found them?",
    numerator="No service accepted.",
    denominator="Referrals made at least 30 days ago, after which no service had seen the person within 30 days.",
    exclusions=(
        Exclusion("too_recent", "Made under 30 days ago"),
        Exclusion(MET, "Met: a service saw the person within 30 days"),
        Exclusion("other_need", "A need this edition does not know"),
    ),
    counts=(
        Count("unmet", "Unmet needs", "in_denominator"),
        Count("declined_by", "Declined by the service", "declined"),
        Count("never_sent_at_all", "Never sent: no agreement, or still a draft", "never_sent"),
    ),
    unit=MIX,
    direction="lower",
    source="Referrals and the answers of receiving programs.",
    method=METHOD,
    caveat="A need for which no service is known is never referred, and not seen here. A program that refers more finds more "
    "unmet needs. Some were met without anybody saying so.",
    table=REFERRALS,
    category=Category.REFERRAL_STATUS,
    expression=expression,
    follow_up=WINDOW,
    parts={code.value: label for code, label in NEED_LABELS.items()},
    group=CARE,
    yes="Nobody accepted",
    needs="referrals with what they are for, and what came of them",
)
