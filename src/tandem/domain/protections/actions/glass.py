"""Open one record in need, close it, and review it. Whether this reader stands outside the care team is asked above."""

from datetime import datetime
from uuid import UUID

from tandem.domain.people.models import Person
from tandem.domain.protections import rules
from tandem.domain.protections.models import Glass
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.oversight import GlassOutcome
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

TOPIC = "oversight"


def ask_open(
    person_id: UUID, *, actor: Actor, need: str, purpose: str, reason: str, emergency_id: UUID | None = None
) -> tuple[UUID, bool]:
    """Open one person's record for an hour: the id, and whether it is open. Raises Refusal by field, Absent.

    The fourth within 24 hours waits until a supervisor opens it. What is open already stays as it is.
    """
    clean("reason", reason, rules.LONGEST_REASON)
    if found := rules.problems(need, purpose, reason):
        raise Refusal(*found)
    with act(actor, Permission.GLASS_OPEN, kind="person", subject=person_id) as doing:
        # One at a time for each account, so that two taps at once are counted as two.
        User.objects.select_for_update().get(pk=actor.id)
        person = Person.objects.filter(pk=person_id, sealed_at=None, organization_id=actor.organization_id).first()
        if person is None or actor.organization_id is None:
            raise Absent
        mine = Glass.objects.filter(user_id=actor.id)
        for one in mine.filter(person=person, closed_at=None).order_by("-asked_at"):
            if one.opened_at is None or rules.is_open(one.opened_at, one.until, one.closed_at, doing.at):
                return one.pk, one.opened_at is not None
        free = mine.filter(asked_at__gt=doing.at - rules.A_DAY).count() < rules.MOST_A_DAY
        made = Glass(
            person=person,
            organization_id=actor.organization_id,
            user_id=actor.id,
            user_name=actor.name,
            role=actor.role,
            need=need,
            purpose=purpose,
            reason=reason,
            emergency_id=emergency_id,
            asked_at=doing.at,
        )
        if free:
            _open(made, doing)
        made.save(force_insert=True)
        doing.detail = {"glass": str(made.pk), "need": need, "purpose": purpose, "opened": free}
        doing.tell(TOPIC, made.pk)
    return made.pk, free


def _open(glass: Glass, doing: Act) -> None:
    glass.opened_at, glass.until = doing.at, doing.at + rules.LASTS
    glass.review_due_at = doing.at + rules.REVIEW_WITHIN
    doing.log(Kind.GLASS_OPENED, glass.person_id, need=glass.need)
    doing.tell("person", glass.person_id)


def allow_open(glass_id: UUID, *, actor: Actor, yes: bool) -> None:
    """A supervisor, another human than who asked, opens it for them or turns it down. Raises Absent, Conflict."""
    with act(actor, Permission.GLASS_ALLOW, kind="glass", subject=glass_id) as doing:
        glass = _locked(glass_id, actor)
        if glass.user_id == actor.id:
            raise Refusal(("glass", "Another supervisor has to open what you asked for yourself."))
        if glass.opened_at or glass.closed_at:
            raise Conflict(("glass", "Somebody answered this already."))
        if yes:
            _open(glass, doing)
            glass.opened_by, glass.opened_by_name = actor.id, actor.name
        else:
            glass.closed_at = doing.at
        glass.save()
        doing.detail = {"opened": yes}
        doing.tell(TOPIC, glass.pk)


def close(glass_id: UUID, *, actor: Actor) -> None:
    """Whoever opened it, or the privacy officer, ends it now. Raises Absent. A second time nothing changes."""
    permission = Permission.OVERSIGHT if actor.may(Permission.OVERSIGHT) else Permission.GLASS_OPEN
    with act(actor, permission, kind="glass", subject=glass_id) as doing:
        glass = _locked(glass_id, actor)
        if permission == Permission.GLASS_OPEN and glass.user_id != actor.id:
            raise Absent
        if glass.closed_at is None:
            glass.closed_at = min(doing.at, glass.until or doing.at)
            glass.save()
        doing.detail = {"closed": True}
        doing.tell(TOPIC, glass.pk)
        doing.tell("person", glass.person_id)


def review(glass_id: UUID, *, actor: Actor, outcome: str, words: str = "") -> datetime:
    """The privacy officer says what it was. Anything but "needed" owes words. Raises Refusal, Conflict, Absent."""
    if outcome not in list(GlassOutcome):
        raise Refusal(("outcome", "Say how you see it."))
    clean("words", words, rules.LONGEST_REASON, required=outcome != GlassOutcome.NEEDED)
    with act(actor, Permission.OVERSIGHT, kind="glass", subject=glass_id) as doing:
        glass = _locked(glass_id, actor)
        if glass.user_id == actor.id:
            raise Refusal(("outcome", "Nobody reviews what they opened themselves."))
        if glass.opened_at is None:
            raise Absent
        if glass.reviewed_at:
            raise Conflict(("outcome", f"{glass.reviewed_by_name} reviewed this already."))
        glass.reviewed_at, glass.reviewed_by_name = doing.at, actor.name
        glass.outcome, glass.review_words = outcome, words
        glass.save()
        doing.detail = {"outcome": outcome}
        doing.tell(TOPIC, glass.pk)
    return doing.at


def _locked(glass_id: UUID, actor: Actor) -> Glass:
    found = Glass.objects.select_for_update().filter(pk=glass_id, organization_id=actor.organization_id).first()
    if found is None:
        raise Absent
    return found
