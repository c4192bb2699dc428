"""How often a contact ended at a hospital's emergency department, among those engaged."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import is_one_of, measure, share
from tandem.measures.measure import Count
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.scene import TransportTo
from tandem.vocabulary.terms import Disposition

# The endings that take somebody somewhere: without a place, it is not known where.
TAKES_SOMEWHERE = (
    Disposition.VOLUNTARY_TRANSPORT,
    Disposition.INVOLUNTARY_HOLD,
    Disposition.EMS_MEDICAL,
    Disposition.ARREST,
)


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. Who stayed where they were went to no emergency department; that is known."""
    encounters = tables[ENCOUNTERS]
    went = is_one_of(encounters.disposition, *TAKES_SOMEWHERE)
    unknown = encounters.transported_to.isnull() & (encounters.disposition.isnull() | went)
    there = is_one_of(encounters.transported_to, TransportTo.EMERGENCY_DEPARTMENT)
    return share(encounters, period, unknown=unknown, numerator=there, went=went)


ED_TRANSPORT_SHARE = measure(
    id="ed_transport_share",
    name="Taken to an emergency department",
    question="Of the people we engaged, how many were taken to an emergency department?",
    numerator="The person was taken to an emergency department, by whomever.",
    unknown="Nobody said how it ended, or where the person was taken",
    count=Count("to_ed", "Taken to an emergency department", "in_numerator"),
    counts=(Count("taken", "Taken anywhere", "went"),),
    direction="none",
    source="Where the person was taken, asked with the endings that take somebody somewhere.",
    caveat="Whoever went there later on their own is not seen. Fewer are not better for somebody who needed a hospital.",
    expression=expression,
)
