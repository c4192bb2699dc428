"""Whether somebody who needed an interpreter had one: a person who interprets, not a relative."""

from collections.abc import Mapping

import ibis.expr.types as ir

from tandem.measures.catalogue.among_engaged import METHOD, NOT_CLOSED, NOT_ENGAGED, is_one_of, share, yes
from tandem.measures.measure import ON_SCENE, SHARE, Count, Exclusion, Measure
from tandem.measures.period import Period
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.circumstances import Interpreter
from tandem.vocabulary.law import Category

INTERPRETED = (Interpreter.IN_PERSON, Interpreter.PHONE, Interpreter.VIDEO, Interpreter.TEAM_MEMBER)


def expression(tables: Mapping[str, ir.Table], period: Period) -> ir.Table:
    """One row per encounter. A language other than English is no need by itself: the person says so."""
    encounters = tables[ENCOUNTERS]
    needed, who = yes(encounters.interpreter_needed), encounters.interpreter
    return share(
        encounters,
        period,
        (~needed, "not_needed"),
        unknown=who.isnull(),
        numerator=is_one_of(who, *INTERPRETED),
        family=is_one_of(who, Interpreter.FAMILY),
        nobody=is_one_of(who, Interpreter.NONE),
    )


INTERPRETER_SHARE = Measure(
    id="interpreter_share",
    edition=1,
    name="Interpreter where one was needed",
    question="When somebody needed an interpreter, did one interpret?",
    numerator="Somebody interpreted: in person, by phone, by video, or one of the team who speaks the language.",
    denominator="Closed, engaged encounters with a person who needs an interpreter, and it was said who interpreted.",
    exclusions=(
        NOT_CLOSED,
        NOT_ENGAGED,
        Exclusion("not_needed", "No interpreter needed, or nobody said"),
        Exclusion("unknown", "Nobody said who interpreted"),
    ),
    counts=(
        Count("needed", "Needed one, and it was said who", "in_denominator"),
        Count("family", "Family or friends interpreted", "family"),
        Count("nobody", "Nobody interpreted", "nobody"),
    ),
    unit=SHARE,
    direction="higher",
    source="What the person said of their language, and who interpreted, as the team told it.",
    method=METHOD,
    caveat="Family is no interpreter but in an emergency (45 CFR 92.201(e)). The need counts only where somebody asked.",
    table=ENCOUNTERS,
    category=Category.CLINICAL_NOTE,
    expression=expression,
    group=ON_SCENE,
    needs="whether the person needs an interpreter, and who interpreted",
)
