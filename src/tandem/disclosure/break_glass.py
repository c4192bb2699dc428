"""Break-glass: a clinician outside the care team opens one person's record in need, and is reviewed for it.

The law cares that emergency access exists (45 CFR 164.312(a)(2)(ii)) and that it stays small: it stands in for the
relationship and the care team in R10, and in R11 only in an emergency, inside the same Part 2 program, with the fields
of 2.51 filled in. It reaches no other rule. Who may open one, for how long and how often is decided where it is opened.
"""

from tandem.disclosure.question import Question
from tandem.disclosure.table import Rule
from tandem.vocabulary.law import Purpose

STANDS_FOR = frozenset({"care_team"})
OBLIGATIONS = {
    "R10": frozenset({"break_glass_review", "accounting"}),
    "R11": frozenset({"break_glass_review", "accounting", "emergency_record"}),
}


def opens(rule: Rule, question: Question) -> bool:
    """Whether an open break-glass makes `rule` hold as if the reader were on the care team."""
    facts = question.facts
    if not facts.break_glass or rule.id not in OBLIGATIONS:
        return False
    if rule.id == "R11" and not (question.purpose is Purpose.EMERGENCY and facts.emergency_recorded):
        return False
    return rule.scope <= question.scopes | STANDS_FOR
