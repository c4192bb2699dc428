"""Why needs stay unmet: where the referrals stand after which no service had seen the person a month later."""

from collections.abc import Mapping
from dataclasses import replace

import ibis
import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import is_one_of
from tandem.measures.catalogue.unmet_needs_mix import UNMET_NEEDS_MIX, why_not
from tandem.measures.measure import Count, rows
from tandem.measures.period import Period
from tandem.measures.tables import REFERRALS
from tandem.vocabulary.terms import ReferralState
from tandem.vocabulary.unmet import UNMET_LABELS, Unmet

DECLINED = tuple(code for code in Unmet if code.startswith("declined_"))


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """The rows of `unmet_needs_mix`, told by why. What a service saw after all counts as late."""
    referrals = tables[REFERRALS]
    state = referrals.state
    part = ibis.cases(
        (ibis.coalesce(referrals.seen_at, referrals.closed_at).notnull(), Unmet.LATE.value),
        (is_one_of(state, ReferralState.CANCELLED), Unmet.TAKEN_BACK.value),
        (
            is_one_of(state, ReferralState.DECLINED, ReferralState.FAILED),
            referrals.reason.fill_null(Unmet.UNKNOWN.value),
        ),
        (referrals.sent_at.isnull(), Unmet.NEVER_SENT.value),
        (referrals.accepted_at.notnull(), Unmet.NOT_SEEN.value),
        else_=Unmet.NO_ANSWER.value,
    )
    excluded = why_not(referrals, period)
    counted = excluded.isnull()
    return rows(
        referrals,
        period,
        at=referrals.created_at,
        excluded=excluded,
        numerator=is_one_of(part, *DECLINED),
        part=part,
        unanswered=counted & (part == Unmet.NO_ANSWER.value),
        never_sent=counted & (part == Unmet.NEVER_SENT.value),
    )


UNMET_REASONS_MIX = replace(
    UNMET_NEEDS_MIX,
    id="unmet_reasons_mix",
    name="Why needs stay unmet",
    question="Of the needs still unmet after 30 days, where did the referral get stuck?",
    numerator="The service declined, and said why.",
    counts=(
        Count("unmet", "Unmet needs", "in_denominator"),
        Count("no_answer_yet", "Sent, and nobody answered", "unanswered"),
        Count("never_sent_at_all", "Never sent: no agreement, or still a draft", "never_sent"),
    ),
    caveat="A service chooses one reason of a short list when it declines; opening hours, language and a way to get there are "
    "not on it. Where a referral stands is as of the last filling, so that newer ones had less time.",
    expression=expression,
    parts={code.value: label for code, label in UNMET_LABELS.items()},
    yes="Declined",
)
