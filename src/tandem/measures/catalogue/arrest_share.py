"""How often a contact ended in an arrest: by the team's disposition or by the officer's own word."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import is_one_of, measure, share, yes
from tandem.measures.measure import Count
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.terms import Disposition


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. Either account is enough: an arrest told by one is not untold by the other."""
    encounters = tables[ENCOUNTERS]
    arrested = is_one_of(encounters.disposition, Disposition.ARREST) | yes(encounters.arrested)
    unknown = encounters.disposition.isnull() & encounters.arrested.isnull()
    return share(encounters, period, unknown=unknown, numerator=arrested)


ARREST_SHARE = measure(
    id="arrest_share",
    name="Arrest",
    question="Of the people we engaged, how many were arrested?",
    numerator="The contact ended in an arrest, as the team or the officer said.",
    unknown="Nobody said how it ended",
    count=Count("arrests", "Arrests", "in_numerator"),
    direction="lower",
    source="Disposition set by the team; the officer's own words on the ending.",
    caveat="An arrest made later is not seen. Some arrests are mandatory by law and no team's choice. A fall says that "
    "something changed, not that the program did it.",
    expression=expression,
)
