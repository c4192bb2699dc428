"""Whom an administrator may manage: the program's own everybody, an agency's own the people of that agency.

Nobody manages their own rights, nobody hands out more than the own side of the house holds, and the last administrator
of the program stays.
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.models import Membership, Organization
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role

# What only the program's own administrator gives: rights that reach over every agency.
OF_THE_PROGRAM = frozenset({Role.ADMIN, Role.PRIVACY_OFFICER, Role.EVALUATOR})


def whole_program(actor: Actor) -> bool:
    """Whether this actor manages everybody, not only one agency."""
    return actor.may(Permission.PROGRAM_SET_UP)


def users(actor: Actor) -> QuerySet[User]:
    """The accounts this actor sees when managing people: whoever has, or had, a job in reach."""
    if whole_program(actor):
        return User.objects.all()
    here = Membership.objects.filter(user=OuterRef("pk"), organization_id=actor.organization_id)
    return User.objects.filter(Exists(here))


def jobs(actor: Actor) -> QuerySet[Membership]:
    """The jobs this actor may end or change."""
    found = Membership.objects.select_related("user", "organization")
    if whole_program(actor):
        return found
    return found.filter(organization_id=actor.organization_id).exclude(role__in=OF_THE_PROGRAM)


def agencies(actor: Actor) -> QuerySet[Organization]:
    """The organizations this actor may give a job at."""
    found = Organization.objects.filter(in_program=True).order_by("kind", "name")
    return found if whole_program(actor) else found.filter(pk=actor.organization_id)


def roles(actor: Actor) -> list[Role]:
    """The roles this actor may give."""
    return [role for role in Role if whole_program(actor) or role not in OF_THE_PROGRAM]


def owns_account(actor: Actor, user: User) -> bool:
    """Whether every job of the account lies in reach, so that disabling or resetting it takes nothing from others."""
    if whole_program(actor):
        return True
    held = user.memberships.filter(active=True)
    return not held.exclude(organization_id=actor.organization_id).exists() and not (
        held.filter(role__in=OF_THE_PROGRAM).exists()
    )


def last_administrator(user_id: UUID, *, without: UUID | None = None) -> bool:
    """Whether nobody else could run the program without this account, or without this one job of it."""
    held = Membership.objects.filter(role=Role.ADMIN, active=True, user__is_active=True)
    lost = held.filter(pk=without) if without else held.filter(user_id=user_id)
    return lost.exists() and not held.exclude(pk__in=lost.values("pk")).exists()
