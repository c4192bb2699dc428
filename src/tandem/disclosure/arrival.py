"""How the reader came in, where that leaves only some rules: by link, or as a medic whom police employ.

The law cares that a link is not an account, and that a police employee does not come to clinical records by putting on
a medic's role: such a medic gets the emergency extract of 2.51 (R24) and nothing else.
"""

from tandem.disclosure.question import Question
from tandem.disclosure.table import Rule
from tandem.vocabulary.law import Purpose

POLICE_MEDIC_RULES = frozenset({"R24"})
SERVICE_LINK_RULES = frozenset({"R21"})


def lets(rule: Rule, question: Question) -> bool:
    """Whether a reader who came in this way may use `rule`."""
    facts = question.facts
    if facts.police_medic and rule.id not in POLICE_MEDIC_RULES:
        return False
    if facts.by_link and question.purpose is Purpose.EMERGENCY:
        return False
    if facts.by_link and facts.link_not_provider:
        return rule.id in SERVICE_LINK_RULES and not facts.agreement_spoken
    return True
