"""How often liberty was taken: contacts that ended in an involuntary hold, among those engaged."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import measure, share, yes
from tandem.measures.measure import Count
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter."""
    encounters = tables[ENCOUNTERS]
    return share(encounters, period, unknown=encounters.held.isnull(), numerator=yes(encounters.held))


HOLD_SHARE = measure(
    id="hold_share",
    name="Involuntary hold",
    question="Of the people we engaged, how many were held against their will?",
    numerator="The contact ended in an involuntary hold.",
    unknown="Nobody said how it ended",
    count=Count("holds", "Holds", "in_numerator"),
    direction="none",
    source="Disposition set by the team.",
    caveat="Holds placed later, at the hospital or by others, are not seen. Fewer holds are not better where somebody "
    "needed one. Programs differ in who may sign a hold.",
    expression=expression,
)
