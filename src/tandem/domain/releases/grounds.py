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
from tandem.domain.consents.basis import Held, held, hold, spoken
from tandem.domain.consents.restrictions import restricted_for
from tandem.domain.people.models import Person
from tandem.domain.releases.opening import answers_for
from tandem.domain.releases.recipients import Recipient, roles
from tandem.domain.releases.relations import Relation, treating
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.pacts import covered
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose
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


def gives_only_sud_care(organization: Organization) -> bool:
    """Whether everything the organization writes is a Part 2 record outside it (law.md, P16).

    A program of general care may be a Part 2 program too: its substance use records stand apart, and the rest does not.
    """
    return organization.only_sud_care


def facts_of(person: Person, receiver: Organization, **more) -> Facts:
    """What is true of any receiver, whatever it gets."""
    return Facts(
        sealed=person.sealed_at is not None,
        person_is_staff=person.is_staff,
        by_link=not receiver.in_program,
        link_not_provider=not receiver.registered_provider,
        receiver_treats=receiver.registered_provider,
        **more,
    )


def held_now(person: Person, discloser_id: UUID, receiver: Organization, purpose: Purpose, now: datetime) -> Held:
    """The consents in force that name this receiver, each held until the transaction ends.

    Taking one back waits for the same row; what was taken back before this instant is asked for again, and is gone.
    """
    named = (person.pk, discloser_id, receiver.pk, purpose, now)
    treats = treating(person, receiver)
    hold(one for ids in held(*named, treats=treats).values() for one in ids.values())
    return held(*named, treats=treats)


@dataclass(frozen=True)
class OnConsent:
    """The person's own consent, naming this recipient, this discloser, every category and the purpose."""

    def weigh(self, release: Release, to: Recipient, categories: tuple[Category, ...], now: datetime) -> Weighed:
        """Raises NoAgreement where no consent names all of it, NotToThem where one does and the law still says no."""
        receiver = Organization.objects.filter(pk=to.organization_id).first()
        person = Person.objects.filter(pk=release.person_id).first()
        if receiver is None or person is None or release.organization_id is None:
            raise NoAgreement
        consents = held_now(person, release.organization_id, receiver, release.purpose, now)
        if not all(consents.get(category) for category in categories):
            raise NoAgreement
        relations = as_receiver(person, release, receiver, consents, now)
        found = {category: _answer(relations, release.purpose, category) for category in categories}
        if any(answer is None for answer in found.values()):
            raise NotToThem
        answers = {category: answer for category, (answer, _basis) in found.items()}
        bases = {basis for _answer, basis in found.values()}
        rested = {category: consents[category][basis] for category, (_answer, basis) in found.items()}
        return weighed(answers, min(bases, key=lambda one: one is Basis.AGREE), consents=rested)


def as_receiver(
    person: Person, release: Release, receiver: Organization, consents: Held, now: datetime
) -> list[Relation]:
    """The receiver as the rules know it, once for each reader it may be."""
    signed = any(set(ids) - {Basis.TPO} for ids in consents.values())
    facts = facts_of(person, receiver, recipient_named_in_signed_agreement=signed)
    pacts = covered(release.organization_id, receiver.pk, release.purpose, now)
    relations = []
    for role in roles(receiver):
        call_side = role in (LawRole.OFFICER, LawRole.DISPATCHER)
        relations.append(
            Relation(
                role,
                True,
                PUSHED_TO_CALL_SIDE if call_side else PUSHED_TO_CARE,
                facts,
                consents,
                spoken(ids[Basis.AGREE] for ids in consents.values() if Basis.AGREE in ids),
                frozenset(LAW_CATEGORIES) - pacts,
                restricted_for(person.pk, receiver.pk),
            )
        )
    return relations


def _answer(relations: list[Relation], purpose: Purpose, category: Category) -> tuple[Answer, Basis] | None:
    """The first yes over the readers the receiver may be and the consents held, or None."""
    for found in relations:
        for basis in found.consents.get(category, {}):
            facts = found.facts_for(category, basis)
            answer = decide(Question(found.role, category, purpose, basis, found.related, found.scopes, facts))
            if answer.allowed and answer.view in UNCUT:
                return answer, basis
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
