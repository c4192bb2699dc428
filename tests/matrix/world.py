"""A program whose records hold canaries: a word of its own for each category of each person, and all who might read it.

One person for each basis: no consent, one of each kind, one taken back. Each is beside a team that met them, colleagues,
people from elsewhere, a program that got their referral, a hospital that receives them, and their own page.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from django.test import Client

from tandem.domain.consents.actions import agree, revoke
from tandem.domain.consents.tests.made_consent import HOLDS, SIGNATURE, consent
from tandem.domain.directory.actions import add
from tandem.domain.encounters import actions as encounters
from tandem.domain.part2 import actions as apart
from tandem.domain.people import own_page
from tandem.domain.people.actions import wish
from tandem.domain.people.actions.caution import publish_caution
from tandem.domain.referrals.actions.send import create
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.receiving import tell
from tandem.domain.releases.referring import send
from tandem.domain.safety_plans.actions import write_plan
from tandem.domain.transfers import actions as transfers
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations import devices
from tandem.foundation.organizations.models import Organization, Token
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.signed_in import sit

STATES = (Basis.NONE, Basis.AGREE, Basis.REVOKED)
# All that a consent can be; the other two bases are a court's and stand in a case.
EVERY_STATE = (*STATES, *HOLDS)
# The categories that have words of their own today; a canary of each is written through the real act.
WRITTEN = (
    Category.CAD_FACTS,
    Category.DEMOGRAPHICS,
    Category.CLINICAL_NOTE,
    Category.SAFETY_FLAGS,
    Category.REFERRAL_STATUS,
    Category.LE_NARRATIVE,
    Category.SAFETY_PLAN,
    Category.PART2_RECORD,
    Category.SUD_COUNSELING_NOTE,
    Category.PSYCHOTHERAPY_NOTE,
)
AUTHORS = (Category.SUD_COUNSELING_NOTE, Category.PSYCHOTHERAPY_NOTE)
JOBS = (
    Role.OFFICER, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR, Role.DISPATCHER, Role.PEER, Role.EVALUATOR, Role.ADMIN,
    Role.PRIVACY_OFFICER,
)  # fmt: skip
AGREED = (Category.DEMOGRAPHICS, Category.SAFETY_FLAGS, Category.CLINICAL_NOTE)
NEAR, COLLEAGUE, ELSEWHERE = "near", "colleague", "elsewhere"
LINK, DESK, OWN, SCREEN, MACHINE, VISITOR = "by link", "receiving desk", "own page", "screen", "machine", "visitor"


def canary(state: str, category: Category) -> str:
    """A word that is on no page by itself; letters only, so that a name may be made of it."""
    return f"Zq{state}{category}x".replace("_", "")


@dataclass(frozen=True)
class Record:
    """One person's whole record, the team of three that met them, and the keys that were given out."""

    state: str
    person: UUID
    incident: UUID
    assignment: UUID
    encounter: UUID
    referral: UUID
    consent: UUID | None
    link: str
    desk: str
    own: str
    code: str
    team: dict[Role, Actor]


@dataclass(frozen=True)
class Reader:
    """Somebody beside one person: of their team, a colleague of the team, from elsewhere, or by a key of their own.

    `actor` is who is signed in for one job; without one, `role` is what the law takes whoever holds the key for.
    """

    actor: Actor | None
    record: Record
    how: str
    role: LawRole | None = None
    key: str = ""

    @property
    def is_author(self) -> bool:
        return self.actor is not None and self.actor == self.record.team[Role.CLINICIAN]

    @cached_property
    def client(self) -> Client:
        if self.how == OWN:
            client = Client()
            assert client.post(f"/me/{self.record.own}/", {"code": self.record.code}).status_code == 303
            return client
        if self.how == SCREEN:
            client = Client()
            assert client.post(f"/wall/pair/{self.key}/").status_code == 302
            return client
        if self.how == MACHINE:
            return Client(headers={"authorization": f"Bearer {self.key}"})
        client = Client()
        if self.actor is None:
            return client
        sit(client, self.actor)
        return client

    def __str__(self) -> str:
        return f"{self.actor.role if self.actor else self.role or 'nobody'} {self.how} {self.record.state}"


@dataclass
class World:
    houses: dict[OrganizationKind, Organization] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    readers: list[Reader] = field(default_factory=list)


def build(states: tuple[str, ...] = STATES) -> World:
    """Everything through the acts that people use."""
    made.program()
    world = World()
    kinds = (OrganizationKind.PROVIDER, OrganizationKind.POLICE, OrganizationKind.PSAP)
    world.houses = {kind: made.organization(kind, in_program=True) for kind in kinds}
    other = {kind: made.organization(kind, in_program=True) for kind in kinds}
    clinic = made.organization(OrganizationKind.CRISIS_CENTER, registered_provider=True)
    hospital = made.organization(OrganizationKind.HOSPITAL, registered_provider=True)
    for one in (clinic, hospital):
        made.pact(world.houses[OrganizationKind.PROVIDER], one)
    service = add(
        actor=Actor.system("test", Permission.DIRECTORY_WRITE),
        organization_id=clinic.pk,
        name="Lakeside",
        needs=["crisis_stabilization"],
        phone="555-0141",
    )
    for state in states:
        record = _record(world, state, service, clinic, hospital, other[OrganizationKind.PROVIDER])
        world.records[state] = record
        world.readers += [Reader(actor, record, NEAR) for actor in record.team.values()]
        for role in JOBS:
            kind = _kind(role)
            world.readers.append(Reader(made.user_with_job(role, of=world.houses[kind]), record, COLLEAGUE))
            world.readers.append(Reader(made.user_with_job(role, of=other[kind]), record, ELSEWHERE))
        world.readers.append(Reader(None, record, LINK, LawRole.CLINICIAN_OTHER))
        world.readers.append(Reader(None, record, DESK, LawRole.HOSPITAL))
        world.readers.append(Reader(None, record, OWN, LawRole.PERSON_SERVED))
        world.readers.append(Reader(None, record, VISITOR))
    _machines(world)
    return world


def _machines(world: World) -> None:
    """A screen on the wall of dispatch, and a machine with a token that may send calls."""
    record = next(iter(world.records.values()))
    _id, code = devices.make(actor=made.user_with_job(Role.ADMIN), name="Wall in dispatch room 2")
    world.readers.append(Reader(None, record, SCREEN, LawRole.DISPATCHER, code))
    token = Token.issue(world.houses[OrganizationKind.PSAP], "CAD of the test", "intake")
    world.readers.append(Reader(None, record, MACHINE, key=token))


def _kind(role: Role) -> OrganizationKind:
    return {Role.OFFICER: OrganizationKind.POLICE, Role.DISPATCHER: OrganizationKind.PSAP}.get(
        role, OrganizationKind.PROVIDER
    )


def _record(
    world: World, state: str, service: UUID, clinic: Organization, hospital: Organization, other: Organization
) -> Record:
    def word(category: Category) -> str:
        return canary(state, category)

    team = {
        role: made.user_with_job(role, of=world.houses[_kind(role)])
        for role in (Role.CLINICIAN, Role.OFFICER, Role.PEER)
    }
    clinician = team[Role.CLINICIAN]
    name = word(Category.DEMOGRAPHICS)
    who = {"family_name": name, "aliases": name, "address": f"{name} Lane 9", "appearance": name, "phone_rule": name}
    person = made.person(clinician, given_name="Theo", phone="555-0123", **who)
    police = world.houses[OrganizationKind.POLICE]
    incident = made.call(person, agency=police, narrative=f"He waits. {word(Category.CAD_FACTS)}")
    assignment = made.sent(incident, made.team(*team.values()))
    encounter = encounters.start(actor=clinician, person_id=person, assignment_id=assignment)
    encounters.set_outcome(encounter, actor=clinician, outcome="engaged")
    encounters.set_disposition(encounter, actor=clinician, disposition="stays_with_support")
    encounters.write_note(encounter, actor=clinician, text=f"Calm. {word(Category.CLINICAL_NOTE)}", sign=True)
    _apart(encounter, clinician, word)
    publish_caution(
        actor=clinician,
        person_id=person,
        words=f"Dog at the gate {word(Category.SAFETY_FLAGS)}",
        avoid=word(Category.SAFETY_FLAGS),
        what_helps=word(Category.SAFETY_FLAGS),
        expires_at=clock.now() + timedelta(days=10),
    )
    agree(
        actor=clinician,
        person_id=person,
        recipient_id=clinic.pk,
        categories=[Category.DEMOGRAPHICS, Category.REFERRAL_STATUS],
        purpose=Purpose.REFERRAL,
        until=clock.now() + timedelta(days=30),
        how="signed",
        signature=SIGNATURE,
    )
    referral = create(
        actor=clinician,
        person_id=person,
        service_id=service,
        need="crisis_stabilization",
        why=f"To talk {word(Category.REFERRAL_STATUS)}",
        encounter_id=encounter,
    )
    link = send(referral, actor=clinician)
    transfer = transfers.begin(encounter, actor=clinician, facility_id=hospital.pk)
    transfers.write(transfer, actor=clinician, told={"why": "Three nights without sleep.", "hold": "no"})
    desk = tell(transfer, actor=clinician, medium="link")
    encounters.report(
        assignment,
        actor=team[Role.OFFICER],
        person_id=person,
        told={"force": ["hands"], "words": [word(Category.LE_NARRATIVE)]},
    )
    own = own_page.give(person, actor=clinician, language="en")
    me = own_page.actor_of(own_page.find(own.token))
    wish(actor=me, comes=[], language="", helps=word(Category.SAFETY_PLAN), words=word(Category.SAFETY_PLAN))
    write_plan(
        actor=clinician,
        release=open_release(clinician, person, Purpose.TREATMENT),
        base=0,
        sections={"by_myself": [word(Category.SAFETY_PLAN)]},
        language="en",
        made="together",
    )
    given = _consent(person, clinician, state, other)
    return Record(
        state, person, incident, assignment, encounter, referral, given, link.token, desk.token, own.token, own.code, team
    )  # fmt: skip


def _apart(encounter: UUID, clinician: Actor, word) -> None:
    apart.tell(encounter, actor=clinician, told={"substances": ["opioids"], "words": [word(Category.PART2_RECORD)]})
    apart.write_note(encounter, actor=clinician, text=f"Methadone. {word(Category.PART2_RECORD)}", sign=True)
    apart.write_counseling_note(encounter, actor=clinician, text=word(Category.SUD_COUNSELING_NOTE))
    apart.write_psychotherapy_note(encounter, actor=clinician, text=word(Category.PSYCHOTHERAPY_NOTE))


def _consent(person: UUID, clinician: Actor, state: str, recipient: Organization) -> UUID | None:
    if state in HOLDS:
        return consent(clinician, person, recipient.pk, Basis(state))
    if state not in (Basis.AGREE, Basis.REVOKED):
        return None
    given = agree(
        actor=clinician,
        person_id=person,
        recipient_id=recipient.pk,
        categories=list(AGREED),
        purpose=Purpose.TREATMENT,
        until=clock.now() + timedelta(days=30),
        how="signed",
        signature=SIGNATURE,
    )
    if state == Basis.REVOKED:
        revoke(given, actor=clinician, how="told the clinician")
    return given
