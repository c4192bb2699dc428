"""Written consents and authorizations as values: their elements, what each kind may hold, and whether one is a basis. Pure.

The law cares that one with an element missing is none (42 CFR 2.31(c)(1); 45 CFR 164.508(b)(2)), that a consent for
counseling notes, for psychotherapy notes and for a proceeding each stand alone (2.31(b), (d); 164.508(b)(3)), and that
a class of recipients is only what 2.31(a)(4) lets it be.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tandem.disclosure.table import RULES
from tandem.domain.consents.rules import State, is_drawn
from tandem.vocabulary.consents import Element, Signer
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.terms import OrganizationKind

WRITTEN = (
    Basis.PART2_NAMED,
    Basis.TPO,
    Basis.COUNSELING_CONSENT,
    Basis.PSY_AUTHORIZATION,
    Basis.PROCEEDINGS_CONSENT,
)
# "My treating providers, health plans, third-party payers, and people helping to operate this program".
TPO_CLASS = "treating_and_paying"
# Who can be meant by "my treating providers". Police, dispatch, shelters, schools and employers never are.
TREATING_KINDS = frozenset({OrganizationKind.PROVIDER, OrganizationKind.HOSPITAL, OrganizationKind.CRISIS_CENTER})
CALL_SIDE = frozenset({OrganizationKind.POLICE, OrganizationKind.PSAP})
# Kinds that hold one category and nothing beside it, and nobody else holds.
ALONE = {
    Basis.COUNSELING_CONSENT: Category.SUD_COUNSELING_NOTE,
    Basis.PSY_AUTHORIZATION: Category.PSYCHOTHERAPY_NOTE,
}
# Kinds a colleague of the author rests on too, so that the recipient may be the discloser.
WITHIN = frozenset(ALONE)


@dataclass(frozen=True)
class Written:
    """A written consent as values. Times are aware. `ended_at` is None while it stands.

    `recipient_id` is None where a class is meant; `scanned` says that the signed paper is kept.
    """

    kind: str
    person_id: UUID | None
    discloser_id: UUID | None
    recipient_id: UUID | None
    recipient_class: str
    categories: tuple[str, ...]
    part: str
    purposes: tuple[str, ...]
    purpose_words: str
    given_at: datetime | None
    until: datetime | None
    until_event: str
    signer: str
    signer_name: str
    signer_tie: str
    signature: str
    scanned: bool
    right_to_revoke: str
    redisclosure: str
    refusing: str
    proceeding: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Recipient:
    """Whoever would get it. `treats`: a treatment relationship with the person stands now."""

    id: UUID
    kind: str
    registered_provider: bool
    treats: bool = False


def opened_by(kind: str, purpose: str) -> frozenset[Category]:
    """The categories a consent of this kind can open for `purpose`, as the rule table says; empty where none."""
    rules = [rule for rule in RULES if purpose in rule.purposes and kind in rule.grounds]
    found = frozenset[Category]().union(*(rule.categories for rule in rules))
    apart = frozenset(ALONE.values())
    return found & {ALONE[kind]} if kind in ALONE else found - apart


def purposes_of(kind: str) -> tuple[Purpose, ...]:
    """The purposes a consent of this kind can be given for. One for a proceeding is for that alone (2.31(d))."""
    return tuple(one for one in Purpose if opened_by(kind, one))


def missing(consent: Written) -> list[Element]:
    """The elements of 42 CFR 2.31(a) that this consent lacks, in the order of the rule; empty for a whole one."""
    given = {
        Element.PERSON: consent.person_id,
        Element.DISCLOSER: consent.discloser_id,
        Element.DESCRIPTION: consent.part.strip() and _holds_what_it_may(consent),
        Element.RECIPIENT: _names_recipient(consent),
        Element.PURPOSE: _says_purpose(consent),
        Element.RIGHT_TO_REVOKE: consent.right_to_revoke.strip(),
        Element.EXPIRY: consent.until or consent.until_event.strip(),
        Element.SIGNATURE: _is_signed(consent),
        Element.SIGNED_AT: consent.given_at,
        Element.REDISCLOSURE: consent.redisclosure.strip(),
        Element.REFUSING: consent.refusing.strip(),
    }
    return [name for name, value in given.items() if not value]


def _holds_what_it_may(consent: Written) -> bool:
    opens = frozenset[Category]().union(*(opened_by(consent.kind, one) for one in consent.purposes))
    return consent.kind in WRITTEN and bool(consent.categories) and opens.issuperset(consent.categories)


def _names_recipient(consent: Written) -> bool:
    """A registered organization; a class only in a consent for treatment, payment and operations (2.31(a)(4))."""
    if consent.kind == Basis.TPO:
        return bool(consent.recipient_id) != (consent.recipient_class == TPO_CLASS)
    if consent.recipient_id == consent.discloser_id and consent.kind not in WITHIN:
        return False
    return bool(consent.recipient_id) and not consent.recipient_class


def _says_purpose(consent: Written) -> bool:
    known = purposes_of(consent.kind)
    if not consent.purposes or not set(known).issuperset(consent.purposes):
        return False
    if consent.kind == Basis.PROCEEDINGS_CONSENT:
        return bool(consent.proceeding.strip())
    # "A release case" says nothing by itself: the paper says what for.
    return bool(consent.purpose_words.strip()) or Purpose.RELEASE not in consent.purposes


def _is_signed(consent: Written) -> bool:
    if not (consent.scanned or is_drawn(consent.signature)):
        return False
    if consent.signer == Signer.REPRESENTATIVE:
        return bool(consent.signer_name.strip() and consent.signer_tie.strip())
    return consent.signer == Signer.PERSON


def state(consent: Written, now: datetime) -> State:
    """What `consent` is at `now` (aware). At the instant of its end it no longer holds."""
    if missing(consent) or now < consent.given_at:
        return State.VOID
    if consent.ended_at and now >= consent.ended_at:
        return State.TAKEN_BACK
    if consent.until and now >= consent.until:
        return State.EXPIRED
    return State.IN_FORCE


def names(consent: Written, recipient: Recipient) -> bool:
    """Whether `recipient` is whom the consent means (law.md, `recipient_match`)."""
    if consent.recipient_id:
        return consent.recipient_id == recipient.id
    in_class = recipient.registered_provider and recipient.kind in TREATING_KINDS and recipient.treats
    return consent.kind == Basis.TPO and consent.recipient_class == TPO_CLASS and in_class


def covers(
    consent: Written,
    *,
    person_id: UUID,
    discloser_id: Any,
    recipient: Recipient,
    category: str,
    purpose: str,
    now: datetime,
) -> bool:
    """Whether `consent` is a basis at `now` for exactly this (law.md, F8)."""
    return (
        state(consent, now) == State.IN_FORCE
        and consent.person_id == person_id
        and consent.discloser_id == discloser_id
        and names(consent, recipient)
        and category in consent.categories
        and purpose in consent.purposes
        and category in opened_by(consent.kind, purpose)
    )
