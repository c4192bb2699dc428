"""One answer in words: yes and how much, by which rule; or no, and what would make it a yes.

The law cares that a no can be understood without being a hint: what is said here comes from the question and the table
alone, so that it reads the same whether or not there is a record.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tandem.disclosure.combine import decide
from tandem.disclosure.explain import BASIS_PHRASES, NAMED, either, instead
from tandem.disclosure.question import Question
from tandem.disclosure.scopes import SCOPES
from tandem.disclosure.table import BY_CELL, OBLIGATIONS, Rule
from tandem.disclosure.views import VIEWS
from tandem.vocabulary.law import CATEGORY_LABELS, PURPOSE_LABELS, Basis, LawRole, Purpose

ROLE_WORDS = {
    LawRole.OFFICER: "police officer",
    LawRole.CLINICIAN_SAME: "clinician of the agency that holds the record",
    LawRole.CLINICAL_SUPERVISOR: "clinical supervisor of the agency that holds the record",
    LawRole.CLINICIAN_OTHER: "clinician of another agency",
    LawRole.DISPATCHER: "dispatcher",
    LawRole.PEER: "peer specialist",
    LawRole.HOSPITAL: "receiving hospital",
    LawRole.EVALUATOR: "evaluator",
    LawRole.ADMIN: "technical administrator",
    LawRole.PERSON_SERVED: "person served",
    LawRole.PRIVACY_OFFICER: "privacy officer",
}
# Why a forbid stands, and what lifts it.
FORBID_WORDS = {
    "F1": ("the record is sealed or expunged", "an order that lifts the seal"),
    "F2": ("the person asked to restrict it, and that was agreed", "the person lifting the restriction"),
    "F3": ("the person works for the reader's employer", "being on the person's own care team there"),
    "F4": (
        "a representative may not have it",
        "papers that prove the representative, where the minor does not consent alone and no harm is feared",
    ),
    "F5": (
        "no agreement between the two organizations is in force",
        "an agreement in force between the two organizations",
    ),
    "F6": ("the account is not fit to read", "an open account, a second factor, and a role chosen for this session"),
    "F7": ("the entry holds something stricter", "the strictest part of that entry being open"),
    "F8": (
        "the consent is no basis: expired, revoked, not whole, or naming somebody else",
        "a consent in force and whole, naming this reader, discloser, category and purpose",
    ),
    "F9": (
        "the case is a legal proceeding, and the consent does not reach it",
        "a consent for that proceeding alone, or a court order with a subpoena",
    ),
}


@dataclass(frozen=True)
class Way:
    """What is missing to a yes, as words joined by commas; `question` is the same question with it there."""

    rule: str
    words: str
    question: Question


def ways(question: Question, named: str = NAMED) -> list[Way]:
    """Every rule of the cell that could say yes if what it asks for were there, the nearest first.

    A rule that stays shut whatever is brought (the facts of the question forbid it) is not listed. `named` is who a
    consent would have to name.
    """
    if question.role is LawRole.PRIVACY_OFFICER:
        named = "the recipient"
    found = [way for rule in BY_CELL.get((question.role, question.category), ()) for way in _way(rule, question, named)]
    return [way for _, way in sorted(found, key=lambda pair: pair[0])]


def _way(rule: Rule, question: Question, named: str) -> Iterator[tuple[int, Way]]:
    purposes = [question.purpose] if question.purpose in rule.purposes else [p for p in Purpose if p in rule.purposes]
    grounds = [question.basis] if question.basis in rule.bases else [b for b in Basis if b in rule.grounds]
    relationship = question.relationship if rule.relationship is None else rule.relationship
    whole = replace(question, relationship=relationship, scopes=question.scopes | rule.scope)
    open_to = {
        (purpose, basis)
        for purpose in purposes
        for basis in grounds
        if rule.id in decide(replace(whole, purpose=purpose, basis=basis)).rules
    }
    if not open_to:
        return
    words = []
    purpose, basis = next((p, b) for p in purposes for b in grounds if (p, b) in open_to)
    if question.purpose not in rule.purposes:
        words.append(f"for {either([PURPOSE_LABELS[p] for p in purposes if (p, basis) in open_to])}")
    if question.basis not in rule.bases:
        consents = either([BASIS_PHRASES[b] for b in grounds if (purpose, b) in open_to])
        words.append(consents + (f" naming {named}" if "recipient_match" in rule.scope else ""))
    elif "recipient_match" in rule.scope - question.scopes:
        words.append(f"{BASIS_PHRASES[question.basis]} naming {named}")
    missing = [SCOPES[word] for word in SCOPES if word in rule.scope - question.scopes and word != "recipient_match"]
    if relationship is not question.relationship and not any(word.by_relationship for word in missing):
        words.append("when the reader is on the call or the care team" if relationship else "before that")
    words += [word.condition for word in missing]
    yield len(words), Way(rule.id, ", ".join(words), replace(whole, purpose=purpose, basis=basis))


def told(question: Question, named: str = NAMED) -> str:
    """The answer to one question as lines of plain English, without a line end."""
    answer = decide(question)
    about = f"{CATEGORY_LABELS[question.category]}, {ROLE_WORDS[question.role]}, for {PURPOSE_LABELS[question.purpose]}"
    if answer.allowed:
        lines = [f"Yes, {VIEWS[answer.view].words}: {about}."]
        lines.append(f"Rule: {', '.join(answer.rules)}.")
        lines.append(f"Authority: {answer.authority}.")
        lines += [f"Obliges: {OBLIGATIONS[word]}" for word in OBLIGATIONS if word in answer.obligations]
        return "\n".join(lines)
    lines = [f"No: {about}."]
    if answer.forbid:
        why, lifted = FORBID_WORDS[answer.forbid]
        return "\n".join([*lines, f"Forbid {answer.forbid}: {why}.", f"What would make it a yes: {lifted}."])
    found = ways(question, named)
    if not found:
        return "\n".join([*lines, f"What would make it a yes: {_shut(question)}"])
    return "\n".join([*lines, *(f"What would make it a yes: {way.words} (rule {way.rule})." for way in found)])


def _shut(question: Question) -> str:
    if BY_CELL.get((question.role, question.category)):
        return "Nothing. With these facts every rule stays shut."
    return instead(question.role, question.category)
