"""Where referrals stand: each state by itself, so that received is never taken for closed."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, is_one_of
from tandem.measures.measure import CARE, MIX, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import Period
from tandem.measures.tables import REFERRALS
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import REFERRAL_LABELS, ReferralState

NOT_YET = (ReferralState.DRAFT, ReferralState.NOT_SENT)


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per referral, in the month it was made."""
    referrals = tables[REFERRALS]
    return rows(
        referrals,
        period,
        at=referrals.created_at,
        excluded=first_reason((~is_one_of(referrals.state, *ReferralState), "other_state")),
        numerator=is_one_of(referrals.state, ReferralState.COMPLETED),
        part=referrals.state,
        not_sent=is_one_of(referrals.state, *NOT_YET),
        declined=is_one_of(referrals.state, ReferralState.DECLINED),
    )


REFERRAL_MIX = Measure(
    id="referral_mix",
    edition=1,
    name="Where referrals stand",
    question="Of the referrals we made, where does each stand now?",
    numerator="The receiving program said completed.",
    denominator="Referrals made, those never sent among them.",
    exclusions=(Exclusion("other_state", "In a state this edition does not know"),),
    counts=(
        Count("referrals", "Referrals counted", "in_denominator"),
        Count("not_sent_yet", "Never sent", "not_sent"),
        Count("declined_total", "Declined", "declined"),
    ),
    unit=MIX,
    direction="none",
    source="The state of each referral as it stands when the facts were filled.",
    method=METHOD,
    caveat="Newer referrals had less time: the last months look worse than they will. For a fair comparison take the "
    "measures that watch each referral for the same number of days.",
    table=REFERRALS,
    category=Category.REFERRAL_STATUS,
    expression=expression,
    parts={code.value: label for code, label in REFERRAL_LABELS.items()},
    group=CARE,
    yes="Completed",
)
