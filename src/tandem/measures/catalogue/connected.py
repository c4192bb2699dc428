"""Whether somebody we engaged came to a service: some referral of theirs was seen or completed in the days after.

Counted by contact and person, not by referral: who was referred to three places and seen at one is connected.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

import ibis
import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, is_one_of, yes
from tandem.measures.measure import CARE, SHARE, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import MICROSECOND, Period, elapsed, moment
from tandem.measures.tables import ENCOUNTERS, REFERRALS
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import ContactOutcome

MADE, CONNECTED = "made", "came"


def within(window: timedelta, what: str) -> Callable[[Mapping[str, ir.Table], Period], ir.Table]:
    """The expression: one row per encounter. `what` is what must have come: a referral made, or a person seen."""

    def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
        all_met, referrals = tables[ENCOUNTERS], tables[REFERRALS]
        met = all_met.filter(period.holds(all_met.started_at))
        came = ibis.least(referrals.seen_at, referrals.closed_at)
        events = referrals.select(whom=referrals.person, made_at=referrals.created_at, came_at=came)
        some = met.filter(met.person.notnull()).select("record", "person", "started_at")
        pairs = some.join(events.filter(events.whom.notnull()), [some.person == events.whom])
        # Both at once, so that all measures of it look at the same rows.
        first = pairs.group_by("record").aggregate(
            made_at=pairs.made_at.min(where=pairs.made_at >= pairs.started_at),
            came_at=pairs.came_at.min(where=pairs.came_at >= pairs.started_at),
        )
        first = first.rename(of="record")
        joined = met.left_join(first, met.record == first.of)
        excluded = first_reason(
            (~is_one_of(joined.contact_outcome, ContactOutcome.ENGAGED), "not_engaged"),
            (joined.person.isnull(), "unknown_person"),
            (joined.needs.isnull(), "unknown"),
            (~yes(joined.needs), "nothing_needed"),
            (joined.started_at > moment(period.as_of - window), "too_recent"),
        )
        in_time = elapsed(joined.started_at, joined[f"{what}_at"]) <= window // MICROSECOND
        return rows(joined, period, at=joined.started_at, excluded=excluded, numerator=in_time)

    return expression


def measure(*, days: int, what: str, done: str, **own) -> Measure:
    """A share of the contacts where something was needed, at least so many days ago."""
    window = timedelta(days=days)
    return Measure(
        edition=1,
        denominator="Encounters with a known person, engaged, where something was needed that a service could give, "
        f"at least {days} days ago.",
        exclusions=(
            Exclusion("not_engaged", "Not engaged, or contact outcome unknown"),
            Exclusion("unknown_person", "Person unknown"),
            Exclusion("unknown", "Nobody said whether anything was needed"),
            Exclusion("nothing_needed", "Nothing needed"),
            Exclusion("too_recent", f"Under {days} days ago"),
        ),
        counts=(
            Count("contacts", "Contacts counted", "in_denominator"),
            Count("done", done, "in_numerator"),
        ),
        unit=SHARE,
        direction="higher",
        source="Encounters, referrals, and the answers of receiving programs.",
        method=METHOD,
        table=ENCOUNTERS,
        also=(REFERRALS,),
        category=Category.CLINICAL_NOTE,
        expression=within(window, what),
        follow_up=window,
        group=CARE,
        needs="whether anything was needed, referrals, and what receiving programs answered",
        **own,
    )
