"""Deciding: every rule that holds, less every rule a forbid beats; no rule left is a no.

How several answers become one, and why:
- **No allow, no access.** What the table does not write is denied.
- **A forbid beats an allow, rule by rule.** A forbid names the rules it leaves standing, so a yes after a forbid rests
  only on those. The answer names a forbid when it turned a yes into a no.
- **The widest view wins among the allows left.** Rules are separate permissions, not limits on each other: a person who
  agrees that dispatch may know the birth date (R07) has given more than name and address (R32), and taking the narrower
  view would make an agreement worth nothing. Limits are written as forbids. The table refuses to load where two rules
  could meet and neither view shows all of the other, so "widest" is always one of them, in any order.
- **Obligations add up.** A yes that rests on several rules meets the obligations of each: a notice too many harms
  nobody, a missing one breaks the law.
- **Authorities and rule ids are listed in table order**, so that the same question always reads the same.

The law cares that this is one function of its question: no clock, no database, no earlier answer.
"""

from tandem.disclosure import arrival, break_glass, hipaa, part2
from tandem.disclosure.answer import Answer
from tandem.disclosure.forbids import FORBIDS
from tandem.disclosure.question import Question
from tandem.disclosure.table import BY_CELL, Rule
from tandem.disclosure.views import widest

NO = Answer(allowed=False)


def decide(question: Question) -> Answer:
    """Answer one question from the table alone. Total: every question has an answer, and the default is no."""
    allows = [rule for rule in _candidates(question) if _allows(rule, question)]
    if not allows:
        return NO
    left, forbid = _after_forbids(allows, question)
    if not left:
        return Answer(allowed=False, forbid=forbid)
    obligations = part2.obligations(question)
    for rule in left:
        obligations |= rule.obligations
        if not _reached(rule, question):
            obligations |= break_glass.OBLIGATIONS[rule.id]
    return Answer(
        allowed=True,
        rules=tuple(rule.id for rule in left),
        view=widest(rule.views[question.category] for rule in left),
        obligations=obligations,
        authority=";".join(dict.fromkeys(rule.authority for rule in left)),
    )


def _candidates(question: Question) -> tuple[Rule, ...]:
    rules = BY_CELL.get((question.role, question.category), ())
    author = hipaa.AUTHOR
    if question.facts.author_own_note and question.role in author.roles and question.category in author.categories:
        return (*rules, author)
    return rules


def _allows(rule: Rule, question: Question) -> bool:
    """Whether `rule` opens the row, before any forbid."""
    if question.purpose not in rule.purposes or question.basis not in rule.bases:
        return False
    if not (_reached(rule, question) or break_glass.opens(rule, question)):
        return False
    if rule is hipaa.AUTHOR:
        return True
    return part2.lets(rule, question) and hipaa.lets(rule, question) and arrival.lets(rule, question)


def _reached(rule: Rule, question: Question) -> bool:
    """Whether the reader's own relationship and this row's scope meet the rule, without break-glass."""
    return rule.relationship in (None, question.relationship) and rule.scope <= question.scopes


def _after_forbids(allows: list[Rule], question: Question) -> tuple[list[Rule], str | None]:
    """The rules no forbid beats, and the first forbid that beat one."""
    first = None
    for forbid in FORBIDS:
        if not forbid.holds(question):
            continue
        left = [rule for rule in allows if not forbid.beats(rule, question)]
        if len(left) < len(allows):
            first, allows = first or forbid.id, left
    return allows, first
