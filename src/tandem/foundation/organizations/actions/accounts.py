"""Acts on a whole account: disable, enable, a link to choose a password, details, the yearly review, a lock released."""

from datetime import date, timedelta
from uuid import UUID

from axes.utils import reset as reset_failures

from tandem.foundation.accounts import links, open_sessions
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.links import Fresh
from tandem.foundation.accounts.models import User
from tandem.foundation.accounts.second import forget_all, release
from tandem.foundation.accounts.sign_ins import end_sessions
from tandem.foundation.acts.act import Act, act
from tandem.foundation.audit.record import refuse
from tandem.foundation.organizations import reach
from tandem.foundation.organizations.actions.managing import account, keep_one_administrator, managing
from tandem.foundation.organizations.actions.people import detail_problems
from tandem.foundation.organizations.models import AccessEnded, Device, Membership, Organization
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.people import LockReason
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean

TELL_WITHIN = timedelta(hours=24)
LONGEST_REASON = 200


def disable(user_id: UUID, *, actor: Actor, reason: str) -> None:
    """End an account: sessions and live streams within seconds, its link at once. Partner agencies are to be told.

    Raises Absent, Refusal naming the field, Conflict if it is disabled already.
    """
    clean("reason", reason, LONGEST_REASON, required=True)
    with managing(actor, subject=user_id) as doing:
        user = account(actor, user_id)
        if not user.is_active:
            raise Conflict(("account", f"The account of {user.name} is disabled already."))
        keep_one_administrator(actor, user)
        doing.detail["verb"] = "disable"
        end(doing, user, reason)


def end(doing: Act, user: User, reason: str) -> None:
    """Inside an act: the account can't be used from now on, by any session, link or machine of its own."""
    user.is_active, user.disabled_at, user.disabled_why = False, doing.at, reason
    user.session_mark += 1
    user.save(update_fields=["is_active", "disabled_at", "disabled_why", "session_mark"])
    links.end_links(user)
    # A screen that is paired belongs to its place; a code still in this person's hand does not.
    Device.objects.filter(made_by=user.pk, paired_at=None, revoked_at=None).update(revoked_at=doing.at)
    employers = Membership.objects.filter(user=user, active=True).values("organization_id")
    AccessEnded.objects.bulk_create(
        AccessEnded(user=user, organization=one, ended_at=doing.at, due_by=doing.at + TELL_WITHIN)
        for one in Organization.objects.filter(in_program=True).exclude(pk__in=employers)
    )
    doing.publish("account.disabled", user=user.pk)
    doing.tell("sessions", user.pk)


def enable(user_id: UUID, *, actor: Actor) -> None:
    """Let an account in again, with the jobs it had. Raises Absent, Conflict if it is in use already."""
    with managing(actor, subject=user_id) as doing:
        user = account(actor, user_id)
        if user.is_active:
            raise Conflict(("account", f"The account of {user.name} is in use."))
        doing.detail["verb"] = "enable"
        if user.expires_on and user.expires_on < date_here():
            raise Refusal(("account", "Its last day has passed. Choose a later one, or none, before you let it in."))
        user.is_active, user.disabled_at, user.disabled_why = True, None, ""
        user.enabled_at = user.reviewed_at = doing.at
        user.save(update_fields=["is_active", "disabled_at", "disabled_why", "enabled_at", "reviewed_at"])


def new_link(user_id: UUID, *, actor: Actor) -> Fresh:
    """A one-time link to hand over: an invitation for an account without a password, else a reset. Older ones end."""
    with managing(actor, subject=user_id) as doing:
        doing.detail["verb"] = "link"
        user = account(actor, user_id)
        if not user.is_active:
            raise Refusal(("account", f"The account of {user.name} is disabled. Let it in again first."))
        return links.issue(user, made_by=actor.id)


def change_details(user_id: UUID, *, actor: Actor, name: str, email: str, expires_on: date | None) -> None:
    """Correct a name or an e-mail address, set or take away a last day. Raises Absent, Refusal naming fields."""
    if problems := detail_problems(name, email, expires_on):
        raise Refusal(*problems)
    with managing(actor, subject=user_id) as doing:
        doing.detail["verb"] = "details"
        user = account(actor, user_id)
        user.name, user.email, user.expires_on = name, email, expires_on
        user.save(update_fields=["name", "email", "expires_on"])


def mark_reviewed(user_id: UUID, *, actor: Actor) -> None:
    """This account and its jobs are still needed (CJIS AC-2j). Raises Absent."""
    with managing(actor, subject=user_id) as doing:
        user = account(actor, user_id)
        doing.detail["verb"] = "review"
        user.reviewed_at = doing.at
        user.save(update_fields=["reviewed_at"])


def release_lock(user_id: UUID, *, actor: Actor, reason: str) -> None:
    """Let somebody try to sign in again whom wrong passwords had locked out. Raises Absent, Refusal naming the field.

    A supervisor does it for the people of the own organization, an administrator for whoever is in reach.
    """
    if reason not in list(LockReason):
        raise Refusal(("reason", "Choose why you release the lock."))
    with act(actor, Permission.LOCK_RELEASE, kind="account", subject=user_id) as doing:
        user = reach.users(actor).filter(pk=user_id).first()
        if user is None or user.pk == actor.id:
            refuse(Absent(), actor, Permission.LOCK_RELEASE, object_kind="account", object_id=user_id)
        tried = bool(reset_failures(username=user.username))
        if not release(user) and not tried:
            raise Conflict(("account", f"{user.name} is not locked out any more."))
        doing.detail["reason"] = reason


def reset_second_factor(user_id: UUID, *, actor: Actor) -> None:
    """Take an account's app, passkeys and recovery codes away: at its next sign-in it sets one up anew.

    For whoever lost phone and paper; every session ends. Raises Absent, Refusal.
    """
    with managing(actor, subject=user_id) as doing:
        user = account(actor, user_id)
        doing.detail["verb"] = "reset_second_factor"
        forget_all(user)
        end_sessions(user)
        doing.tell("sessions", user.pk)


def end_session(user_id: UUID, session_id: UUID, *, actor: Actor) -> None:
    """End one open session of somebody: its next click, its live pages within seconds. Raises Absent."""
    with managing(actor, subject=user_id) as doing:
        user = account(actor, user_id)
        doing.detail |= {"verb": "end_session", "session": str(session_id)}
        if not open_sessions.end(user.pk, session_id):
            raise Absent
        doing.tell("sessions", user.pk)


def note_ended_access(notice_id: int, *, actor: Actor) -> None:
    """An administrator of a partner agency has read that somebody's access ended. Raises Absent."""
    with managing(actor, kind="access_ended") as doing:
        doing.detail["verb"] = "told"
        waiting = AccessEnded.objects.filter(pk=notice_id, read_at=None)
        if not reach.whole_program(actor):
            waiting = waiting.filter(organization_id=actor.organization_id)
        if not waiting.update(read_at=doing.at, read_by=actor.id):
            raise Absent
