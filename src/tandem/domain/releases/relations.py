"""What stands between a reader and a person right now: the facts `disclosure/` asks for, looked up once per release.

The relationship is computed at each opening from calls, teams, encounters and open loops; nobody keeps a list of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from tandem.disclosure import Facts
from tandem.domain.consents.basis import Held, held, spoken
from tandem.domain.consents.restrictions import restricted_for
from tandem.domain.encounters.models import Encounter
from tandem.domain.followups.models import FollowUp
from tandem.domain.incidents.models import Assignment, Involvement, Tele
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.people.models import Person
from tandem.domain.protections.glass import open_for
from tandem.domain.referrals.models import Referral
from tandem.domain.referrals.rules import OPEN_STATES
from tandem.domain.releases.quality import qa_case
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.pacts import covered
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose
from tandem.vocabulary.terms import OrganizationKind, Profession, ReferralState, Role

LAW_ROLE = {
    Role.OFFICER: LawRole.OFFICER,
    Role.PEER: LawRole.PEER,
    Role.CLINICAL_SUPERVISOR: LawRole.CLINICAL_SUPERVISOR,
    Role.DISPATCHER: LawRole.DISPATCHER,
    Role.EVALUATOR: LawRole.EVALUATOR,
    Role.PRIVACY_OFFICER: LawRole.PRIVACY_OFFICER,
    Role.ADMIN: LawRole.ADMIN,
    Role.AGENCY_ADMIN: LawRole.ADMIN,
}
CARE_ROLES = (Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR)
BREAKS_GLASS = (LawRole.CLINICIAN_SAME, LawRole.CLINICAL_SUPERVISOR)
CONSENTS = frozenset(
    {
        Basis.AGREE,
        Basis.PART2_NAMED,
        Basis.TPO,
        Basis.COUNSELING_CONSENT,
        Basis.PSY_AUTHORIZATION,
        Basis.PROCEEDINGS_CONSENT,
    }
)


# A program that took a referral on treats the person; one that was only asked does not yet.
TAKEN_ON = (ReferralState.ACCEPTED, ReferralState.SEEN)
# What a police agency or dispatch center entered itself is not shared by the provider, so that no pact covers it (F5).
THEIR_OWN = {
    LawRole.OFFICER: frozenset({Category.CAD_FACTS, Category.LE_NARRATIVE}),
    LawRole.DISPATCHER: frozenset({Category.CAD_FACTS}),
}

# The id of no call and no organization: asked with where there is none, so that a question is asked at all.
NOBODYS = UUID(int=0)


@dataclass(frozen=True)
class Relation:
    """One reader and one person. `consents` are the ids of the consents in force, per category and basis.

    `facts` hold for every category; `spoken` are agreements that were said aloud, `without_pact` and `restricted` the
    categories that no pact between the two organizations covers, and that a restriction they have not read closes.
    """

    role: LawRole
    related: bool
    scopes: frozenset[str]
    facts: Facts
    consents: Held = field(default_factory=dict)
    spoken: frozenset[UUID] = frozenset()
    without_pact: frozenset[Category] = frozenset()
    restricted: frozenset[Category] = frozenset()

    def bases(self, category: Category) -> tuple[Basis, ...]:
        """The bases that hold for this category; *none* always does."""
        return (Basis.NONE, *self.consents.get(category, ()))

    def consent(self, category: Category, basis: Basis) -> UUID | None:
        """The consent that makes `basis` hold for this category, or None."""
        return self.consents.get(category, {}).get(basis)

    def resting(self, categories: Iterable[Category]) -> frozenset[UUID]:
        """The ids of all consents that these categories may rest on."""
        return frozenset(one for category in categories for one in self.consents.get(category, {}).values())

    def facts_for(self, category: Category, basis: Basis = Basis.NONE) -> Facts:
        """The facts as they are for one category, resting on `basis` (F2, F5, F8)."""
        consent = self.consent(category, basis)
        changed = {
            "restricted": category in self.restricted,
            "between_organizations_without_agreement": category in self.without_pact,
            "consent_void": basis in CONSENTS and consent is None,
            "agreement_spoken": basis is Basis.AGREE and consent in self.spoken,
        }
        new = {name: True for name, value in changed.items() if value and not getattr(self.facts, name)}
        return replace(self.facts, **new) if new else self.facts


def law_role(actor: Actor, person: Person | None) -> LawRole | None:
    """The reader as the rules know them; None for a session that may never read about a person."""
    if actor.kind == "person":
        return LawRole.PERSON_SERVED if person and person.pk == actor.id else None
    if actor.kind == "link":
        # Whoever answers a referral by link reads as another organization's clinician; forbids narrow the unregistered.
        return LawRole.CLINICIAN_OTHER
    if actor.role == Role.CLINICIAN:
        # A person nobody's provider holds yet becomes the record of the first clinician who writes.
        same = person is None or person.organization_id in (None, actor.organization_id)
        return LawRole.CLINICIAN_SAME if same else LawRole.CLINICIAN_OTHER
    return LAW_ROLE.get(actor.role) if actor.role else None


class Of(NamedTuple):
    """A call that the person is on: what the rules ask of it."""

    id: UUID
    state: str
    agency_id: UUID


def calls_of(person: Person) -> tuple[list[Of], list[UUID]]:
    """The calls this person is on, and the ids of what was reported. A report that stands with another call goes with it."""
    found = Involvement.objects.filter(person=person, removed_at=None)
    itself = [f"incident__{name}" for name in Of._fields]
    rows = found.values_list(*itself, *(f"incident__primary__{name}" for name in Of._fields))
    return [Of(*(row[3:] if row[3] else row[:3])) for row in rows], [row[0] for row in rows]


def covers(actor: Actor, incident: Of) -> bool:
    """Whether the call is one of the dispatcher's own: a dispatch center answers for every agency of the program."""
    return actor.organization_kind == OrganizationKind.PSAP or incident.agency_id == actor.organization_id


class Sent(NamedTuple):
    """Once that this human was sent to a call: as what, and whether that team is still on it."""

    incident_id: UUID
    profession: str
    still: bool


def sent(actor: Actor, incident_ids: list[UUID]) -> list[Sent]:
    """Each time this human was on a team sent to one of these calls, or was there by phone."""
    if actor.kind != "user" or actor.role not in (*CARE_ROLES, Role.OFFICER):
        return []
    found = Assignment.objects.filter(incident_id__in=incident_ids, team__members__user_id=actor.id)
    rows = list(found.values_list("incident_id", "team__members__profession", "cleared_at", "released_at"))
    afar = Tele.objects.filter(assignment__incident_id__in=incident_ids, taken_by_id=actor.id)
    rows += afar.values_list("assignment__incident_id", "profession", "ended_at", "assignment__released_at")
    return [
        Sent(call, profession, cleared is None and released is None) for call, profession, cleared, released in rows
    ]


def met_as_police(actor: Actor, went: list[Sent]) -> bool:
    """Whether somebody now in a clinical role was sent to one of these calls as an officer (law.md 1.7, Jobs to roles)."""
    return actor.role in CARE_ROLES and any(one.profession == Profession.OFFICER for one in went)


def in_care_team(actor: Actor, person: Person, went: list[Sent]) -> bool:
    """The care team: whoever was sent to the person, wrote on them, or follows an open loop of their own organization.

    An open follow-up or referral makes the organization's care staff the team, so that a loop never waits for one
    person who is off shift. Only ever inside the organization that holds the record.
    """
    if actor.role not in CARE_ROLES or person.organization_id not in (None, actor.organization_id):
        return False
    if went:
        return True
    if Encounter.objects.filter(person=person, started_by=actor.id).exists():
        return True
    own = {"person": person, "organization_id": actor.organization_id}
    if FollowUp.objects.filter(**own, closed_at=None).exists():
        return True
    return Referral.objects.filter(**own, state__in=OPEN_STATES).exists()


def relation(actor: Actor, person: Person, purpose: Purpose, now, referral: Referral | None = None) -> Relation | None:
    """Everything the rules may ask about this reader and this person for this purpose; None if no rule could apply."""
    role = law_role(actor, person)
    if role is None:
        return None
    calls, reports = calls_of(person)
    ids = [*reports, *(one.id for one in calls)] or [NOBODYS]
    went = sent(actor, ids)
    if met_as_police(actor, went):
        # Rights of two roles never add up: not for a person met on an own call, however long ago.
        return None
    live = [one for one in calls if one.state in LIVE_STATES]
    scopes: set[str] = set()
    if role == LawRole.OFFICER and {one.incident_id for one in went if one.still} & {one.id for one in live}:
        scopes |= {"active_call", "call_source", "shared_call"}
    if role == LawRole.DISPATCHER and any(covers(actor, one) for one in live):
        scopes |= {"open_call", "own_psap", "call_source", "shared_call"}
    if in_care_team(actor, person, went):
        scopes |= {"care_team"}
    if person.organization_id == actor.organization_id and actor.organization_id:
        # What is kept apart is read by the program that wrote it; its records show no other program's rows.
        scopes |= {"own_agency", "same_part2_program"}
    if qa_case(actor, role, person.pk, purpose):
        scopes |= {"qa_case"}
    if role == LawRole.PERSON_SERVED:
        scopes |= {"own_person"}
    if referral and actor.kind == "link" and referral.service.organization_id == actor.organization_id:
        scopes |= {"received_referral"}
    # A link answers the organization that sent the referral, which may not be the one that holds the person's record.
    discloser = referral.organization_id if referral and actor.kind == "link" else person.organization_id
    receiver = _receiver(actor, discloser)
    glass = None
    if role in BREAKS_GLASS and "care_team" not in scopes and person.organization_id == actor.organization_id:
        glass = open_for(actor.id, actor.organization_id, person.pk, now)
    consents = _consents(actor, person, discloser, receiver, referral, purpose, now)
    if consents:
        scopes |= {"recipient_match"}
    related = bool(scopes & {"active_call", "open_call", "care_team", "received_referral", "own_person"})
    return Relation(
        role,
        related,
        frozenset(scopes),
        replace(
            _facts(actor, person, receiver, consents, referral, care_team="care_team" in scopes),
            break_glass=glass is not None,
            emergency_recorded=glass is not None and glass.emergency,
        ),
        consents,
        spoken(ids[Basis.AGREE] for ids in consents.values() if Basis.AGREE in ids),
        _without_pact(actor, role, discloser, purpose, now),
        frozenset() if actor.kind == "person" else restricted_for(person.pk, actor.organization_id),
    )


def _receiver(actor: Actor, discloser: UUID | None) -> Organization | None:
    """The reader's organization, where what they read comes from another one."""
    if actor.organization_id is None or (discloser == actor.organization_id and actor.kind != "link"):
        return None
    return Organization.objects.filter(pk=actor.organization_id).first()


def _consents(
    actor: Actor,
    person: Person,
    discloser: UUID | None,
    receiver: Organization | None,
    referral: Referral | None,
    purpose: Purpose,
    now: datetime,
) -> Held:
    if discloser is None or actor.organization_id is None:
        return {}
    treats = receiver is not None and treating(person, receiver, referral)
    return held(person.pk, discloser, actor.organization_id, purpose, now, treats=treats)


def treating(person: Person, organization: Organization, referral: Referral | None = None) -> bool:
    """Whether a registered provider has a treatment relationship with the person now (42 CFR 2.11; 2.31(a)(4)).

    It met them or owes them a contact, it accepted a referral, or it receives them. Being asked is not yet one.
    """
    if not organization.registered_provider:
        return False
    if referral and referral.state in TAKEN_ON and referral.service.organization_id == organization.pk:
        return True
    theirs = {"person": person, "organization": organization}
    return (
        Encounter.objects.filter(**theirs, closed_at=None).exists()
        or FollowUp.objects.filter(**theirs, closed_at=None).exists()
        or Referral.objects.filter(person=person, service__organization=organization, state__in=TAKEN_ON).exists()
    )


def _without_pact(
    actor: Actor, role: LawRole, holder: UUID | None, purpose: Purpose, now: datetime
) -> frozenset[Category]:
    """The categories no agreement between reader and holder covers now (C11). None within one organization."""
    if actor.kind == "person" or holder is None or actor.organization_id is None or holder == actor.organization_id:
        return frozenset()
    return frozenset(LAW_CATEGORIES) - covered(holder, actor.organization_id, purpose, now) - THEIR_OWN.get(role, set())


def _facts(
    actor: Actor,
    person: Person,
    receiver: Organization | None,
    consents: Mapping,
    referral: Referral | None,
    *,
    care_team: bool,
) -> Facts:
    facts = Facts(
        sealed=person.sealed_at is not None,
        person_is_staff=person.is_staff,
        in_own_care_team=care_team,
        no_second_factor=not actor.second_factor,
    )
    if receiver is None:
        return facts
    facts = replace(facts, receiver_treats=receiver.registered_provider)
    if actor.kind != "link":
        return facts
    return replace(
        facts,
        by_link=True,
        link_not_provider=not receiver.registered_provider,
        agreement_spoken=bool(referral and referral.agreement and referral.agreement.how == "spoken"),
        # What the person agreed to by name goes to that place by link without a pact (F5).
        recipient_named_in_signed_agreement=any(set(ids) - {Basis.TPO} for ids in consents.values()),
    )
