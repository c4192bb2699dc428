"""Give people their jobs and take them away. Each is one act of an administrator."""

from uuid import UUID

from django.db import IntegrityError, transaction

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Membership, Organization
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import OrganizationKind, Profession, Role
from tandem.vocabulary.text import clean

CARE_ROLES = frozenset({Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR})


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
