"""What came after a contact with a known person, in some days: another contact, a hold, an arrest.

Two teams that met a person on one call had one contact. Each encounter takes the first time of its call; what counts as
next is the earliest later time of that person. The look ahead passes the period's end. Only who is known comes again, so
the contacts of known people are put in order, once, and then found for each encounter.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

import ibis
import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, is_one_of, yes
from tandem.measures.measure import OUTCOMES, SHARE, Count, Exclusion, Measure, first_reason, rows
from tandem.measures.period import MICROSECOND, Period, elapsed, moment
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import ContactOutcome, Disposition

CONTACT, HOLD, ARREST = "contact", "hold", "arrest"
# Which later contacts count. The engine works out only the column that a measure asks for.
EVENTS: dict[str, Callable[[ir.Table], ir.BooleanValue]] = {
    CONTACT: lambda seen: seen.started_at.notnull(),
    HOLD: lambda seen: yes(seen.held),
    ARREST: lambda seen: is_one_of(seen.disposition, Disposition.ARREST) | yes(seen.arrested),
}


def after(window: timedelta, event: str = CONTACT) -> Callable[[Mapping[str, ir.Table], Period], ir.Table]:
    """The expression: one row per encounter. `event` says which later contacts count."""

    def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
        everything = tables[ENCOUNTERS]
        # No upper end: what comes later than the window is not counted, and all such measures look at the same rows.
        seen = everything.filter(everything.started_at >= moment(period.start - timedelta(days=1)))
        # An encounter without a call stands alone.
        seen = seen.mutate(call=ibis.coalesce(seen.incident, seen.record))
        known = seen.filter(seen.person.notnull())
        met = known.group_by(who=known.person, at_call=known.call).aggregate(
            met_at=known.started_at.min(), **{name: event(known).any() for name, event in EVENTS.items()}
        )
        later = ibis.window(group_by=met.who, order_by=met.met_at, range=(ibis.interval(microseconds=1), None))
        met = met.select(
            "who",
            "at_call",
            "met_at",
            **{
                f"next_{name}_at": met[name].ifelse(met.met_at, ibis.null(met.met_at.type())).min().over(later)
                for name in EVENTS
            },
        )
        seen = seen.left_join(met, [seen.person == met.who, seen.call == met.at_call])
        excluded = first_reason(
            ((seen.contact_outcome != ContactOutcome.ENGAGED.value).fill_null(True), "not_engaged"),
            (seen.person.isnull(), "unknown_person"),
            (seen.met_at > moment(period.as_of - window), "too_recent"),
        )
        again = elapsed(seen.met_at, seen[f"next_{event}_at"]) <= window // MICROSECOND
        return rows(seen, period, at=seen.started_at, excluded=excluded, numerator=again)

    return expression


def measure(*, days: int, again: str, event: str = CONTACT, **own) -> Measure:
    """A share of the contacts so many days ago. `again` is what the plain count is called."""
    window = timedelta(days=days)
    return Measure(
        edition=1,
        denominator=f"Encounters with a known person, contact outcome engaged, at least {days} days ago.",
        exclusions=(
            Exclusion("not_engaged", "Not engaged, or contact outcome unknown"),
            Exclusion("unknown_person", "Person unknown"),
            Exclusion("too_recent", f"Under {days} days ago"),
        ),
        counts=(
            Count("encounters", "Encounters counted", "in_denominator"),
            Count("repeats", again, "in_numerator"),
        ),
        unit=SHARE,
        source="Encounters of all agencies in the program.",
        method=METHOD,
        table=ENCOUNTERS,
        category=Category.CLINICAL_NOTE,
        expression=after(window, event),
        follow_up=window,
        group=OUTCOMES,
        needs="contacts with people who were identified",
        **own,
    )
