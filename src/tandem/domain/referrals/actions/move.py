"""One move of the table, stored with its history: what every other write of this room is made of."""

from uuid import UUID

from tandem.domain.referrals.models import Referral, Transition
from tandem.domain.referrals.rules import DATED, MOVES, Verb, Who, problem, undo_problem
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.timeline import Kind


def locked(referral_id: UUID) -> Referral:
    """The referral with its service, held until this transaction ends. Raises Absent."""
    found = Referral.objects.select_for_update(of=("self",)).select_related("service").filter(pk=referral_id).first()
    if found is None:
        raise Absent
    return found


def own(referral_id: UUID, actor: Actor) -> Referral:
    """The referral, if the actor's organization sent it. Raises Absent."""
    referral = locked(referral_id)
    if actor.kind == "link" or referral.organization_id != actor.organization_id:
        raise Absent
    return referral


def make_move(
    referral: Referral,
    verb: Verb,
    who: Who,
    doing: Act,
    *,
    reason_kind: str = "",
    reason: str = "",
    recorded_for: str = "",
) -> None:
    """Make one move of the table and date it."""
    found = problem(verb, referral.state, who, reason_kind=reason_kind, reason=reason)
    if found:
        raise Refusal(found)
    before = referral.state
    if after := MOVES[verb].after:
        referral.state, referral.state_at = after, doing.at
        if after in DATED:
            setattr(referral, DATED[after], doing.at)
    _store(referral, verb, before, doing, reason_kind=reason_kind, reason=reason, recorded_for=recorded_for)


def undo(referral: Referral, verb: Verb, who: Who, doing: Act, *, recorded_for: str, **_unread: str) -> None:
    """Go back to the state before the newest answer, as if it had not been given; both stay in the history."""
    newest = referral.transitions.order_by("-id").first()
    found = problem(verb, referral.state, who)
    if found is None and newest is None:
        found = ("state", "There is no answer to undo.")
    found = found or undo_problem(newest.before, newest.after, newest.at, doing.at)
    if found:
        raise Refusal(found)
    left = referral.state
    referral.state, referral.state_at = newest.before, doing.at
    if left in DATED:
        setattr(referral, DATED[left], None)
    _store(referral, verb, left, doing, recorded_for=recorded_for)


def _store(
    referral: Referral,
    verb: Verb,
    before: str,
    doing: Act,
    *,
    reason_kind: str = "",
    reason: str = "",
    recorded_for: str = "",
) -> None:
    referral.save()
    Transition.objects.create(
        referral=referral,
        before=before,
        after=referral.state,
        at=doing.at,
        moved_by=doing.actor.id,
        by_name=doing.actor.name,
        recorded_for=recorded_for,
        reason_kind=reason_kind,
        reason=reason,
    )
    # The sentence of a reason is free text and stays in its column; the log says the kind.
    doing.log(
        Kind.REFERRAL_MOVED,
        referral.person_id,
        referral.pk,
        referral.encounter_id,
        verb=verb,
        before=before,
        after=referral.state,
        **({"reason_kind": reason_kind} if reason_kind else {}),
    )
    changed(doing, referral)


def changed(doing: Act, referral: Referral) -> None:
    doing.publish("referral.changed", referral=referral.pk)
    doing.tell("referrals", referral.pk)
    doing.tell("person", referral.person_id)
