"""What makes an agreement, what it can open, and whether it holds at a moment. Pure.

The law cares that an authorization names what, from whom, to whom, for what, until when, and how it was given
(45 CFR 164.508(c)(1)), and that one with an element missing is none (164.508(b)(2)).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tandem.disclosure.table import RULES
from tandem.vocabulary.law import CATEGORY_LABELS, Basis, Category, Purpose

SPOKEN, SIGNED = "spoken", "signed"
LONGEST = timedelta(days=366)
LONGEST_SIGNATURE = 60_000
# The pen's path as the phone draws it (SVG 2, 9.3): it starts with a move and draws at least one line or curve.
PATH = re.compile(r"\s*[Mm][0-9\s.,+-]+[LlHhVvCcSsQqTtAa][MmLlHhVvCcSsQqTtAaZz0-9eE\s.,+-]*")
# A plain agreement reaches no more than this. Part 2 records and psychotherapy notes have consents of their own.
AGREEABLE = frozenset(
    {
        Category.DEMOGRAPHICS,
        Category.REFERRAL_STATUS,
        Category.CLINICAL_NOTE,
        Category.SCREENING,
        Category.SAFETY_PLAN,
        Category.SAFETY_FLAGS,
    }
)


class State(StrEnum):
    IN_FORCE = "in force"
    EXPIRED = "expired"
    TAKEN_BACK = "taken back"
    VOID = "void"


@dataclass(frozen=True)
class Agreed:
    """An agreement as values. Times are aware; `taken_back_at` is None while it was not taken back."""

    person_id: UUID | None
    discloser_id: UUID | None
    recipient_id: UUID | None
    categories: tuple[str, ...]
    purpose: str
    given_at: datetime | None
    until: datetime | None
    how: str
    heard_by: str = ""
    signature: str = ""
    taken_back_at: datetime | None = None


def opened_by_agreement(purpose: str) -> frozenset[Category]:
    """The categories a plain agreement can open for `purpose`, as the rule table says; empty where none.

    A release case of the privacy officer rests on an authorization that is recorded with the case, not here.
    """
    if purpose == Purpose.RELEASE:
        return frozenset()
    rules = [rule for rule in RULES if purpose in rule.purposes and Basis.AGREE in rule.grounds]
    return AGREEABLE & frozenset().union(*(rule.categories for rule in rules))


def missing(agreement: Agreed) -> list[str]:
    """The elements of 45 CFR 164.508(c)(1) that this agreement lacks, as names of fields."""
    opens = opened_by_agreement(agreement.purpose)
    given = {
        "person": agreement.person_id,
        "discloser": agreement.discloser_id,
        "recipient": agreement.recipient_id,
        "categories": agreement.categories and opens.issuperset(agreement.categories),
        "purpose": opens,
        "until": agreement.until,
        "given_at": agreement.given_at,
        "how": agreement.heard_by.strip() if agreement.how == SPOKEN else is_drawn(agreement.signature),
    }
    return [name for name, value in given.items() if not value]


def state(agreement: Agreed, now: datetime) -> State:
    """What `agreement` is at `now` (aware). At the instant of its end or of being taken back it no longer holds."""
    if missing(agreement) or now < agreement.given_at:
        return State.VOID
    if agreement.taken_back_at and now >= agreement.taken_back_at:
        return State.TAKEN_BACK
    if now >= agreement.until:
        return State.EXPIRED
    return State.IN_FORCE


def covers(
    agreement: Agreed,
    *,
    person_id: UUID,
    discloser_id: Any,
    recipient_id: Any,
    categories: Iterable[str],
    purpose: str,
    now: datetime,
) -> bool:
    """Whether `agreement` is a basis at `now` for exactly this (law.md, F8)."""
    return (
        state(agreement, now) == State.IN_FORCE
        and agreement.person_id == person_id
        and agreement.discloser_id == discloser_id
        and agreement.recipient_id == recipient_id
        and agreement.purpose == purpose
        and set(categories) <= set(agreement.categories)
    )


def is_drawn(signature: str) -> bool:
    """Whether this is a signature drawn on the screen: SVG path data of at most 60 kB, and nothing else."""
    return len(signature) <= LONGEST_SIGNATURE and PATH.fullmatch(signature) is not None


def problems(
    *,
    discloser_id: UUID,
    recipient_id: UUID,
    recipient_is_provider: bool,
    categories: Iterable[str],
    purpose: str,
    given_at: datetime,
    until: datetime,
    how: str,
    heard_by: str,
    signature: str,
) -> list[tuple[str, str]]:
    """What keeps this from being an agreement, as (field, sentence); empty when nothing does."""
    found = []
    if discloser_id == recipient_id:
        found.append(("recipient", "This is your own organization. Choose who it goes to."))
    opens = opened_by_agreement(purpose)
    wrong = sorted(set(categories) - opens)
    if not opens:
        found.append(("purpose", "An agreement can't be given for this purpose. Choose another."))
    elif not set(categories):
        found.append(("categories", "Choose what may be shared."))
    elif wrong:
        words = ", ".join(CATEGORY_LABELS.get(word, word) for word in wrong)
        found.append(("categories", f"A plain agreement can't share this for this purpose: {words}. Leave it out."))
    if until.tzinfo is None:
        found.append(("until", "Say the time with its offset, like 2026-11-22T21:41:00-05:00."))
    elif until <= given_at:
        found.append(("until", "The agreement must end after it starts."))
    elif until - given_at > LONGEST:
        found.append(("until", "An agreement holds for at most a year. Choose an earlier day."))
    return found + _problems_of_giving(how, heard_by, signature, recipient_is_provider)


def _problems_of_giving(how: str, heard_by: str, signature: str, recipient_is_provider: bool) -> list[tuple[str, str]]:
    if how == SPOKEN and not recipient_is_provider:
        return [("how", "This place is not a registered provider, so a spoken yes is not enough. Ask to sign here.")]
    if how == SPOKEN and not heard_by.strip():
        return [("heard_by", "Say who heard the yes.")]
    if how == SPOKEN and signature:
        return [("signature", "A spoken yes has no signature. Choose signed instead.")]
    if how == SIGNED and not is_drawn(signature):
        return [("signature", "The signature is missing or can't be read. Sign again in the box.")]
    if how not in (SPOKEN, SIGNED):
        return [("how", "Say how the yes was given: spoken or signed.")]
    return []
