"""What every act on people begins with: one at a time, in reach, and never on the own rights. A refused try is audited."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn
from uuid import UUID

from django.db import connection

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.acts.act import Act, act
from tandem.foundation.audit.record import refuse
from tandem.foundation.organizations import reach
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal

MAY = Permission.PEOPLE_MANAGE


@contextmanager
def managing(actor: Actor, *, kind: str = "account", subject: UUID | None = None) -> Iterator[Act]:
    """An act on people. Acts on people wait for each other: two administrators can't remove one another at once."""
    with act(actor, MAY, kind=kind, subject=subject) as doing:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tandem.people'))")
        yield doing


def deny(actor: Actor, error: Exception, kind: str, subject: UUID | None) -> NoReturn:
    """Raise `error` with the try on the audit trail."""
    refuse(error, actor, MAY, object_kind=kind, object_id=subject)


def account(actor: Actor, user_id: UUID, *, whole: bool = True) -> User:
    """The account, held. Raises Absent out of reach; Refusal where it is the own one or, if `whole`, also works elsewhere."""
    user = reach.users(actor).filter(pk=user_id).select_for_update().first()
    if user is None:
        deny(actor, Absent(), "account", user_id)
    if user.pk == actor.id:
        own = "This is your own account. Another administrator must do this."
        deny(actor, Refusal(("account", own)), "account", user_id)
    if whole and not reach.owns_account(actor, user):
        words = "This person also works outside your agency. End the job at your agency, or ask the program."
        deny(actor, Refusal(("account", words)), "account", user_id)
    return user


def job(actor: Actor, membership_id: UUID) -> Membership:
    """An active job, held. Raises Absent out of reach; Refusal where it is the actor's own."""
    found = reach.jobs(actor).filter(pk=membership_id, active=True).select_for_update(of=("self",)).first()
    if found is None:
        deny(actor, Absent(), "membership", membership_id)
    if found.user_id == actor.id:
        own = "You can't change or take away your own job. Another administrator must do this."
        deny(actor, Refusal(("job", own)), "membership", membership_id)
    return found


def keep_one_administrator(actor: Actor, user: User, *, without: UUID | None = None) -> None:
    """Raises Refusal where nobody would be left to run the program."""
    if reach.last_administrator(user.pk, without=without):
        last = f"{user.name} is the program's last administrator. Make another one first."
        deny(actor, Refusal(("account", last)), "account", user.pk)
