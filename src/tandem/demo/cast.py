"""Who takes part in the demo: the program, its agencies and partners, and about thirty people who work there."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password

from tandem.demo.dice import Dice
from tandem.demo.names import AREAS, phone
from tandem.demo.pacts import agree_between
from tandem.foundation import clock
from tandem.foundation.accounts import totp
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import Authenticator, User
from tandem.foundation.acts.batch import Batch
from tandem.foundation.organizations.models import Membership, Organization, Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.terms import OrganizationKind, Profession, Role

PROGRAM, ZONE, EDITION = "Demo County", "America/Denver", "demo-county/1"
DISPATCH, PROVIDER = "Demo County 911", "Juniper Behavioral Health"
UNITS = ("Team 1", "Team 2", "Team 3", "Team 4")
# For made-up people only; printed at every start, so that it protects nothing and must never stand anywhere else.
PASSWORD = "rivermont-crisis-team"

_O, _P, _R = OrganizationKind, Profession, Role
POLICE = {short: f"{short} Police Department" for short in AREAS}
PARTNERS: tuple[tuple[str, str, OrganizationKind, bool], ...] = (
    ("Lakeside Walk-in Crisis Center", "Lakeside", _O.CRISIS_CENTER, True),
    ("Harbor Respite House", "Harbor Respite", _O.PROVIDER, True),
    ("Cedar Hollow Hospital", "Cedar Hollow", _O.HOSPITAL, True),
    ("Plainsong Psychiatry", "Plainsong", _O.PROVIDER, True),
    ("Open Door Family Counseling", "Open Door", _O.PROVIDER, True),
    ("Riverbend Community Clinic", "Riverbend", _O.PROVIDER, True),
    ("Lantern Peer Center", "Lantern", _O.PROVIDER, True),
    ("Willow Street Shelter", "Willow Street", _O.SHELTER, False),
    ("Night Harbor Women's Shelter", "Night Harbor", _O.SHELTER, False),
    ("Foothill Youth Lodge", "Foothill Lodge", _O.SHELTER, False),
    ("Demo County Food Share", "Food Share", _O.OTHER, False),
    ("Benefits Desk of Demo County", "Benefits Desk", _O.OTHER, False),
)
# User name, name, jobs as (organization, role, profession). The first eight are demo sign-ins, one a role.
STAFF: tuple[tuple[str, str, tuple[tuple[str, Role, str], ...]], ...] = (
    ("dispatcher", "Dana Whitcombe", ((DISPATCH, _R.DISPATCHER, ""),)),
    ("officer", "Marcus Tellerby", (("Rivermont", _R.OFFICER, _P.OFFICER),)),
    ("clinician", "Lucia Verano-Holt", ((PROVIDER, _R.CLINICIAN, _P.CLINICIAN),)),
    ("peer", "Tanya Brookmire", ((PROVIDER, _R.PEER, _P.PEER),)),
    ("supervisor", "Ruth Adeyemi-Lund", ((PROVIDER, _R.CLINICAL_SUPERVISOR, ""),)),
    ("manager", "Priya Castellan", ((PROVIDER, _R.EVALUATOR, ""),)),
    ("privacy", "Owen Fairhallow", ((PROVIDER, _R.PRIVACY_OFFICER, ""),)),
    ("admin", "Joan Arkwright-Moss", ((DISPATCH, _R.ADMIN, ""),)),
    ("sam.orrin", "Sam Orrin", ((DISPATCH, _R.DISPATCHER, ""),)),
    ("keiko.marsh", "Keiko Marshfield", ((DISPATCH, _R.DISPATCHER, ""),)),
    ("luis.tarn", "Luis Tarnhelm", ((DISPATCH, _R.DISPATCHER, ""),)),
    ("abby.stone", "Abby Stonecroft", ((DISPATCH, _R.DISPATCHER, ""),)),
    ("pat.reyes", "Pat Reyes-Kettle", (("Rivermont", _R.OFFICER, _P.OFFICER),)),
    ("jo.linden", "Jo Lindenmoor", (("Rivermont", _R.OFFICER, _P.OFFICER),)),
    ("ana.whit", "Ana Whitlowe", (("Alder Heights", _R.OFFICER, _P.OFFICER),)),
    ("ed.marrow", "Ed Marrowby", (("Alder Heights", _R.OFFICER, _P.OFFICER),)),
    ("nina.park", "Nina Parkhaven", (("Birchfield", _R.OFFICER, _P.OFFICER),)),
    ("cole.dray", "Cole Drayburn", (("Birchfield", _R.OFFICER, _P.OFFICER),)),
    ("ivy.tran", "Ivy Trankell", (("Larkspur", _R.OFFICER, _P.OFFICER),)),
    ("leo.gant", "Leo Gantry-Moor", (("Fairmont", _R.OFFICER, _P.OFFICER),)),
    ("mei.holt", "Mei Holtwick", (("Orchard Valley", _R.OFFICER, _P.OFFICER),)),
    # Two jobs: on the team by day, supervising others at the weekend. One is chosen at each sign-in.
    (
        "grace.amari",
        "Grace Amaridge",
        ((PROVIDER, _R.CLINICIAN, _P.CLINICIAN), (PROVIDER, _R.CLINICAL_SUPERVISOR, "")),
    ),
    ("theo.bell", "Theo Bellamont", ((PROVIDER, _R.CLINICIAN, _P.CLINICIAN),)),
    ("rosa.quill", "Rosa Quillerby", ((PROVIDER, _R.CLINICIAN, _P.CLINICIAN),)),
    ("hugo.vale", "Hugo Valecourt", ((PROVIDER, _R.CLINICIAN, _P.CLINICIAN),)),
    ("mira.sand", "Mira Sandhaven", ((PROVIDER, _R.CLINICIAN, _P.CLINICIAN),)),
    ("kofi.brand", "Kofi Brandmere", ((PROVIDER, _R.CLINICIAN, _P.PARAMEDIC),)),
    ("lena.frost", "Lena Frostwick", ((PROVIDER, _R.CLINICIAN, _P.NURSE),)),
    ("omar.field", "Omar Fieldgate", ((PROVIDER, _R.CLINICIAN, _P.CASE_MANAGER),)),
    ("june.castor", "June Castorley", ((PROVIDER, _R.PEER, _P.PEER),)),
    ("ray.finch", "Ray Finchbury", ((PROVIDER, _R.PEER, _P.PEER),)),
)
IDLE, LEFT, INVITED = "ines.mora", "otto.lind", "tess.wren"
# Came later. Their ids are thrown with dice of their own, so that the calls of the city stay as they were.
NEWCOMERS: tuple[tuple[str, str, tuple[tuple[str, Role, str], ...]], ...] = (
    ("noa.birch", "Noa Birchwell", ((PROVIDER, _R.CLINICIAN, _P.INTERN),)),
    # The administrator of one police agency, who is also a demo sign-in.
    ("agency", "Bea Crownwell", (("Rivermont", _R.AGENCY_ADMIN, ""),)),
    # Not on a team: somebody nearly idle, somebody who left, somebody just invited.
    (IDLE, "Ines Moravale", ((PROVIDER, _R.EVALUATOR, ""),)),
    (LEFT, "Otto Lindgrove", ((PROVIDER, _R.EVALUATOR, ""),)),
    (INVITED, "Tess Wrenfield", ((PROVIDER, _R.EVALUATOR, ""),)),
    # Leads rehearsals, and opens no record; a demo sign-in too.
    ("trainer", "Dana Duartefield", ((PROVIDER, _R.TRAINER, ""),)),
)
NEWCOMERS_SEED = 7
SIGN_INS = (*(username for username, _, _ in STAFF[:8]), "agency", "trainer")


@dataclass(frozen=True)
class Worker:
    """One job of one invented human."""

    username: str
    user_id: UUID
    name: str
    role: Role
    profession: str
    membership_id: UUID
    organization_id: UUID
    organization_kind: OrganizationKind

    def actor(self) -> Actor:
        """This worker signed in for this job."""
        return Actor(
            kind="user",
            id=self.user_id,
            name=self.name,
            role=self.role,
            profession=Profession(self.profession) if self.profession else None,
            organization_id=self.organization_id,
            organization_kind=self.organization_kind,
        )


@dataclass(frozen=True)
class Cast:
    """Organizations by short name (the provider and the dispatch center too), and everyone's jobs."""

    organizations: dict[str, Organization]
    workers: tuple[Worker, ...]

    @property
    def provider(self) -> Organization:
        return next(one for one in self.organizations.values() if one.name == PROVIDER)

    @property
    def dispatch(self) -> Organization:
        return next(one for one in self.organizations.values() if one.name == DISPATCH)

    def in_role(self, role: Role) -> list[Worker]:
        return [one for one in self.workers if one.role == role]

    def doing(self, *professions: str) -> list[Worker]:
        return [one for one in self.workers if one.profession in professions]

    def named(self, username: str) -> Worker:
        """The first job of this user name; KeyError for a stranger."""
        for one in self.workers:
            if one.username == username:
                return one
        raise KeyError(username)


def _organizations(dice: Dice) -> Iterator[Organization]:
    yield Organization(id=dice.id(), name=DISPATCH, short_name=DISPATCH, kind=_O.PSAP, in_program=True, phone=phone(0))
    yield Organization(
        id=dice.id(),
        name=PROVIDER,
        short_name="Juniper",
        kind=_O.PROVIDER,
        registered_provider=True,
        part2_program=True,
        in_program=True,
        phone=phone(1),
    )
    for number, (short, name) in enumerate(POLICE.items(), start=2):
        yield Organization(
            id=dice.id(),
            name=name,
            short_name=short,
            kind=_O.POLICE,
            area=short,
            in_program=True,
            phone=phone(number),
        )
    for number, (name, short, kind, registered) in enumerate(PARTNERS, start=10):
        yield Organization(
            id=dice.id(), name=name, short_name=short, kind=kind, registered_provider=registered, phone=phone(number)
        )


def engage(doing: Batch, dice: Dice) -> Cast:
    """Put program, organizations and staff in. The program is not set up before the whole city stands."""
    Program.objects.update_or_create(
        pk=1,
        defaults={
            "name": PROGRAM,
            "state": "CO",
            "time_zone": ZONE,
            "edition": EDITION,
            "units": list(UNITS),
            "set_up_at": None,
        },
    )
    forget()
    organizations = {one.short_name: one for one in _organizations(dice)}
    by_word = organizations | {one.name: one for one in organizations.values()}
    # One slow hash for all: thirty of them would take longer than half of the city.
    password = make_password(PASSWORD)
    users, jobs, apps = [], [], []
    later = Dice(NEWCOMERS_SEED)
    known = {username for username, _, _ in STAFF}
    for username, name, held in STAFF + NEWCOMERS:
        own = dice if username in known else later
        user = User(id=own.id(), username=username, name=name, password=password)
        if username != INVITED:
            apps.append(_app(user))
        users.append(_with_a_past(user, len(users)))
        jobs += [
            Membership(id=own.id(), user=user, organization=by_word[place], role=role, profession=profession)
            for place, role, profession in held
        ]
    with doing.piece():
        doing.copy(Organization, list(organizations.values()))
        doing.copy(User, users)
        doing.copy(Membership, jobs)
        doing.copy(Authenticator, apps)
    agree_between(doing, organizations, clock.now())
    return Cast(organizations, tuple(_worker(job) for job in jobs))


def code_secret(username: str) -> str:
    """The secret of a made-up account's authenticator app: as open as its password, and the same in every demo."""
    return base64.b32encode(hashlib.sha256(f"made up: {username}".encode()).digest()[:20]).decode()


def _app(user: User) -> Authenticator:
    sealed = totp.sealed(code_secret(user.username), user.pk)
    now = clock.now()
    return Authenticator(user=user, sealed_secret=sealed, made_at=now, confirmed_at=now, made_up=True)


def _with_a_past(user: User, place: int) -> User:
    """When this account was made and last used, so that an administrator's lists have something on them."""
    now = clock.now()
    user.created_at = user.reviewed_at = now - timedelta(days=200 + place)
    user.last_login = now - timedelta(hours=3 + place * 5)
    if user.username == IDLE:
        user.created_at, user.reviewed_at = now - timedelta(days=420), None
        user.last_login = now - timedelta(days=82)
    elif user.username == LEFT:
        user.is_active, user.disabled_at, user.disabled_why = False, now - timedelta(days=6), "Left the agency"
    elif user.username == INVITED:
        user.created_at, user.reviewed_at, user.last_login = now - timedelta(hours=20), None, None
        user.set_unusable_password()
    return user


def read() -> Cast:
    """The cast of a demo that stands."""
    jobs = Membership.objects.select_related("user", "organization").filter(active=True).order_by("created_at", "pk")
    order = {username: place for place, (username, _, _) in enumerate(STAFF + NEWCOMERS)}
    known = sorted((job for job in jobs if job.user.username in order), key=lambda job: order[job.user.username])
    return Cast({one.short_name: one for one in Organization.objects.all()}, tuple(map(_worker, known)))


def _worker(job: Membership) -> Worker:
    return Worker(
        username=job.user.username,
        user_id=job.user_id,
        name=job.user.name,
        role=Role(job.role),
        profession=job.profession,
        membership_id=job.pk,
        organization_id=job.organization_id,
        organization_kind=OrganizationKind(job.organization.kind),
    )
