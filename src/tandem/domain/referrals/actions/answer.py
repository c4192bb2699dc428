"""Take the far end's word: by its link, or as a member of the sender writes it down from the phone."""

from uuid import UUID

from tandem.domain.referrals.actions.move import locked, make_move, own, undo
from tandem.domain.referrals.links import live
from tandem.domain.referrals.models import Link, Referral
from tandem.domain.referrals.rules import FAR_END_VERBS, WHY_LIMIT, Verb, Who
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ReferralState
from tandem.vocabulary.text import clean


def acknowledge(referral_id: UUID, *, actor: Actor) -> None:
    """The receiving program opened the page. Opened is not a yes; opening again, or later, changes nothing."""
    with act(actor, Permission.REFERRAL_ANSWER, kind="referral", subject=referral_id) as doing:
        referral = _answered(referral_id, actor, doing)
        Link.objects.filter(pk=actor.id, opened_at=None).update(opened_at=doing.at)
        if referral.state == ReferralState.SENT:
            make_move(referral, Verb.ACKNOWLEDGE, Who.LINK, doing)


def far_end(
    referral_id: UUID,
    *,
    actor: Actor,
    verb: str,
    reason_kind: str = "",
    reason: str = "",
    recorded_for: str = "",
) -> ReferralState:
    """What the receiving program says, by its link, or as a member of the sender writes it down from the phone.

    `verb` is one of `rules.FAR_END_VERBS`. `recorded_for` names who said it by phone; the service, if left out.
    Undo takes the newest answer back for 15 minutes. Returns the new state. Raises Refusal with the field, Absent.
    """
    clean("reason", reason, WHY_LIMIT)
    clean("recorded_for", recorded_for, 120)
    if verb not in FAR_END_VERBS:
        raise Refusal(("verb", "This is not an answer a receiving program can give."))
    by_link = actor.kind == "link"
    permission = Permission.REFERRAL_ANSWER if by_link else Permission.REFERRAL_WRITE
    with act(actor, permission, kind="referral", subject=referral_id) as doing:
        referral = _answered(referral_id, actor, doing) if by_link else own(referral_id, actor)
        who = Who.LINK if by_link else Who.MEMBER
        said_by = "" if by_link else recorded_for or referral.service.name
        move = undo if verb == Verb.UNDO else make_move
        move(referral, Verb(verb), who, doing, reason_kind=reason_kind, reason=reason, recorded_for=said_by)
        return ReferralState(referral.state)


def _answered(referral_id: UUID, actor: Actor, doing: Act) -> Referral:
    """The referral, if the actor's link is for it and still works in this very transaction. Raises Absent."""
    referral = locked(referral_id)
    link = Link.objects.filter(pk=actor.id, referral=referral).first()
    if actor.kind != "link" or link is None or referral.service.organization_id != actor.organization_id:
        raise Absent
    link.referral = referral
    if not live(link, doing.at):
        raise Absent
    return referral
