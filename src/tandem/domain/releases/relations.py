"""What stands between a reader and a person right now: the facts `disclosure/` asks for, looked up once per release.

The relationship is computed at each opening from calls, teams, encounters and open loops; nobody keeps a list of it.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from tandem.disclosure import Facts
from tandem.domain.consents.basis import in_force
from tandem.domain.consents.models import Agreement
from tandem.domain.encounters.models import Encounter
from tandem.domain.followups.models import FollowUp
from tandem.domain.incidents.models import Assignment, Incident, Involvement
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.people.models import Person
from tandem.domain.referrals.models import Referral
from tandem.domain.referrals.rules import OPEN_STATES
from tandem.domain.releases.quality import qa_case
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose
from tandem.vocabulary.terms import OrganizationKind, Role

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


@dataclass(frozen=True)
class Relation:
    """One reader and one person. `agreement` is the id of the agreement that makes basis *agree* hold, per category."""

    role: LawRole
    related: bool
    scopes: frozenset[str]
    facts: Facts
    agreements: dict[Category, UUID]

    def bases(self, category: Category) -> tuple[Basis, ...]:
        """The bases that hold for this category; *none* always does."""
        return (Basis.NONE, Basis.AGREE) if category in self.agreements else (Basis.NONE,)


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


def covers(actor: Actor, incident: Incident) -> bool:
    """Whether the call is one of the dispatcher's own: a dispatch center answers for every agency of the program."""
    return actor.organization_kind == OrganizationKind.PSAP or incident.agency_id == actor.organization_id


def on_call(actor: Actor, incident_ids: list[UUID], *, active: bool) -> bool:
    """Whether this human is (or, not `active`, ever was) on a team sent to one of these calls."""
    if actor.kind != "user":
        return False
    found = Assignment.objects.filter(incident_id__in=incident_ids, team__members__user_id=actor.id)
    if active:
        found = found.filter(cleared_at=None, released_at=None, incident__state__in=LIVE_STATES)
    return found.exists()


def in_care_team(actor: Actor, person: Person, incident_ids: list[UUID]) -> bool:
    """The care team: whoever was sent to the person, wrote on them, or follows an open loop of their own organization.

    An open follow-up or referral makes the organization's care staff the team, so that a loop never waits for one
    person who is off shift. Only ever inside the organization that holds the record.
    """
    if actor.role not in CARE_ROLES or person.organization_id not in (None, actor.organization_id):
        return False
    if on_call(actor, incident_ids, active=False):
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
    incidents = list(
        Involvement.objects.filter(person=person, removed_at=None)
        .select_related("incident__primary")
        .order_by("-added_at")
    )
    # A report that stands with another call goes where that call goes.
    calls = [one.incident.primary or one.incident for one in incidents]
    ids = [one.incident_id for one in incidents] + [one.pk for one in calls]
    live = [one for one in calls if one.state in LIVE_STATES]
    scopes: set[str] = set()
    if role == LawRole.OFFICER and on_call(actor, [one.pk for one in live], active=True):
        scopes |= {"active_call", "call_source", "shared_call"}
    if role == LawRole.DISPATCHER and any(covers(actor, one) for one in live):
        scopes |= {"open_call", "own_psap", "call_source", "shared_call"}
    if in_care_team(actor, person, ids):
        scopes |= {"care_team"}
    if person.organization_id == actor.organization_id and actor.organization_id:
        scopes |= {"own_agency"}
    if qa_case(actor, role, person.pk, purpose):
        scopes |= {"qa_case"}
    if role == LawRole.PERSON_SERVED:
        scopes |= {"own_person"}
    if referral and actor.kind == "link" and referral.service.organization_id == actor.organization_id:
        scopes |= {"received_referral"}
    # A link answers the organization that sent the referral, which may not be the one that holds the person's record.
    discloser = referral.organization_id if referral and actor.kind == "link" else person.organization_id
    agreements = _agreements(actor, person, discloser, purpose, now)
    if agreements:
        scopes |= {"recipient_match"}
    related = bool(scopes & {"active_call", "open_call", "care_team", "received_referral", "own_person"})
    facts = _facts(actor, person, agreements, referral, care_team="care_team" in scopes)
    return Relation(role, related, frozenset(scopes), facts, agreements)


def _agreements(actor: Actor, person: Person, discloser: UUID | None, purpose: Purpose, now) -> dict[Category, UUID]:
    if discloser is None or actor.organization_id is None:
        return {}
    given = {
        "person": person,
        "discloser_id": discloser,
        "recipient_id": actor.organization_id,
        "purpose": purpose,
        "revocation": None,
    }
    named = {name for names in Agreement.objects.filter(**given).values_list("categories", flat=True) for name in names}
    found = {}
    for category in map(Category, sorted(named)):
        agreement = in_force(person.pk, discloser, actor.organization_id, category, purpose, now)
        if agreement:
            found[category] = agreement
    return found


def _facts(actor: Actor, person: Person, agreements: dict, referral: Referral | None, *, care_team: bool) -> Facts:
    facts = Facts(
        sealed=person.sealed_at is not None,
        person_is_staff=person.is_staff,
        in_own_care_team=care_team,
        no_second_factor=not actor.second_factor,
    )
    if actor.kind == "person":
        return facts
    if actor.kind == "link":
        receiver = Organization.objects.get(pk=actor.organization_id)
        facts = replace(
            facts,
            by_link=True,
            link_not_provider=not receiver.registered_provider,
            receiver_treats=receiver.registered_provider,
            agreement_spoken=bool(referral and referral.agreement and referral.agreement.how == "spoken"),
            recipient_named_in_signed_agreement=bool(agreements),
        )
    elif actor.organization_id != person.organization_id and person.organization_id is not None:
        # Membership in the program is the current agreement between its organizations (C11).
        members = Organization.objects.filter(pk__in=[actor.organization_id, person.organization_id], in_program=True)
        facts = replace(facts, between_organizations_without_agreement=members.count() < 2)
    return facts
