"""Open the record of a case, and what leaves in it: decided by the rule table from the case's papers, each time anew."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tandem.disclosure import Answer, Question, Release, decide
from tandem.domain.consents.basis import holds_for, in_force
from tandem.domain.releases.cases import rules
from tandem.domain.releases.cases.rules import Papers
from tandem.domain.releases.grounds import NotToThem, Weighed, weighed
from tandem.domain.releases.models import ReleaseCase
from tandem.domain.releases.opening import open_as
from tandem.domain.releases.recipients import Recipient, outside, registered
from tandem.domain.releases.relations import Relation
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.audit.record import refuse
from tandem.vocabulary.cases import CaseKind
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent

# Any of these is enough to open the record of a case: what a court names may be one category alone.
ANYTHING = tuple(LAW_CATEGORIES)


@dataclass(frozen=True)
class CaseRelation(Relation):
    """The privacy officer and one case. `papers_bases` hold for every category, `consents` by category and basis."""

    papers_bases: tuple[Basis, ...] = (Basis.NONE,)
    consents: dict[Category, dict[Basis, UUID]] = field(default_factory=dict)

    def bases(self, category: Category) -> tuple[Basis, ...]:
        """The bases that hold for this category."""
        return tuple(dict.fromkeys((*self.papers_bases, *self.consents.get(category, {}))))


def papers_of(case: ReleaseCase) -> Papers:
    """The row as the values the rules read."""
    names = [name for name in Papers.__dataclass_fields__ if name not in ("kind", "closed")]
    return Papers(
        kind=CaseKind(case.kind), closed=case.closed_at is not None, **{name: getattr(case, name) for name in names}
    )


def case_of(case_id: UUID, actor: Actor, *, lock: bool = False) -> ReleaseCase:
    """A case of the actor's own organization, for its privacy officer. Raises NotAllowed, Absent."""
    if not actor.may(Permission.RELEASE_CASE):
        refuse(NotAllowed(Permission.RELEASE_CASE), actor, "release_case.open", object_kind="release_case")
    found = ReleaseCase.objects.select_related("person", "recipient", "organization")
    if lock:
        found = ReleaseCase.objects.select_for_update()
    case = found.filter(pk=case_id, organization_id=actor.organization_id).first()
    if case is None:
        raise Absent
    return case


def recipient_of(case: ReleaseCase) -> Recipient:
    """Who gets what leaves: the registered organization, else the requester. Raises Refusal without an address."""
    if case.recipient_id:
        return registered(case.recipient_id)
    return outside(case.requester_name, case.requester_address)


def relation(case: ReleaseCase, now: datetime, *, held: bool = False) -> CaseRelation:
    """Everything the rules may ask about this case. `held` keeps the consents it rests on until the transaction ends."""
    papers = papers_of(case)
    purpose = rules.purpose(papers)
    today = timezone.localtime(now).date()
    consents = _consents(case, now, held=held) if purpose == Purpose.RELEASE and not papers.closed else {}
    scopes = rules.scopes(papers) | (frozenset({"recipient_match"}) if consents else frozenset())
    facts = rules.facts(papers, sealed=case.person.sealed_at is not None, person_is_staff=case.person.is_staff)
    return CaseRelation(
        role=LawRole.PRIVACY_OFFICER,
        related=False,
        scopes=scopes,
        facts=facts,
        agreements={},
        papers_bases=rules.grounds(papers, today),
        consents=consents,
    )


def _consents(case: ReleaseCase, now: datetime, *, held: bool) -> dict[Category, dict[Basis, UUID]]:
    """The person's consents that name the recipient of this case, for a release, by category."""
    if case.recipient_id is None or case.kind != CaseKind.AUTHORIZATION:
        return {}
    found: dict[Category, dict[Basis, UUID]] = {}
    for category in LAW_CATEGORIES:
        named = (case.person_id, case.organization_id, case.recipient_id)
        consent = in_force(*named, category, Purpose.RELEASE, now)
        if consent and (not held or _still(case, consent, category, now)):
            found[category] = {Basis.AGREE: consent}
    return found


def _still(case: ReleaseCase, consent: UUID, category: Category, now: datetime) -> bool:
    return holds_for(
        consent,
        person_id=case.person_id,
        discloser_id=case.organization_id,
        recipient_id=case.recipient_id,
        categories=(category,),
        purpose=Purpose.RELEASE,
        now=now,
    )


def answer(found: CaseRelation, purpose: Purpose, category: Category) -> tuple[Answer, Basis]:
    """The answer for one category over the bases that hold, and the basis it rests on."""
    tried = []
    for basis in found.bases(category):
        said = decide(Question(found.role, category, purpose, basis, found.related, found.scopes, found.facts))
        tried.append((said, basis))
    return max(tried, key=lambda each: (each[0].allowed, len(each[0].rules)))


def answers(case: ReleaseCase, now: datetime) -> dict[Category, Answer]:
    """What the case opens now, for the page that says so. Nothing of the record is read."""
    if case.person_id is None:
        return {}
    found, purpose = relation(case, now), rules.purpose(papers_of(case))
    return {category: answer(found, purpose, category)[0] for category in LAW_CATEGORIES}


def open_case(case_id: UUID, actor: Actor, *, now: datetime | None = None) -> Release:
    """The release of a case's record for its privacy officer, logged. Raises Absent where the papers open nothing."""
    case, moment = case_of(case_id, actor), now or clock.now()
    if case.person_id is None:
        raise Absent
    purpose = rules.purpose(papers_of(case))
    return open_as(actor, case.person_id, purpose, relation(case, moment), moment, enough=ANYTHING)


@dataclass(frozen=True)
class OnCase:
    """The ground of a release case: the table's own answers, from its papers as they stand at this instant."""

    case_id: UUID
    actor: Actor

    def weigh(self, release: Release, to: Recipient, categories: tuple[Category, ...], now: datetime) -> Weighed:
        """Raises NotToThem for another person or recipient than the case's, and for a category its papers don't open."""
        case_of(self.case_id, self.actor, lock=True)
        case = case_of(self.case_id, self.actor)
        if case.person_id != release.person_id or to != recipient_of(case):
            raise NotToThem
        found, purpose = relation(case, now, held=True), rules.purpose(papers_of(case))
        said = {category: answer(found, purpose, category) for category in categories}
        if not said or not all(one.allowed for one, _basis in said.values()):
            raise NotToThem
        bases = [basis for _one, basis in said.values()]
        consents = {
            category: found.consents[category][basis]
            for category, (_one, basis) in said.items()
            if basis in found.consents.get(category, {})
        }
        strongest = max(bases, key=list(Basis).index)
        return weighed(
            {category: one for category, (one, _basis) in said.items()},
            strongest,
            consents=consents,
            case_id=case.pk,
        )
