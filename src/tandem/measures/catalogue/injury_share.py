"""How often a person the team engaged was hurt, by whatever cause; others who were hurt are counted beside it."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import is_one_of, measure, share
from tandem.measures.measure import Count
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. An injury nobody told about is unknown, never none."""
    encounters = tables[ENCOUNTERS]
    person, others = encounters.person_injury, encounters.other_injury
    hurt = ~is_one_of(person, "none") & person.notnull()
    others_hurt = ~is_one_of(others, "none") & others.notnull()
    return share(encounters, period, unknown=person.isnull(), numerator=hurt, others_hurt=others_hurt)


INJURY_SHARE = measure(
    id="injury_share",
    name="Person hurt",
    question="Of the people we engaged, how many were hurt?",
    numerator="An injury of the person was told, minor or worse, from any cause.",
    unknown="Nobody said whether the person was hurt",
    count=Count("hurt", "Persons hurt", "in_numerator"),
    counts=(Count("others", "Contacts where somebody else was hurt", "others_hurt"),),
    direction="lower",
    source="What the clinician or the officer told about the scene.",
    caveat="Hurt before the team came counts too: it says that somebody was hurt, not that the response did it.",
    expression=expression,
)
