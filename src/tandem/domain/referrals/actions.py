"""Write a referral, send it with the person's agreement, and take the far end's word for what became of it."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from tandem.disclosure import Package
from tandem.domain.consents import basis
from tandem.domain.directory.models import Service
from tandem.domain.encounters.models import Encounter
from tandem.domain.people.models import Person
from tandem.domain.referrals.links import LinkSecret, digest, live, token_of
from tandem.domain.referrals.models import Link, Referral, Transition
from tandem.domain.referrals.rules import (
    DATED,
    FAR_END_VERBS,
    LINK_CATEGORIES,
    MOVES,
    SECRET_BYTES,
    WHY_LIMIT,
    Verb,
    Who,
    problem,
    undo_problem,
)
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.program import program
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Need, ReferralState
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

LINK_DAYS = 14


def create(
    *,
    actor: Actor,
    person_id: UUID,
    service_id: UUID,
    need: str,
    why: str = "",
    encounter_id: UUID | None = None,
    warm: bool = False,
    expected_at: datetime | None = None,
    instead_of: UUID | None = None,
) -> UUID:
    """Draft a referral of the person to a service. Nothing leaves. Returns its id; raises Refusal, Absent.

    `warm` says that someone goes along or hands over by voice. `expected_at` (aware) is when the service may expect the
    person. `instead_of` is a declined referral of the same person whose need this one takes to another place.
    """
    clean("why", why, WHY_LIMIT)
    if need not in list(Need):
        raise Refusal(("need", "Choose what this is for."))
    with act(actor, Permission.REFERRAL_WRITE, kind="person", subject=person_id) as doing:
        if actor.organization_id is None or not Person.objects.filter(pk=person_id, sealed_at=None).exists():
            raise Absent
        service = Service.objects.filter(pk=service_id, active=True).first()
        if service is None:
            raise Refusal(("service", "This service is not in the directory any more. Choose another."))
        if expected_at and (expected_at.tzinfo is None or expected_at < doing.at):
            raise Refusal(("expected_at", "The time they expect the person must be in the future."))
        if encounter_id and not Encounter.objects.filter(pk=encounter_id, person_id=person_id).exists():
            raise Absent
        if instead_of and not Referral.objects.filter(
            pk=instead_of, person_id=person_id, organization_id=actor.organization_id, state=ReferralState.DECLINED
        ).exists():
            raise Refusal(("instead_of", "Only a declined referral of the same person can be sent on."))
        referral = Referral.objects.create(
            person_id=person_id,
            organization_id=actor.organization_id,
            service=service,
            encounter_id=encounter_id,
            instead_of_id=instead_of,
            need=need,
            why=why,
            warm=warm,
            expected_at=expected_at,
            state_at=doing.at,
            created_at=doing.at,
            created_by=actor.id,
        )
        doing.log(Kind.REFERRAL_CREATED, person_id, referral.pk, encounter_id, need=need, service=str(service.pk))
        _changed(doing, referral)
        return referral.pk


def attach_agreement(referral_id: UUID, *, actor: Actor, agreement_id: UUID) -> None:
    """Note the agreement this referral will be sent under. Raises Refusal unless it names this program and is in force."""
    with act(actor, Permission.REFERRAL_WRITE, kind="referral", subject=referral_id) as doing:
        referral = _own(referral_id, actor)
        _require_agreement(referral, agreement_id, LINK_CATEGORIES, doing)
        referral.agreement_id = agreement_id
        referral.save()


def not_sent(referral_id: UUID, *, actor: Actor) -> None:
    """The person did not agree: nothing leaves, and no link to this referral opens anything."""
    _member_move(referral_id, actor, Verb.WITHHOLD)


def cancel(referral_id: UUID, *, actor: Actor, reason: str) -> None:
    """Take the referral back, with a sentence why. Its links stop at once."""
    clean("reason", reason, WHY_LIMIT, required=True)
    _member_move(referral_id, actor, Verb.CANCEL, reason=reason)


def send(referral_id: UUID, *, actor: Actor, package: Package, agreement_id: UUID) -> LinkSecret:
    """Send what `package` carries to the service, under the person's agreement; again, if it was sent before.

    The package comes from `domain.releases`, and its body names this referral as `referral`. Sending again keeps the
    state and stops the link made before. Returns the link's token, which is stored nowhere. Raises Refusal where the
    agreement is no basis any more, ValueError for a package that is not for this referral.
    """
    with act(actor, Permission.REFERRAL_WRITE, kind="referral", subject=referral_id) as doing:
        referral = _own(referral_id, actor)
        _require_package(referral, package)
        _require_agreement(referral, agreement_id, LINK_CATEGORIES | package.categories, doing)
        verb = Verb.SEND if referral.state in MOVES[Verb.SEND].before else Verb.SEND_AGAIN
        referral.agreement_id = agreement_id
        _move(referral, verb, Who.MEMBER, doing)
        Link.objects.filter(referral=referral, stopped_at=None).update(stopped_at=doing.at)
        return _new_link(referral, doing)


def acknowledge(referral_id: UUID, *, actor: Actor) -> None:
    """The receiving program opened the page. Opened is not a yes; opening again, or later, changes nothing."""
    with act(actor, Permission.REFERRAL_ANSWER, kind="referral", subject=referral_id) as doing:
        referral = _answered(referral_id, actor, doing)
        Link.objects.filter(pk=actor.id, opened_at=None).update(opened_at=doing.at)
        if referral.state == ReferralState.SENT:
            _move(referral, Verb.ACKNOWLEDGE, Who.LINK, doing)


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
        referral = _answered(referral_id, actor, doing) if by_link else _own(referral_id, actor)
        who = Who.LINK if by_link else Who.MEMBER
        said_by = "" if by_link else recorded_for or referral.service.name
        move = _undo if verb == Verb.UNDO else _move
        move(referral, Verb(verb), who, doing, reason_kind=reason_kind, reason=reason, recorded_for=said_by)
        return ReferralState(referral.state)


def _member_move(referral_id: UUID, actor: Actor, verb: Verb, *, reason: str = "") -> None:
    with act(actor, Permission.REFERRAL_WRITE, kind="referral", subject=referral_id) as doing:
        referral = _own(referral_id, actor)
        _move(referral, verb, Who.MEMBER, doing, reason=reason)
        Link.objects.filter(referral=referral, stopped_at=None).update(stopped_at=doing.at)


def _locked(referral_id: UUID) -> Referral:
    found = Referral.objects.select_for_update(of=("self",)).select_related("service").filter(pk=referral_id).first()
    if found is None:
        raise Absent
    return found


def _own(referral_id: UUID, actor: Actor) -> Referral:
    """The referral, if the actor's organization sent it. Raises Absent."""
    referral = _locked(referral_id)
    if actor.kind == "link" or referral.organization_id != actor.organization_id:
        raise Absent
    return referral


def _answered(referral_id: UUID, actor: Actor, doing: Act) -> Referral:
    """The referral, if the actor's link is for it and still works in this very transaction. Raises Absent."""
    referral = _locked(referral_id)
    link = Link.objects.filter(pk=actor.id, referral=referral).first()
    if actor.kind != "link" or link is None or referral.service.organization_id != actor.organization_id:
        raise Absent
    link.referral = referral
    if not live(link, doing.at):
        raise Absent
    return referral


def _require_package(referral: Referral, package: Package) -> None:
    if (
        package.recipient_organization_id != referral.service.organization_id
        or package.purpose != Purpose.REFERRAL
        or package.basis != Basis.AGREE
        or package.body.get("referral") != str(referral.pk)
    ):
        raise ValueError("This package is not for this referral.")


def _require_agreement(referral: Referral, agreement_id: UUID, categories: frozenset[Category], doing: Act) -> None:
    if not basis.holds_for(
        agreement_id,
        person_id=referral.person_id,
        discloser_id=referral.organization_id,
        recipient_id=referral.service.organization_id,
        categories=categories,
        purpose=Purpose.REFERRAL,
        now=doing.at,
    ):
        raise Refusal(("agreement", "No agreement names this program for this, or it has ended. Ask the person."))


def _new_link(referral: Referral, doing: Act) -> LinkSecret:
    settings = program()
    days = settings.referral_link_days if settings else LINK_DAYS
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = Link.objects.create(
        referral=referral,
        secret_hash=digest(secret),
        made_at=doing.at,
        expires_at=min(doing.at + timedelta(days=days), referral.agreement.until),
    )
    return LinkSecret(link.pk, token_of(link.pk, secret), link.expires_at)


def _move(
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


def _undo(referral: Referral, verb: Verb, who: Who, doing: Act, *, recorded_for: str, **_unread: str) -> None:
    """Go back to the state before the newest answer, as if it had not been given; both stay in the history."""
    newest = referral.transitions.order_by("-id").first()
    found = problem(verb, referral.state, who) or undo_problem(newest.before, newest.after, newest.at, doing.at)
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
    _changed(doing, referral)


def _changed(doing: Act, referral: Referral) -> None:
    doing.publish("referral.changed", referral=referral.pk)
    doing.tell("referrals", referral.pk)
    doing.tell("person", referral.person_id)
