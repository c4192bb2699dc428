"""Set the program up, and give people their jobs. Each is one act of an administrator."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django.db import IntegrityError, connection, transaction

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Membership, Organization, Program, Token
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import OrganizationKind, Profession, Role
from tandem.vocabulary.text import clean

STATES = (  # noqa: SIM905
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR"
    " PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP"
).split()
LIMITS = {"name": 120, "dispatch": 120, "provider": 120}
MOST_AGENCIES = 100
CARE_ROLES = frozenset({Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR})


@dataclass(frozen=True)
class SetUp:
    """What the first administrator says about the program. `agencies` and `units` are names, in their order."""

    name: str
    state: str
    time_zone: str
    edition: str
    dispatch: str
    provider: str
    agencies: tuple[str, ...]
    units: tuple[str, ...]

    def problems(self) -> list[tuple[str, str]]:
        """Everything that keeps the program from being set up, as (field, sentence)."""
        found = []
        for field, limit in LIMITS.items():
            try:
                clean(field, getattr(self, field), limit, required=True)
            except Refusal as refusal:
                found += refusal.errors
        if self.state not in STATES:
            found.append(("state", "Choose the state whose law the program works under."))
        if self.time_zone not in available_timezones():
            found.append(("time_zone", "Choose a time zone, like America/Denver."))
        if not self.agencies:
            found.append(("agencies", "Name at least one police agency, one on each line."))
        if len(self.agencies) > MOST_AGENCIES:
            found.append(("agencies", f"At most {MOST_AGENCIES} agencies."))
        names = [self.dispatch, self.provider, *self.agencies]
        if len(set(map(str.casefold, names))) < len(names):
            found.append(("agencies", "Two organizations have the same name. Give each its own."))
        for field, words, limit in (("agencies", self.agencies, 120), ("units", self.units, 40)):
            for word in words:
                try:
                    clean(field, word, limit)
                except Refusal as refusal:
                    found += refusal.errors
        return found


def set_up(asked: SetUp, *, actor: Actor) -> None:
    """Make the program and its organizations, once. Raises Refusal naming fields, Conflict if it is set up already."""
    problems = asked.problems()
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="program") as doing:
        # Two administrators may press the button at once; the second finds it done.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tandem.set_up'))")
        if Program.objects.filter(pk=1).exists():
            raise Conflict(("name", "The program is set up already."))
        Program.objects.create(
            name=asked.name,
            state=asked.state,
            time_zone=ZoneInfo(asked.time_zone).key,
            edition=asked.edition,
            units=list(asked.units),
            set_up_at=doing.at,
        )
        kinds = [(asked.dispatch, OrganizationKind.PSAP), (asked.provider, OrganizationKind.PROVIDER)]
        kinds += [(name, OrganizationKind.POLICE) for name in asked.agencies]
        for name, kind in kinds:
            Organization.objects.get_or_create(
                name=name,
                defaults={
                    "short_name": name[:40],
                    "kind": kind,
                    "in_program": True,
                    "registered_provider": kind == OrganizationKind.PROVIDER,
                },
            )
    forget()


def add_person(
    *, actor: Actor, name: str, username: str, organization_id: UUID, role: str, profession: str = ""
) -> User:
    """Give a human an account and a job; an account that exists gets one more job. Raises Refusal naming fields."""
    clean("name", name, 80, required=True)
    clean("username", username, 60, required=True)
    problems = []
    if not username.replace(".", "").replace("-", "").replace("_", "").isalnum() or not username.isascii():
        problems.append(("username", "Use letters, digits, dots and dashes only."))
    if role not in list(Role):
        problems.append(("role", "Choose a role."))
    if profession and profession not in list(Profession):
        problems.append(("profession", "Choose what this person does on scene, or nothing."))
    organization = Organization.objects.filter(pk=organization_id, in_program=True).first()
    if organization is None:
        problems.append(("organization", "Choose who this person works for."))
    elif role == Role.OFFICER and organization.kind != OrganizationKind.POLICE:
        problems.append(("role", "An officer works for a police agency."))
    elif role in CARE_ROLES and organization.kind == OrganizationKind.POLICE:
        # law.md 1.7: a person with a law-enforcement job cannot choose a clinical role.
        problems.append(("role", "Somebody who works for police cannot have a clinical role."))
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="account") as doing:
        known = User.objects.filter(username=username).first()
        if known and _other_side(known, role):
            # law.md 1.7, Jobs: nobody holds a law-enforcement job and a clinical role.
            raise Refusal(("role", "This person has a job on the other side: police and care can't be one person."))
        user = known or User.objects.create_user(username, name, None)
        doing.about("account", user.pk)
        try:
            with transaction.atomic():
                Membership.objects.create(user=user, organization=organization, role=role, profession=profession)
        except IntegrityError:
            raise Conflict(("role", f"{username} has this job already.")) from None
        return user


def _other_side(user: User, role: str) -> bool:
    held = set(user.memberships.filter(active=True).values_list("role", flat=True))
    return bool(held & CARE_ROLES) if role == Role.OFFICER else role in CARE_ROLES and Role.OFFICER in held


def end_job(membership_id: UUID, *, actor: Actor) -> None:
    """Take a job away. The next click of a session that acts as it finds nothing. Raises Absent."""
    with act(actor, Permission.PROGRAM_SET_UP, kind="membership", subject=membership_id) as doing:
        if not Membership.objects.filter(pk=membership_id).update(active=False):
            raise Absent
        doing.tell("sessions", membership_id)


def issue_intake_token(*, actor: Actor) -> str | None:
    """A token for the dispatch center's CAD; None while there is no dispatch center. The secret is shown once."""
    with act(actor, Permission.PROGRAM_SET_UP, kind="token"):
        dispatch = Organization.objects.filter(kind=OrganizationKind.PSAP, in_program=True).first()
        return Token.issue(dispatch, f"CAD of {dispatch.short_name}"[:60], "intake") if dispatch else None
