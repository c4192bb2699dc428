"""Give people their accounts and jobs, change a job and take it away. Each is one act of an administrator."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tandem.foundation.accounts import links
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.links import Fresh
from tandem.foundation.accounts.models import User
from tandem.foundation.accounts.rules import name_problem, username_problem
from tandem.foundation.acts.act import Act
from tandem.foundation.organizations import reach
from tandem.foundation.organizations.actions.managing import account, deny, job, keep_one_administrator, managing
from tandem.foundation.organizations.models import Membership, Organization
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.terms import OrganizationKind, Profession, Role
from tandem.vocabulary.text import clean

CARE_ROLES = frozenset({Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR})
LONGEST_EMAIL = 254


@dataclass(frozen=True)
class Job:
    """What somebody does and for whom. `profession` is what they do on scene, "" for nothing."""

    organization_id: UUID
    role: str
    profession: str = ""

    def problems(self, actor: Actor) -> list[tuple[str, str]]:
        """Everything that keeps `actor` from giving this job, as (field, sentence)."""
        found = []
        if self.role not in reach.roles(actor):
            found.append(("role", "Choose a role of the list."))
        if self.profession and self.profession not in list(Profession):
            found.append(("profession", "Choose what this person does on scene, or nothing."))
        organization = reach.agencies(actor).filter(pk=self.organization_id).first()
        if organization is None:
            found.append(("organization", "Choose who this person works for."))
        elif self.role == Role.OFFICER and organization.kind != OrganizationKind.POLICE:
            found.append(("role", "An officer works for a police agency."))
        elif self.role in CARE_ROLES and organization.kind == OrganizationKind.POLICE:
            # law.md 1.7: a person with a law-enforcement job cannot choose a clinical role.
            found.append(("role", "Somebody who works for police cannot have a clinical role."))
        return found


@dataclass(frozen=True)
class Invitation:
    """One human to be let in, with a first job."""

    name: str
    username: str
    job: Job
    email: str = ""
    expires_on: date | None = None

    def problems(self, actor: Actor) -> list[tuple[str, str]]:
        """Everything that keeps this person from being invited, as (field, sentence)."""
        return detail_problems(self.name, self.email, self.expires_on) + [
            *_text("username", self.username, 60, username_problem),
            *self.job.problems(actor),
        ]


def detail_problems(name: str, email: str, expires_on: date | None) -> list[tuple[str, str]]:
    """What is wrong with a name, an e-mail address and a last day, as (field, sentence)."""
    found = [*_text("name", name, 80, name_problem)]
    try:
        clean("email", email, LONGEST_EMAIL)
        if email:
            validate_email(email)
    except Refusal as refusal:
        found += refusal.errors
    except ValidationError:
        found.append(("email", "Write an address like robin@example.org, or leave it empty."))
    if expires_on and expires_on < date_here():
        found.append(("expires_on", "The last day has passed. Choose a later one, or leave it empty."))
    return found


def _text(field: str, value: str, limit: int, problem) -> list[tuple[str, str]]:
    try:
        clean(field, value, limit, required=True)
    except Refusal as refusal:
        return refusal.errors
    found = problem(value)
    return [(field, found)] if found else []


def invite(asked: Invitation, *, actor: Actor) -> tuple[User, Fresh | None]:
    """Give a human an account, a job and a link to begin with; an account that exists gets one more job and no link.

    Raises Refusal naming fields, Conflict where the job is held already.
    """
    problems = asked.problems(actor)
    if problems:
        raise Refusal(*problems)
    with managing(actor) as doing:
        known = User.objects.filter(username__iexact=asked.username).first()
        if known:
            _one_more_job(actor, known, asked)
            doing.about("account", known.pk)
            _give(doing, known, asked.job)
            return known, None
        user = User.objects.create_user(
            asked.username, asked.name, None, email=asked.email, expires_on=asked.expires_on, created_at=doing.at
        )
        doing.about("account", user.pk)
        _give(doing, user, asked.job)
        return user, links.issue(user, made_by=actor.id)


def _one_more_job(actor: Actor, known: User, asked: Invitation) -> None:
    """Whether an existing account is really the person meant. Raises Refusal."""
    if not reach.users(actor).filter(pk=known.pk).exists():
        taken = "This user name is taken. Choose another one; for a second job ask the program's administrator."
        deny(actor, Refusal(("username", taken)), "account", None)
    if known.pk == actor.id:
        own = "You can't give yourself a job. Another administrator must do this."
        deny(actor, Refusal(("username", own)), "account", known.pk)
    if " ".join(known.name.casefold().split()) != " ".join(asked.name.casefold().split()):
        # One account is one human: a second name for it would be a second person behind it.
        raise Refusal(("username", f"This user name belongs to {known.name}. Choose another one for {asked.name}."))
    if not known.is_active:
        raise Refusal(("username", f"The account of {known.name} is disabled. Let it in again on its own page first."))


def give_job(user_id: UUID, asked: Job, *, actor: Actor) -> None:
    """One more job for somebody. Raises Absent, Refusal naming fields, Conflict where it is held already."""
    with managing(actor, subject=user_id) as doing:
        user = account(actor, user_id, whole=False)
        if problems := asked.problems(actor):
            raise Refusal(*problems)
        _give(doing, user, asked)


def change_job(membership_id: UUID, asked: Job, *, actor: Actor) -> None:
    """Another role, agency or profession instead of this job: the old one ends with all its rights, at once."""
    with managing(actor, kind="membership", subject=membership_id) as doing:
        held = job(actor, membership_id)
        if problems := asked.problems(actor):
            raise Refusal(*problems)
        if (asked.organization_id, asked.role) == (held.organization_id, held.role):
            held.profession = asked.profession
            held.save(update_fields=["profession"])
            doing.detail["verb"] = "profession"
            # What one does on scene is part of an actor: the session goes on and acts as the new one.
            return
        if held.role == Role.ADMIN:
            keep_one_administrator(actor, held.user, without=held.pk)
        _end(doing, held)
        _give(doing, held.user, asked)
        doing.detail["verb"] = "change"


def end_job(membership_id: UUID, *, actor: Actor) -> None:
    """Take a job away. The next click of a session that acts as it finds nothing. Raises Absent, Refusal."""
    with managing(actor, kind="membership", subject=membership_id) as doing:
        held = job(actor, membership_id)
        keep_one_administrator(actor, held.user, without=held.pk)
        _end(doing, held)


def _give(doing: Act, user: User, asked: Job) -> None:
    if _other_side(user, asked.role):
        # law.md 1.7, Jobs: nobody holds a law-enforcement job and a clinical role.
        raise Refusal(("role", "This person has a job on the other side: police and care can't be one person."))
    doing.detail |= {"verb": doing.detail.get("verb", "give"), "role": asked.role, "agency": str(asked.organization_id)}
    held, made = Membership.objects.get_or_create(
        user=user,
        organization=Organization.objects.get(pk=asked.organization_id),
        role=asked.role,
        defaults={"profession": asked.profession},
    )
    if made:
        return
    if held.active:
        raise Conflict(("role", f"{user.username} has this job already."))
    # Somebody who comes back takes up the same job again.
    held.active, held.ended_at, held.profession = True, None, asked.profession
    held.save(update_fields=["active", "ended_at", "profession"])


def _other_side(user: User, role: str) -> bool:
    held = set(user.memberships.filter(active=True).values_list("role", flat=True))
    return bool(held & CARE_ROLES) if role == Role.OFFICER else role in CARE_ROLES and Role.OFFICER in held


def _end(doing: Act, held: Membership) -> None:
    doing.detail |= {"verb": "end", "ended_role": held.role, "ended_agency": str(held.organization_id)}
    held.active, held.ended_at = False, doing.at
    held.save(update_fields=["active", "ended_at"])
    doing.publish("job.ended", membership=held.pk, user=held.user_id)
    doing.tell("sessions", held.pk)
