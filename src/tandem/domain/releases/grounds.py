"""What a disclosure rests on, weighed at the very instant it leaves: a consent, the receiver's own right, a form, a case.

The law cares that the yes belongs to the *recipient*: what the sender may read says nothing about who else may have it.
Each ground asks the rule table as the recipient would, and holds the consent's row until the sending is written, so
that taking it back and sending never cross (42 CFR 2.31(a)(8); 45 CFR 164.508(b)(5)).
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from tandem.disclosure import Answer, Facts, Question, Release, decide
from tandem.disclosure.views import WHOLE
from tandem.domain.consents.basis import holds_for, in_force, was_spoken
from tandem.domain.people.models import Person
from tandem.domain.releases.opening import answers_for
from tandem.domain.releases.recipients import Recipient, roles
from tandem.domain.releases.relations import Relation
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose
from tandem.vocabulary.refusal import Refusal

# Sending is what puts the call or the referral into the receiver's hands, so that these are true of what is sent.
PUSHED_TO_CALL_SIDE = frozenset({"recipient_match", "active_call", "open_call", "shared_call"})
PUSHED_TO_CARE = frozenset({"recipient_match", "received_referral"})
# Views that a sender need not cut: a published caution has no more to it.
UNCUT = frozenset({WHOLE, "published_flags"})


class NoAgreement(Refusal):
    """Nothing leaves: the person has not agreed that this recipient gets these categories for this purpose."""

    def __init__(self) -> None:
        super().__init__(("agreement", "Not sent: no agreement. Ask the person, then record what they said."))


class NotToThem(Refusal):
    """Nothing leaves: no rule lets this place have it."""

    def __init__(self) -> None:
        words = "Not sent: no rule lets this place have it. Ask your privacy officer, and tell them by voice what they need."
        super().__init__(("rule", words))


@dataclass(frozen=True)
class Weighed:
    """A yes for one recipient: the basis, the rules it rests on, what it obliges, and the consents held for it."""

    basis: Basis
    rules: tuple[str, ...]
    obligations: frozenset[str]
    consents: dict[Category, UUID] = field(default_factory=dict)
    form: str = ""
    case_id: UUID | None = None


class Ground(Protocol):
    """Something a disclosure may rest on."""

    def weigh(self, release: Release, to: Recipient, categories: tuple[Category, ...], now: datetime) -> Weighed:
        """The yes that holds at `now`, in the caller's transaction. Raises Refusal where there is none."""


def weighed(answers: dict[Category, Answer], basis: Basis, **more) -> Weighed:
    """One yes out of the answers of every category that leaves."""
    return Weighed(
        basis=basis,
        rules=tuple(sorted({rule for answer in answers.values() for rule in answer.rules})),
        obligations=frozenset[str]().union(*(answer.obligations for answer in answers.values())),
        **more,
    )


def facts_of(person: Person, receiver: Organization, **more) -> Facts:
    """What is true of any receiver, whoever asks for it."""
    return Facts(
        sealed=person.sealed_at is not None,
        person_is_staff=person.is_staff,
        between_organizations_without_agreement=not receiver.in_program,
        by_link=not receiver.in_program,
        link_not_provider=not receiver.registered_provider,
        receiver_treats=receiver.registered_provider,
        **more,
    )


@dataclass(frozen=True)
class OnConsent:
    """The person's own consent, naming this recipient, this discloser, every category and the purpose."""

    def weigh(self, release: Release, to: Recipient, categories: tuple[Category, ...], now: datetime) -> Weighed:
        """Raises NoAgreement where no consent names all of it, NotToThem where one does and the law still says no."""
        receiver = Organization.objects.filter(pk=to.organization_id).first()
        person = Person.objects.filter(pk=release.person_id).first()
        if receiver is None or person is None:
            raise NoAgreement
        held = {category: _consents(release, receiver.pk, category, now) for category in categories}
        if not all(held.values()):
            raise NoAgreement
        found = {category: _answer(person, receiver, release.purpose, category, held[category]) for category in held}
        if any(answer is None for answer in found.values()):
            raise NotToThem
        answers = {category: answer for category, (answer, _basis, _consent) in found.items()}
        bases = {basis for _answer, basis, _consent in found.values()}
        consents = {category: consent for category, (_answer, _basis, consent) in found.items()}
        return weighed(answers, min(bases, key=lambda one: one is Basis.AGREE), consents=consents)


def _consents(release: Release, recipient_id: UUID, category: Category, now: datetime) -> dict[Basis, UUID]:
    """The consents in force that name exactly this, each held until the transaction ends."""
    named = (release.person_id, release.organization_id, recipient_id)
    consent = in_force(*named, category, release.purpose, now)
    held = consent and holds_for(
        consent,
        person_id=release.person_id,
        discloser_id=release.organization_id,
        recipient_id=recipient_id,
        categories=(category,),
        purpose=release.purpose,
        now=now,
    )
    return {Basis.AGREE: consent} if held else {}


def _answer(
    person: Person, receiver: Organization, purpose: Purpose, category: Category, held: dict[Basis, UUID]
) -> tuple[Answer, Basis, UUID] | None:
    """The first yes over the consents held and the readers the receiver may be, or None."""
    for basis, consent in held.items():
        facts = facts_of(
            person,
            receiver,
            recipient_named_in_signed_agreement=True,
            agreement_spoken=basis is Basis.AGREE and was_spoken(consent),
        )
        for role in roles(receiver):
            call_side = role in (LawRole.OFFICER, LawRole.DISPATCHER)
            scopes = PUSHED_TO_CALL_SIDE if call_side else PUSHED_TO_CARE
            answer = decide(Question(role, category, purpose, basis, True, scopes, facts))
            if answer.allowed and answer.view in UNCUT:
                return answer, basis, consent
    return None


@dataclass(frozen=True)
class OnRules:
    """What the law gives the receiver without asking, as a hospital that receives the person (R50)."""

    relation: Relation

    def weigh(self, release: Release, to: Recipient, categories: tuple[Category, ...], now: datetime) -> Weighed:
        """Raises NotToThem where a category is not open to the receiver."""
        opened = answers_for(self.relation, release.purpose)
        if not all(opened[category].allowed for category in categories):
            raise NotToThem
        return weighed({category: opened[category] for category in categories}, Basis.NONE)
