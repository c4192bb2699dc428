"""Open the record of a case, and what leaves in it: decided by the rule table from the case's papers, each time anew."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tandem.disclosure import Answer, Facts, ListRelease, Question, Release, decide, issue
from tandem.domain.consents.basis import Held, held, hold, spoken
from tandem.domain.consents.restrictions import restricted_for
from tandem.domain.releases.cases import rules
from tandem.domain.releases.cases.rules import Papers
from tandem.domain.releases.grounds import NotToThem, Weighed, weighed
from tandem.domain.releases.models import ReleaseCase
from tandem.domain.releases.opening import open_as
from tandem.domain.releases.recipients import Recipient, outside, registered
from tandem.domain.releases.relations import Relation, treating
from tandem.domain.releases.wall import opening_list, same
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.audit.record import refuse
from tandem.foundation.database import reach
from tandem.foundation.database.journey import send
from tandem.vocabulary.cases import CaseKind
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent

# Any of these is enough to open the record of a case: what a court names may be one category alone.
ANYTHING = tuple(LAW_CATEGORIES)


@dataclass(frozen=True)
class CaseRelation(Relation):
    """The privacy officer and one case. `papers` are the bases that its papers give to every category."""

    papers: tuple[Basis, ...] = (Basis.NONE,)

    def bases(self, category: Category) -> tuple[Basis, ...]:
        """The bases that hold for this category."""
        return tuple(dict.fromkeys((*self.papers, *self.consents.get(category, {}))))

    def facts_for(self, category: Category, basis: Basis = Basis.NONE) -> Facts:
        """An authorization on paper is a basis without a consent of ours behind it; every other consent has one (F8)."""
        found = super().facts_for(category, basis)
        return replace(found, consent_void=False) if basis in self.papers else found


def papers_of(case: ReleaseCase) -> Papers:
    """The row as the values the rules read."""
    names = [name for name in Papers.__dataclass_fields__ if name not in ("kind", "closed")]
    return Papers(
        kind=CaseKind(case.kind), closed=case.closed_at is not None, **{name: getattr(case, name) for name in names}
    )


@reach.work("whose record a case is about, before its release: sealed, of the staff, or not")
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


@reach.work("whose record a case is about, before its release: sealed, of the staff, or not")
def relation(case: ReleaseCase, now: datetime, *, lock: bool = False) -> CaseRelation:
    """Everything the rules may ask about this case. `lock` keeps the consents it rests on until the transaction ends."""
    papers = papers_of(case)
    purpose = rules.purpose(papers)
    today = timezone.localtime(now).date()
    consents = _consents(case, now, lock=lock) if purpose == Purpose.RELEASE and not papers.closed else {}
    scopes = rules.scopes(papers) | (frozenset({"recipient_match"}) if consents else frozenset())
    person = case.person
    sealed, is_staff = bool(person and person.sealed_at), bool(person and person.is_staff)
    facts = rules.facts(papers, sealed=sealed, person_is_staff=is_staff)
    return CaseRelation(
        role=LawRole.PRIVACY_OFFICER,
        related=False,
        scopes=scopes,
        facts=facts,
        consents=consents,
        spoken=spoken(ids[Basis.AGREE] for ids in consents.values() if Basis.AGREE in ids),
        restricted=restricted_for(case.person_id, case.organization_id) if case.person_id else frozenset(),
        papers=rules.grounds(papers, today),
    )


def _consents(case: ReleaseCase, now: datetime, *, lock: bool) -> Held:
    """The person's consents that name the recipient of this case, by category: for a release, or for a proceeding."""
    if case.recipient_id is None or case.person_id is None or case.kind != CaseKind.AUTHORIZATION:
        return {}
    named = (case.person_id, case.organization_id, case.recipient_id, Purpose.RELEASE, now)
    treats = treating(case.person, case.recipient)
    found = held(*named, treats=treats)
    if lock:
        hold(one for ids in found.values() for one in ids.values())
        found = held(*named, treats=treats)
    return found


def answer(found: CaseRelation, purpose: Purpose, category: Category) -> tuple[Answer, Basis]:
    """The answer for one category over the bases that hold, and the basis it rests on."""
    tried = []
    for basis in found.bases(category):
        facts = found.facts_for(category, basis)
        said = decide(Question(found.role, category, purpose, basis, found.related, found.scopes, facts))
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
        found, purpose = relation(case, now, lock=True), rules.purpose(papers_of(case))
        said = {category: answer(found, purpose, category) for category in categories}
        if not said or not all(one.allowed for one, _basis in said.values()):
            raise NotToThem
        bases = [basis for _one, basis in said.values()]
        consents = {
            category: consent for category, (_one, basis) in said.items() if (consent := found.consent(category, basis))
        }
        strongest = max(bases, key=list(Basis).index)
        return weighed(
            {category: one for category, (one, _basis) in said.items()},
            strongest,
            consents=consents,
            case_id=case.pk,
        )


def open_search(case_id: UUID, actor: Actor) -> ListRelease | None:
    """A list of names to find the record of a case in, where its papers open names at all; None where they don't yet.

    A look that found somebody is logged by `opening.shown`.
    """
    return open_list_of(case_id, actor, (Category.DEMOGRAPHICS,))


def open_list_of(case_id: UUID, actor: Actor, categories: tuple[Category, ...]) -> ListRelease | None:
    """A list over the own organization's records that opens exactly these; None where the papers don't open them all."""
    case = case_of(case_id, actor)
    found, purpose = relation(case, clock.now()), rules.purpose(papers_of(case))
    said = {category: answer(found, purpose, category)[0] for category in categories}
    if not all(one.allowed for one in said.values()):
        return None
    asked = {one: {basis: found.facts_for(one, basis) for basis in found.bases(one)} for one in categories}
    ((opened,),) = send([opening_list(found.role, purpose, found.related, found.scopes, found.facts, asked)])
    same(opened, said)
    return issue.list_release(
        id=uuid.uuid4(),
        actor_user_id=actor.id,
        organization_id=actor.organization_id,
        role=found.role,
        purpose=purpose,
        kind="case",
        answers=said,
    )
