"""A program whose records hold canaries: a word of its own for each category of each person, and all who might read it.

Three persons, one for each state of a consent (none, given, taken back), and a fourth, the twin, who has the same
records without any canary. What a page may show is decided here a second time, from the text of the rule table.
"""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from random import Random
from uuid import UUID

from django.test import Client

from tandem.domain.consents.actions import agree, revoke
from tandem.domain.directory.actions import add
from tandem.domain.encounters import actions as encounters
from tandem.domain.people.actions.caution import publish_caution
from tandem.domain.people.models import Person
from tandem.domain.referrals.actions.send import create
from tandem.domain.releases.relations import law_role, relation
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.models import Membership, Organization
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made

STATES = (Basis.NONE, Basis.AGREE, Basis.REVOKED)
TWIN = "twin"
# The categories that have words of their own today; a canary of each is written through the real act.
WRITTEN = (
    Category.CAD_FACTS,
    Category.DEMOGRAPHICS,
    Category.CLINICAL_NOTE,
    Category.SAFETY_FLAGS,
    Category.REFERRAL_STATUS,
    Category.LE_NARRATIVE,
)
JOBS = (
    Role.OFFICER, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR, Role.DISPATCHER, Role.PEER, Role.EVALUATOR, Role.ADMIN,
    Role.PRIVACY_OFFICER,
)  # fmt: skip
AGREED = (Category.DEMOGRAPHICS, Category.SAFETY_FLAGS, Category.CLINICAL_NOTE)
NEAR, COLLEAGUE, ELSEWHERE = "near", "colleague", "elsewhere"


def canary(state: str, category: Category) -> str:
    """A word that is on no page by itself; letters only, so that a name may be made of it."""
    return f"Zq{state}{category}x".replace("_", "")


@dataclass(frozen=True)
class Record:
    """One person's whole record, and the team of three that met them."""

    state: str
    person: UUID
    incident: UUID
    assignment: UUID
    encounter: UUID
    referral: UUID
    team: dict[Role, Actor]


@dataclass(frozen=True)
class Reader:
    """Somebody signed in for one job, beside one person: of their team, a colleague of the team, or from elsewhere."""

    actor: Actor
    record: Record
    how: str

    @cached_property
    def client(self) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=self.actor.id), backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["membership"] = str(Membership.objects.get(user_id=self.actor.id).pk)
        session["seen"] = time.time()
        session.save()
        return client


@dataclass
class World:
    houses: dict[OrganizationKind, Organization] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    readers: list[Reader] = field(default_factory=list)


def build() -> World:
    """Everything through the acts that people use."""
    made.program()
    world = World()
    kinds = (OrganizationKind.PROVIDER, OrganizationKind.POLICE, OrganizationKind.PSAP)
    world.houses = {kind: made.organization(kind, in_program=True) for kind in kinds}
    other = {kind: made.organization(kind, in_program=True) for kind in kinds}
    service = add(
        actor=Actor.system("test", Permission.DIRECTORY_WRITE),
        organization_id=made.organization(OrganizationKind.CRISIS_CENTER, registered_provider=True).pk,
        name="Lakeside",
        needs=["crisis_stabilization"],
        phone="555-0141",
    )
    for state in (*STATES, TWIN):
        record = _record(world, state, service)
        _consent(record, state, other[OrganizationKind.PROVIDER])
        world.records[state] = record
    for state in STATES:
        record = world.records[state]
        world.readers += [Reader(actor, record, NEAR) for actor in record.team.values()]
        for role in JOBS:
            kind = _kind(role)
            world.readers.append(Reader(made.user_with_job(role, of=world.houses[kind]), record, COLLEAGUE))
            world.readers.append(Reader(made.user_with_job(role, of=other[kind]), record, ELSEWHERE))
    return world


def _kind(role: Role) -> OrganizationKind:
    return {Role.OFFICER: OrganizationKind.POLICE, Role.DISPATCHER: OrganizationKind.PSAP}.get(
        role, OrganizationKind.PROVIDER
    )


def _record(world: World, state: str, service: UUID) -> Record:
    def word(category: Category) -> str:
        return "Plain" if state == TWIN else canary(state, category)

    team = {
        role: made.user_with_job(role, of=world.houses[_kind(role)])
        for role in (Role.CLINICIAN, Role.OFFICER, Role.PEER)
    }
    clinician = team[Role.CLINICIAN]
    person = made.person(clinician, given_name="Theo", family_name=word(Category.DEMOGRAPHICS), phone="555-0123")
    police = world.houses[OrganizationKind.POLICE]
    incident = made.call(person, agency=police, narrative=f"He waits. {word(Category.CAD_FACTS)}")
    assignment = made.sent(incident, made.team(*team.values()))
    encounter = encounters.start(actor=clinician, person_id=person, assignment_id=assignment)
    encounters.set_outcome(encounter, actor=clinician, outcome="engaged")
    encounters.set_disposition(encounter, actor=clinician, disposition="stays_with_support")
    encounters.write_note(encounter, actor=clinician, text=f"Calm. {word(Category.CLINICAL_NOTE)}", sign=True)
    publish_caution(
        actor=clinician,
        person_id=person,
        words=f"Dog at the gate {word(Category.SAFETY_FLAGS)}",
        expires_at=clock.now() + timedelta(days=10),
    )
    referral = create(
        actor=clinician,
        person_id=person,
        service_id=service,
        need="crisis_stabilization",
        why=f"To talk {word(Category.REFERRAL_STATUS)}",
        encounter_id=encounter,
    )
    encounters.report(
        assignment,
        actor=team[Role.OFFICER],
        person_id=person,
        told={"force": ["hands"], "words": [word(Category.LE_NARRATIVE)]},
    )
    return Record(state, person, incident, assignment, encounter, referral, team)


def _consent(record: Record, state: str, recipient: Organization) -> None:
    if state not in (Basis.AGREE, Basis.REVOKED):
        return
    clinician = record.team[Role.CLINICIAN]
    given = agree(
        actor=clinician,
        person_id=record.person,
        recipient_id=recipient.pk,
        categories=list(AGREED),
        purpose=Purpose.TREATMENT,
        until=clock.now() + timedelta(days=30),
        how="signed",
        signature="M10 10L40 40",
    )
    if state == Basis.REVOKED:
        revoke(given, actor=clinician, how="told the clinician")


@dataclass(frozen=True)
class Path:
    """An address of one person's record or of a list that may hold it; `purposes` are those its door may open it for."""

    kind: str
    url: str
    purposes: tuple[Purpose, ...]


def paths(record: Record) -> list[Path]:
    """Detail, list, search, count, print, error page and refreshed rows; of the person, the call, the phone."""
    person, call, on_call = (
        f"/people/{record.person}/",
        f"/board/call/{record.incident}/",
        f"/field/call/{record.assignment}/",
    )
    contact = f"/field/contact/{record.person}/{record.encounter}/"
    treatment, scene = (Purpose.TREATMENT,), (Purpose.SCENE,)
    # The desk opens a call for dispatch, a member of its team for the scene.
    on_floor = (Purpose.DISPATCH, Purpose.SCENE)
    listed = (Purpose.TREATMENT, Purpose.DISPATCH, Purpose.SCENE)
    search = f"/search/?q={canary(record.state, Category.DEMOGRAPHICS)[:6]}"
    return [
        *(Path("detail", person + part, treatment) for part in ("", "why/", "describe/", "caution/", "agreement/")),
        *(Path("detail", f"{person}{part}/", treatment) for part in ("screenings", "own-page", "refer")),
        Path("detail", f"{person}encounters/{record.encounter}/", treatment),
        Path("print", f"{person}encounters/{record.encounter}/copy/", treatment),
        Path("detail", f"{person}referrals/{record.referral}/", treatment),
        *(Path("list", f"/care/{part}", treatment) for part in ("", "?whose=team", "overdue/", "owed/", "transfers/")),
        Path("search", search, listed),
        Path("search", f"/directory/?q={canary(record.state, Category.REFERRAL_STATUS)}", treatment),
        Path("list", "/signing/", (Purpose.OPERATIONS,)),
        Path("detail", f"/signing/{record.person}/{record.encounter}/", (Purpose.OPERATIONS,)),
        Path("list", "/cautions/", (Purpose.OPERATIONS, Purpose.DISPATCH)),
        Path("count", "/measures/", (Purpose.EVALUATION,)),
        *(Path("list", f"/board/{part}", listed) for part in ("", "rows/", "closed/", "taken/")),
        Path("detail", call, on_floor),
        *(Path("detail", f"{call}{part}/", on_floor) for part in ("person", "caution", "status", "wrong-person")),
        Path("detail", f"/board/{record.incident}/intake/", on_floor),
        Path("list", "/field/", scene),
        *(Path("detail", on_call + part, scene) for part in ("", "scene/", "report/", "hand-over/", "tell-back/")),
        Path("print", on_call + "copy/", scene),
        *(Path("detail", f"{contact}{part}/", treatment) for part in ("note", "review", "scene", "disposition")),
        Path("notice", "/field/safety/", scene),
        Path("notice", "/safety/rows/", listed),
        Path("export", "/program/export/", (Purpose.SYSADMIN,)),
        Path("export", "/program/exports/", (Purpose.SYSADMIN,)),
        Path("log", "/program/access/", (Purpose.SYSADMIN,)),
        Path("error", f"{person}nothing/", treatment),
    ]


def fetched(reader: Reader, path: Path) -> str:
    """Everything the answer says, in small letters: status line, headers with any ETag, cookies and body."""
    answer = reader.client.get(path.url, follow=False)
    said = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    # What was asked for is given back in the search field; that is the reader's own word.
    return f"{answer.status_code}\n{headers}\n{answer.cookies}\n{said.decode(errors='replace')}".lower()


def stands(reader: Reader, purpose: Purpose) -> tuple[LawRole | None, bool]:
    """The reader's role in law and relationship to the person, as the program has them for this purpose."""
    person = Person.objects.get(pk=reader.record.person)
    found = relation(reader.actor, person, purpose, clock.now())
    return (found.role, found.related) if found else (law_role(reader.actor, person), False)


def sample(world: World, count: int, seed: int) -> list[tuple[Reader, list[Path], Category, Purpose]]:
    """At least `count` cells by reader and purpose, whole columns of categories at a time so that a page serves many."""
    chance = Random(seed)
    columns = []
    for reader in world.readers:
        reached = paths(reader.record)
        for purpose in Purpose:
            theirs = [path for path in reached if purpose in path.purposes]
            if theirs:
                columns.append((reader, theirs, purpose))
    chance.shuffle(columns)
    return [
        (reader, theirs, category, purpose)
        for reader, theirs, purpose in columns[: -(-count // len(LAW_CATEGORIES))]
        for category in LAW_CATEGORIES
    ]
