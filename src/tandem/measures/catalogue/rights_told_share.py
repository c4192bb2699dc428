"""Whether people held against their will were told their rights, in words they understand."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, NOT_CLOSED, NOT_ENGAGED, is_one_of, share, yes
from tandem.measures.measure import ON_SCENE, SHARE, Count, Exclusion, Measure
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.law import Category


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter; only holds count."""
    encounters = tables[ENCOUNTERS]
    told = is_one_of(encounters.rights, "both", "said")
    return share(
        encounters,
        period,
        (~yes(encounters.held), "no_hold"),
        unknown=encounters.rights.isnull(),
        numerator=told,
        copy=is_one_of(encounters.rights, "both"),
        not_possible=is_one_of(encounters.rights, "not_possible"),
    )


RIGHTS_TOLD_SHARE = Measure(
    id="rights_told_share",
    edition=1,
    name="Rights told at a hold",
    question="When somebody was held against their will, were they told their rights?",
    numerator="The rights were said, with or without a copy given.",
    denominator="Closed, engaged encounters that ended in an involuntary hold, and it was said whether rights were told.",
    exclusions=(
        NOT_CLOSED,
        NOT_ENGAGED,
        Exclusion("no_hold", "Not held, or nobody said"),
        Exclusion("unknown", "Held, and nobody said whether rights were told"),
    ),
    counts=(
        Count("holds", "Holds counted", "in_denominator"),
        Count("copies", "Said, and copy given", "copy"),
        Count("not_possible", "Not possible, with a reason", "not_possible"),
    ),
    unit=SHARE,
    direction="higher",
    source="The hold page of the contact.",
    method=METHOD,
    caveat="It says what the team wrote, not what the person understood. A hold without an answer is left out and counted: "
    "a high number there is the finding.",
    table=ENCOUNTERS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    group=ON_SCENE,
    needs="whether rights were told, on the hold page",
)
