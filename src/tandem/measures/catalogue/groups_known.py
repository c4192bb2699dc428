"""How often we know to which groups a person belongs: without it, a split by group is of those who were asked."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import measure, share
from tandem.measures.measure import REACH, Count
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. Nothing is unknown here: not to know is what is counted."""
    one = tables[ENCOUNTERS]
    known = one.age_band.notnull() & one.gender.notnull() & one.race.notnull() & one.language.notnull()
    return share(
        one,
        period,
        unknown=one.record.isnull(),
        numerator=known,
        age=one.age_band.notnull(),
        gender_known=one.gender.notnull(),
        race_known=one.race.notnull(),
        language_known=one.language.notnull(),
        veteran_known=one.veteran.notnull(),
    )


GROUPS_KNOWN = measure(
    id="groups_known",
    name="Groups known",
    question="Of the people we engaged, of how many do we know age, gender, race and language?",
    numerator="Age, gender, race or ethnicity, and language are known, as the person said them.",
    unknown="No contact",
    count=Count("all_known", "All four known", "in_numerator"),
    counts=(
        Count("age_known", "Age known", "age"),
        Count("gender_known", "Gender known", "gender_known"),
        Count("race_known", "Race or ethnicity known", "race_known"),
        Count("language_known", "Language known", "language_known"),
        Count("veteran_known", "Known whether they served", "veteran_known"),
    ),
    direction="higher",
    source="What people said of themselves; nothing is guessed from a name, a look or a place.",
    caveat="Nobody has to answer. Where few did, a comparison of groups compares those who were asked and answered.",
    needs="what people say of themselves",
    group=REACH,
    expression=expression,
)
