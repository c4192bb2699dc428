"""The notice to a receiving place: what is written in the draft, and what of it leaves, in one fixed order. Pure.

What leaves is what the place needs to be ready, not the record (45 CFR 164.502(b) does not bind treatment; we keep to
it all the same). Nothing of the police's words stands in it, and nothing about substance use (42 CFR Part 2).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from tandem.domain.transfers.rules import LIMITS, MINUTES_AWAY_MOST
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.transfers import ComesWith, Hold

# The order in which a desk reads it: who, why, how worried we are, what to do, how they come, how to speak.
FIELDS = (
    "name",
    "age",
    "looks",
    "why",
    "risk",
    "screenings",
    "helps",
    "cautions",
    "hold",
    "hold_basis",
    "with",
    "expected_at",
    "language",
    "interpreter",
)
CATEGORY_OF = {
    "name": Category.DEMOGRAPHICS,
    "age": Category.DEMOGRAPHICS,
    "looks": Category.DEMOGRAPHICS,
    "language": Category.DEMOGRAPHICS,
    "cautions": Category.SAFETY_FLAGS,
    "screenings": Category.SCREENING,
}
type Body = list[list]


def checked(told: Mapping, *, now: datetime) -> dict:
    """The draft as it is kept: texts as given, codes known, `expected_at` as ISO (UTC). Raises Refusal by field.

    `told` has the texts of `LIMITS`, `hold`, `with` (a list), `screenings` (lines, kept as given) and either
    `minutes_away` (whole minutes as text, "" for not known) or a known `expected_at`.
    """
    draft: dict = {name: clean(name, told.get(name, ""), limit) for name, limit in LIMITS.items()}
    hold = told.get("hold") or Hold.UNKNOWN
    if hold not in list(Hold):
        raise Refusal(("hold", "Choose from the list."))
    with_them = list(dict.fromkeys(told.get("with", ())))
    if any(one not in list(ComesWith) for one in with_them):
        raise Refusal(("with", "Choose from the list."))
    draft |= {"hold": str(hold), "with": [str(one) for one in ComesWith if one in with_them]}
    draft["screenings"] = [clean("screenings", line, 300) for line in told.get("screenings", ())]
    draft["expected_at"] = _expected(told, now)
    return draft


def _expected(told: Mapping, now: datetime) -> str:
    said = str(told.get("minutes_away", "") or "").strip()
    if not said:
        return told.get("expected_at", "") or ""
    if not (said.isascii() and said.isdecimal() and len(said) < 5 and int(said) <= MINUTES_AWAY_MOST):
        raise Refusal(("minutes_away", f"Write whole minutes, from 0 to {MINUTES_AWAY_MOST}."))
    return (now + timedelta(minutes=int(said))).isoformat()


def problem(draft: Mapping) -> tuple[str, str] | None:
    """What a notice needs before it can leave, as (field, sentence), or None."""
    if not draft.get("why", "").strip():
        return "why", "Say in a sentence why they come."
    if draft.get("hold") == Hold.YES and not draft.get("hold_basis", "").strip():
        return "hold_basis", "Name the legal basis of the hold, as your form does."
    return None


def compose(draft: Mapping, *, name: str, age: int | None, looks: str) -> Body:
    """Exactly what leaves, as [field, value] in the order of `FIELDS`; what nobody knows is left out.

    How a person looks goes along only while no name is known: the desk must know whom it meets.
    """
    told = {**draft, "name": name, "age": age, "looks": "" if name else looks}
    if draft.get("hold") != Hold.YES:
        told["hold_basis"] = ""
    return [[field, told[field]] for field in FIELDS if told.get(field) not in (None, "", [])]


def categories(body: Sequence[Sequence]) -> tuple[Category, ...]:
    """The categories of law of what leaves. Whatever a team writes is a clinical note."""
    found = {CATEGORY_OF.get(field, Category.CLINICAL_NOTE) for field, _value in body}
    return tuple(sorted(found | {Category.DEMOGRAPHICS}))
