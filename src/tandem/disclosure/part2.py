"""42 CFR Part 2: substance use records keep their wall wherever a row of theirs goes.

The law cares that the label travels with the row (2.12, and P15 of our reading): into another category, into a copy,
into an export. A row of Part 2 origin is opened by a consent that Part 2 knows, inside its program, to the person, or
by an order with findings and a subpoena; what leaves by consent carries the notice and the consent (2.32).
"""

from tandem.disclosure.question import Question
from tandem.disclosure.table import Rule
from tandem.vocabulary.law import Basis, Category, Purpose

PART2_CATEGORIES = frozenset({Category.PART2_RECORD, Category.SUD_COUNSELING_NOTE})
PART2_CONSENTS = frozenset({Basis.PART2_NAMED, Basis.TPO, Basis.COUNSELING_CONSENT, Basis.PROCEEDINGS_CONSENT})
NEVER_FOR_PART2 = frozenset({Basis.AGREE, Basis.LEGAL_PROCESS})
CONSENT_OBLIGATIONS = frozenset({"part2_notice", "consent_copy", "accounting"})
TO_THE_PERSON = frozenset({"R70", "R71", "R84"})  # 2.23: Part 2 does not stand between a person and their own record.
ORDER_SCOPE = frozenset({"order_findings", "order_with_subpoena"})


def of_origin(question: Question) -> bool:
    """Whether the row comes from a Part 2 record; the two Part 2 categories and what is mixed with them always do."""
    facts = question.facts
    return facts.part2_origin or not PART2_CATEGORIES.isdisjoint({question.category, *facts.mixed_with})


def lets(rule: Rule, question: Question) -> bool:
    """Whether Part 2 lets `rule` open the row. The rules of the two Part 2 categories are written for it already."""
    if not of_origin(question):
        return True
    if question.basis in rule.grounds & NEVER_FOR_PART2:
        return False
    if question.category in PART2_CATEGORIES or question.category is Category.DEID_AGGREGATE:
        return True
    if question.basis in rule.grounds & PART2_CONSENTS:
        return True
    if question.basis in rule.grounds & {Basis.COURT_ORDER}:
        return question.scopes >= ORDER_SCOPE
    # What is released leaves the program, so its own staff's access (2.12(c)(3)) is no reason for it.
    inside = "same_part2_program" in question.scopes and question.purpose is not Purpose.RELEASE
    return inside or rule.id in TO_THE_PERSON


def obligations(question: Question) -> frozenset[str]:
    """What a Part 2 consent adds to a yes, whatever the rule lists (2.25, 2.32)."""
    return CONSENT_OBLIGATIONS if question.basis in PART2_CONSENTS and of_origin(question) else frozenset()
