"""How often a contact ended in a citation: by the team's disposition or by the officer's own word."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import is_one_of, measure, share, yes
from tandem.measures.measure import Count
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.terms import Disposition


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. Either account is enough."""
    encounters = tables[ENCOUNTERS]
    cited = is_one_of(encounters.disposition, Disposition.CITATION) | yes(encounters.cited)
    unknown = encounters.disposition.isnull() & encounters.cited.isnull()
    arrested = is_one_of(encounters.disposition, Disposition.ARREST) | yes(encounters.arrested)
    return share(encounters, period, unknown=unknown, numerator=cited, both=cited & arrested)


CITATION_SHARE = measure(
    id="citation_share",
    name="Citation",
    question="Of the people we engaged, how many were given a citation?",
    numerator="The contact ended in a citation, as the team or the officer said.",
    unknown="Nobody said how it ended",
    count=Count("citations", "Citations", "in_numerator"),
    counts=(Count("with_arrest", "Cited and arrested", "both"),),
    direction="lower",
    source="Disposition set by the team; the officer's own words on the ending.",
    caveat="A citation in place of an arrest is better than an arrest, and one in place of nothing is not: read both "
    "together. Charges filed later are not seen.",
    needs="how the contact ended, as the team or the officer told it",
    expression=expression,
)
