"""Whether a person was met again soon: another call within 30 days of an encounter where they were engaged.

A repeat is not a failure by itself: a person may call because the last time helped. It says how many come
back, not why.
"""

from collections.abc import Mapping
from datetime import timedelta

import ibis
import ibis.expr.types as ir

from tandem.measures.measure import OUTCOMES, SHARE, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import MICROSECOND, Period, elapsed, moment
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import ContactOutcome

WINDOW = timedelta(days=30)


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. Two teams that met a person on one call had one contact, not a repeat.

    Each encounter takes the first time of its call; the next contact is the earliest later time of that person. The
    look ahead passes the period's end.
    """
    all_encounters = tables[ENCOUNTERS]
    seen = all_encounters.filter(
        all_encounters.started_at >= moment(period.start - timedelta(days=1)),
        all_encounters.started_at < moment(period.end + WINDOW),
    )
    # An unknown person is nobody else: each such encounter stands alone, which also keeps the windows small.
    seen = seen.mutate(who=ibis.coalesce(seen.person, seen.record), call=ibis.coalesce(seen.incident, seen.record))
    seen = seen.mutate(met_at=seen.started_at.min().over(ibis.window(group_by=[seen.who, seen.call])))
    later = ibis.window(group_by=seen.who, order_by=seen.met_at, range=(ibis.interval(microseconds=1), None))
    seen = seen.mutate(next_at=seen.met_at.min().over(later))
    excluded = first_reason(
        ((seen.contact_outcome != ContactOutcome.ENGAGED.value).fill_null(True), "not_engaged"),
        (seen.person.isnull(), "unknown_person"),
        (seen.met_at > moment(period.as_of - WINDOW), "too_recent"),
    )
    again = elapsed(seen.met_at, seen.next_at) <= WINDOW // MICROSECOND
    return rows(seen, period, at=seen.started_at, excluded=excluded, numerator=again)


REPEAT_CONTACT_30_DAYS = Measure(
    id="repeat_contact_30_days",
    edition=1,
    name="Met again in 30 days",
    question="Of the times we engaged a person, how often did we meet them again on another call within 30 days?",
    numerator="Another call with an encounter for the same person within 30 days, whatever its outcome.",
    denominator="Encounters with a known person, contact outcome engaged, at least 30 days ago.",
    exclusions=(
        Exclusion("not_engaged", "Not engaged, or contact outcome unknown"),
        Exclusion("unknown_person", "Person unknown"),
        Exclusion("too_recent", "Under 30 days ago"),
    ),
    counts=(
        Count("encounters", "Encounters counted", "in_denominator"),
        Count("repeats", "Met again in 30 days", "in_numerator"),
    ),
    unit=SHARE,
    direction="none",
    source="Encounters of all agencies in the program.",
    method="Share with Wilson 95 % interval (Wilson 1927); p chart and run rules (Montgomery 7.2, 5.3).",
    caveat="One person can be in this number many times, and their encounters are not independent. "
    "The true interval is wider than the one shown. People met by other programs are not seen here.",
    table=ENCOUNTERS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    follow_up=WINDOW,
    group=OUTCOMES,
)
