"""Who works in the program and which machines may speak to it. About staff and machines, not about persons served."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tandem.foundation import clock
from tandem.foundation.accounts.activity import WARN_DAYS, review_due
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import OneTimeLink, User
from tandem.foundation.organizations import locks, reach
from tandem.foundation.organizations.actions.nightly import idle_of
from tandem.foundation.organizations.models import AccessEnded, Membership, Organization, Token
from tandem.foundation.organizations.program import program
from tandem.vocabulary.terms import ROLE_LABELS, Role


@dataclass(frozen=True)
class OrganizationRow:
    id: UUID
    name: str
    kind: str
    time_zone: str = ""
    sign_in_profile: str = "standard"
    dictation: bool = False
    sos_number: str = ""
    short_name: str = ""


@dataclass(frozen=True)
class JobRow:
    """One job. `manageable` says that the reader may change or end it."""

    id: UUID
    role: str
    organization: str
    profession: str
    active: bool
    manageable: bool
    role_code: str = ""
    organization_id: UUID | None = None

    @property
    def on_scene(self) -> str:
        return self.profession.replace("_", " ")


class AccountState(StrEnum):
    """What an account can do now. An account without a password waits for its link to be used."""

    ACTIVE = "active"
    INVITED = "invited"
    LINK_OVER = "link_over"
    DISABLED = "disabled"


@dataclass(frozen=True)
class PersonRow:
    """One account with its jobs. `link_until` is when the open link ends; `idle_left` days until it is disabled."""

    id: UUID
    name: str
    username: str
    email: str
    jobs: tuple[JobRow, ...]
    state: AccountState
    signed_in: datetime | None
    link_until: datetime | None
    expires_on: date | None
    disabled_at: datetime | None
    disabled_why: str
    idle_left: int
    reviewed_at: datetime | None
    review_due: bool
    locked: bool
    own: bool
    whole: bool

    @property
    def idle_soon(self) -> bool:
        """Whether the account is disabled for lack of a sign-in within two weeks."""
        return self.state != AccountState.DISABLED and self.idle_left <= WARN_DAYS


@dataclass(frozen=True)
class TokenRow:
    id: UUID
    name: str
    organization: str
    last_heard_at: datetime | None
    made_at: datetime


@dataclass(frozen=True)
class EndedRow:
    """Somebody's access that ended, as a partner agency is told."""

    id: int
    name: str
    told: str
    ended_at: datetime
    due_by: datetime
    late: bool


def organizations() -> list[OrganizationRow]:
    """Organizations of the program, by kind and name."""
    return [_organization(one) for one in Organization.objects.filter(in_program=True).order_by("kind", "name")]


def agencies(actor: Actor) -> list[OrganizationRow]:
    """The organizations this administrator may give a job at."""
    return [_organization(one) for one in reach.agencies(actor)]


def _organization(one: Organization) -> OrganizationRow:
    return OrganizationRow(
        one.pk,
        one.name,
        one.kind,
        one.time_zone,
        one.sign_in_profile,
        one.dictation,
        one.sos_number,
        one.short_name,
    )


def people(actor: Actor) -> list[PersonRow]:
    """Everyone in this administrator's reach with their jobs, those in use first, by name."""
    users = reach.users(actor).prefetch_related("memberships__organization").order_by("-is_active", "name", "username")
    return _rows(actor, users)


def person(actor: Actor, user_id: UUID) -> PersonRow | None:
    """One account, or None out of reach."""
    found = _rows(actor, reach.users(actor).filter(pk=user_id).prefetch_related("memberships__organization"))
    return found[0] if found else None


def _rows(actor: Actor, users) -> list[PersonRow]:
    now, settings = clock.now(), program()
    limit = settings.idle_days if settings else 90
    open_links = OneTimeLink.objects.filter(user__in=users, used_at=None, ended_at=None, expires_at__gt=now)
    until = dict(open_links.values_list("user_id", "expires_at"))
    shut = {one.user_id for one in locks.locked(actor)}
    mine = set(reach.jobs(actor).values_list("pk", flat=True))
    return [
        PersonRow(
            id=user.pk,
            name=user.name,
            username=user.username,
            email=user.email,
            jobs=tuple(_job(job, mine) for job in _in_order(user.memberships.all())),
            state=_state(user, until.get(user.pk)),
            signed_in=user.last_login,
            link_until=until.get(user.pk),
            expires_on=user.expires_on,
            disabled_at=user.disabled_at,
            disabled_why=user.disabled_why,
            idle_left=limit - idle_of(user, now),
            reviewed_at=user.reviewed_at,
            review_due=user.is_active and review_due(now, user.created_at, user.reviewed_at),
            locked=user.pk in shut,
            own=user.pk == actor.id,
            whole=reach.owns_account(actor, user),
        )
        for user in users
    ]


def _state(user: User, link_until: datetime | None) -> AccountState:
    if not user.is_active:
        return AccountState.DISABLED
    if user.has_usable_password():
        return AccountState.ACTIVE
    return AccountState.INVITED if link_until else AccountState.LINK_OVER


def _in_order(jobs) -> list[Membership]:
    return sorted(jobs, key=lambda job: (not job.active, job.role, job.organization.name))


def _job(job: Membership, mine: set[UUID]) -> JobRow:
    return JobRow(
        id=job.pk,
        role=ROLE_LABELS[Role(job.role)],
        organization=job.organization.name,
        profession=job.profession,
        active=job.active,
        manageable=job.active and job.pk in mine,
        role_code=job.role,
        organization_id=job.organization_id,
    )


def access_ended(actor: Actor) -> list[EndedRow]:
    """Whose access ended and has not been read about by an administrator of the agency it is told to."""
    found = AccessEnded.objects.select_related("user", "organization").filter(read_at=None).order_by("due_by", "id")
    if not reach.whole_program(actor):
        found = found.filter(organization_id=actor.organization_id)
    now = clock.now()
    return [
        EndedRow(one.pk, one.user.name, one.organization.name, one.ended_at, one.due_by, one.due_by < now)
        for one in found[:200]
    ]


def tokens() -> list[TokenRow]:
    """Tokens in force, newest first. Secrets are not kept."""
    found = Token.objects.select_related("organization").filter(revoked_at=None).order_by("-created_at")
    return [TokenRow(one.pk, one.name, one.organization.name, one.last_heard_at, one.created_at) for one in found]


def providers() -> list[tuple[UUID, str]]:
    """(id, name) of the program's own registered providers, by name."""
    found = Organization.objects.filter(in_program=True, registered_provider=True).order_by("name")
    return list(found.values_list("pk", "name"))
