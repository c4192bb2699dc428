"""Why: what a reader's role may see, in plain words, from the table alone.

The page "Why can't I see something?" lists every category the same way whether or not anything is there. The law cares
about that: a reason given for a record would tell that the record exists.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tandem.disclosure.hipaa import AUTHOR
from tandem.disclosure.scopes import SCOPES
from tandem.disclosure.table import BY_CELL, Rule
from tandem.disclosure.views import VIEWS
from tandem.vocabulary.law import (
    CATEGORY_LABELS,
    LAW_CATEGORIES,
    PURPOSE_LABELS,
    Basis,
    Category,
    LawRole,
    Purpose,
)


class Standing(StrEnum):
    OPEN = "open"
    WITH = "with"
    NEVER = "never"


@dataclass(frozen=True)
class Line:
    """One category for one role. `rule` and `authority` are empty where the role never sees the category.

    OPEN: this purpose and relationship are enough, with no consent or order; the sentence still says which rows.
    WITH: something is missing, and the sentence says what. NEVER: no rule of the table opens it to this role.
    """

    category: Category
    label: str
    standing: Standing
    sentence: str
    rule: str = ""
    authority: str = ""


BASIS_PHRASES = {
    Basis.AGREE: "the person's agreement",
    Basis.PART2_NAMED: "a substance use (Part 2) consent",
    Basis.TPO: "a consent for treatment and payment",
    Basis.COUNSELING_CONSENT: "a consent for counseling notes alone",
    Basis.PSY_AUTHORIZATION: "a separate authorization for psychotherapy notes",
    Basis.PROCEEDINGS_CONSENT: "a consent for that proceeding alone",
    Basis.COURT_ORDER: "a court order",
    Basis.LEGAL_PROCESS: "legal papers the law accepts",
}
NEVER = "Never for your role."
OWN_NOTES = "What you wrote yourself stays open to you."


def explain(role: LawRole, category: Category) -> list[Line]:
    """Every rule that could open the category to the role, in table order; one NEVER line where none can."""
    found = [
        _line(rule, role, category, Standing.WITH, _conditions(rule, role, rule.purposes, related=False))
        for rule in BY_CELL.get((role, category), ())
    ]
    return found or [_never(role, category)]


def why_table(role: LawRole, purpose: Purpose, relationship: bool) -> list[Line]:
    """One line for each of the thirteen categories: the rule this reader is nearest to, and what it still asks for."""
    return [_nearest(role, category, purpose, relationship) for category in LAW_CATEGORIES]


def _nearest(role: LawRole, category: Category, purpose: Purpose, relationship: bool) -> Line:
    rules = BY_CELL[role, category]
    if not rules:
        return _never(role, category)

    def missing(rule: Rule) -> tuple[bool, bool, bool]:
        """What the reader lacks, the hardest to come by first: a purpose, the relationship, a consent or order."""
        return purpose not in rule.purposes, rule.relationship not in (None, relationship), bool(rule.grounds)

    rule = min(rules, key=missing)
    lacks_purpose, lacks_relationship, _ = missing(rule)
    standing = Standing.WITH if any(missing(rule)) else Standing.OPEN
    purposes = rule.purposes if lacks_purpose else ()
    return _line(rule, role, category, standing, _conditions(rule, role, purposes, related=not lacks_relationship))


def _never(role: LawRole, category: Category) -> Line:
    return Line(category, CATEGORY_LABELS[category], Standing.NEVER, _with_own_notes(NEVER, role, category))


def _line(rule: Rule, role: LawRole, category: Category, standing: Standing, conditions: list[str]) -> Line:
    when = ", ".join(conditions) or "open to you"
    sentence = f"{when[0].upper()}{when[1:]}: {VIEWS[rule.views[category]].words}."
    return Line(
        category,
        CATEGORY_LABELS[category],
        standing,
        _with_own_notes(sentence, role, category),
        rule.id,
        rule.authority,
    )


def _with_own_notes(sentence: str, role: LawRole, category: Category) -> str:
    return f"{sentence} {OWN_NOTES}" if role in AUTHOR.roles and category in AUTHOR.categories else sentence


def _conditions(rule: Rule, role: LawRole, purposes: Iterable[Purpose], *, related: bool) -> list[str]:
    """What the rule asks for: the purposes given, a consent or order, the relationship unless it is there, the row."""
    conditions = []
    wanted = [PURPOSE_LABELS[purpose] for purpose in Purpose if purpose in purposes]
    if wanted:
        conditions.append(f"for {_either(wanted)}")
    if rule.grounds:
        conditions.append(_consent(rule, role))
    words = [SCOPES[word] for word in SCOPES if word in rule.scope and word != "recipient_match"]
    if not related:
        conditions += [word.condition for word in words if word.by_relationship] or _relationship(rule)
    return conditions + [word.condition for word in words if not word.by_relationship]


def _consent(rule: Rule, role: LawRole) -> str:
    """As in "with a consent naming your agency"; where the privacy officer releases, it names whoever receives."""
    phrase = f"with {_either([BASIS_PHRASES[basis] for basis in Basis if basis in rule.grounds])}"
    if "recipient_match" not in rule.scope:
        return phrase
    named = "the recipient" if role is LawRole.PRIVACY_OFFICER else "your agency"
    return f"{phrase} naming {named}"


def _relationship(rule: Rule) -> list[str]:
    if rule.relationship is None:
        return []
    return ["when you are on the call or the care team" if rule.relationship else "before you are on the care team"]


def _either(phrases: list[str]) -> str:
    """As in "a, b or c"."""
    return " or ".join(filter(None, [", ".join(phrases[:-1]), phrases[-1]]))
