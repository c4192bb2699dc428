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
    """One category for one role. `rule` and `authority` are empty where the role never sees the category; `instead`
    then says what this role can do.

    OPEN: this purpose and relationship are enough, with no consent or order; the sentence still says which rows.
    WITH: something is missing, and the sentence says what. NEVER: no rule of the table opens it to this role.
    """

    category: Category
    label: str
    standing: Standing
    sentence: str
    instead: str = ""
    rule: str = ""
    authority: str = ""


NAMED = "your agency"
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
POLICE = frozenset({LawRole.OFFICER, LawRole.DISPATCHER})
COUNTED = frozenset({LawRole.EVALUATOR, LawRole.ADMIN})
OWN_NOTES = "What you wrote yourself stays open to you."


def instead(role: LawRole, category: Category) -> str:
    """What a role can do that no rule opens the category to. The same for everybody, from role and category alone."""
    if role in COUNTED:
        return "Nothing here. Work with the numbers without names."
    if category is Category.LE_NARRATIVE:
        return "Nothing here. Ask the police agency that wrote it."
    if category is Category.ACCESS_LOG:
        return "Nothing here. The person can read it, and the privacy officer for them."
    if role in POLICE:
        return "Nothing here. Ask the clinician to publish a caution."
    if role is LawRole.PERSON_SERVED:
        return "Nothing on this page. Ask the privacy officer for it."
    return "Nothing here. Ask the clinician who is on the person's care team."


def explain(role: LawRole, category: Category) -> list[Line]:
    """Every rule that could open the category to the role, in table order; one NEVER line where none can."""
    found = [
        _line(rule, role, category, Standing.WITH, _conditions(rule, role, rule.purposes, NAMED, related=False))
        for rule in BY_CELL.get((role, category), ())
    ]
    return found or [_never(role, category)]


def why_table(role: LawRole, purpose: Purpose, relationship: bool, named: str = NAMED) -> list[Line]:
    """One line for each of the thirteen categories: the rule this reader is nearest to, and what it still asks for.

    `named` is whom a consent would have to name, as in "St. Anne's".
    """
    return [_nearest(role, category, purpose, relationship, named) for category in LAW_CATEGORIES]


def _nearest(role: LawRole, category: Category, purpose: Purpose, relationship: bool, named: str) -> Line:
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
    return _line(
        rule, role, category, standing, _conditions(rule, role, purposes, named, related=not lacks_relationship)
    )


def _never(role: LawRole, category: Category) -> Line:
    sentence = _with_own_notes(NEVER, role, category)
    return Line(category, CATEGORY_LABELS[category], Standing.NEVER, sentence, instead(role, category))


def _line(rule: Rule, role: LawRole, category: Category, standing: Standing, conditions: list[str]) -> Line:
    when = ", ".join(conditions) or "open to you"
    sentence = f"{when[0].upper()}{when[1:]}: {VIEWS[rule.views[category]].words}."
    return Line(
        category,
        CATEGORY_LABELS[category],
        standing,
        _with_own_notes(sentence, role, category),
        rule=rule.id,
        authority=rule.authority,
    )


def _with_own_notes(sentence: str, role: LawRole, category: Category) -> str:
    return f"{sentence} {OWN_NOTES}" if role in AUTHOR.roles and category in AUTHOR.categories else sentence


def _conditions(rule: Rule, role: LawRole, purposes: Iterable[Purpose], named: str, *, related: bool) -> list[str]:
    """What the rule asks for: the purposes given, a consent or order, the relationship unless it is there, the row."""
    conditions = []
    wanted = [PURPOSE_LABELS[purpose] for purpose in Purpose if purpose in purposes]
    if wanted:
        conditions.append(f"for {either(wanted)}")
    if rule.grounds:
        conditions.append(_consent(rule, role, named))
    words = [SCOPES[word] for word in SCOPES if word in rule.scope and word != "recipient_match"]
    if not related:
        conditions += [word.condition for word in words if word.by_relationship] or _relationship(rule)
    return conditions + [word.condition for word in words if not word.by_relationship]


def _consent(rule: Rule, role: LawRole, named: str) -> str:
    """As in "with a consent naming your agency"; where the privacy officer releases, it names whoever receives."""
    phrase = f"with {either([BASIS_PHRASES[basis] for basis in Basis if basis in rule.grounds])}"
    if "recipient_match" not in rule.scope:
        return phrase
    return f"{phrase} naming {'the recipient' if role is LawRole.PRIVACY_OFFICER else named}"


def _relationship(rule: Rule) -> list[str]:
    if rule.relationship is None:
        return []
    return ["when you are on the call or the care team" if rule.relationship else "before you are on the care team"]


def either(phrases: list[str]) -> str:
    """As in "a, b or c"."""
    return " or ".join(filter(None, [", ".join(phrases[:-1]), phrases[-1]]))
