"""How a piece of work is taken: known before, waiting, allowed, met with what stands, done or kept. One transaction.

The order of these questions is the contract's (`contracts/README.md`). A piece ends in exactly one state, and whatever
it is, the piece is kept until then; what one author sent is taken one at a time, so that a repeat meets the first.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import DataError, connection
from django.utils.translation import gettext as _

from tandem.disclosure import NotReleased
from tandem.domain.phones import actions, pieces
from tandem.domain.phones.actions import Answer
from tandem.domain.phones.pieces import Known
from tandem.domain.phones.rules import BadWork, Met, Piece, meet, read, skew
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.audit.record import keeping_refusals
from tandem.surfaces.field.door import TEAM
from tandem.surfaces.field.phone.verbs import VERBS, Verb
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.phones import Subject, WorkState
from tandem.vocabulary.refusal import Absent, Refusal

STATUS = {
    WorkState.APPLIED: 200,
    WorkState.WAITING: 202,
    WorkState.REVIEW: 202,
    WorkState.CONFLICT: 409,
    WorkState.RIVAL: 409,
    WorkState.REFUSED: 422,
}
NOT_NOW = (Absent, NotAllowed, NotReleased)


@dataclass(frozen=True)
class Receipt:
    """What the phone is told (`contracts/receipt.schema.json`), and the status it comes with."""

    status: int
    document: dict


def receipt(piece: Piece, answer: Answer, *, received: datetime, skew_s: int | None) -> Receipt:
    """The receipt of a piece that came out so."""
    return Receipt(
        STATUS[answer.state],
        {
            "id": str(piece.id),
            "hash": piece.hash,
            "state": str(answer.state),
            "received": received.isoformat().replace("+00:00", "Z"),
            "version": answer.version,
            "problems": [{"field": field, "sentence": sentence} for field, sentence in answer.problems],
            "conflicts": list(answer.conflicts),
            "made": {kind: str(made) for kind, made in answer.made.items()},
            "clock": {"skew_s": skew_s} if skew_s is not None else None,
        },
    )


def take(
    document: object, *, actor: Actor, work_id: UUID, phone_now: datetime | None = None, lease: str = ""
) -> Receipt:
    """Take one piece. `phone_now` is the phone's clock as it sent, `lease` the word of the shift it was made in.

    Raises BadWork for a document that is no piece of work, or names a verb there isn't.
    """
    piece = read(document)
    if piece.id != work_id:
        raise BadWork(("id", _("This is not the id in the address.")))
    if piece.verb not in VERBS:
        raise BadWork(("verb", _("There is no such verb.")))
    one_at_a_time(actor.id)
    received = clock.now()
    before = pieces.known(piece.id)
    if before and (before.author != actor.id or before.hash != piece.hash):
        return _rival(piece, actor, received)
    if before and not _again(before):
        return _as_before(piece, before, actor)
    skew_s = before.skew_seconds if before else skew(piece.made_at, received, phone_now)
    piece = replace(piece, received=before.received_at if before else received, skew_s=skew_s)
    answer = settle(piece, actor, lease=lease)
    return receipt(piece, answer, received=piece.received, skew_s=skew_s)


def one_at_a_time(author: UUID) -> None:
    """What one author sends waits here for what they sent before, until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 5))", [str(author)])


def _again(before: Known) -> bool:
    """Whether a repeat is tried anew: it waits for another piece, or came sealed by a phone and now by its author."""
    waits = before.state == WorkState.WAITING or (
        before.state == WorkState.REVIEW and before.why in ("left", "unproven")
    )
    return waits and before.settled_at is None


def settle(piece: Piece, actor: Actor, *, lease: str = "", on: bool = True) -> Answer:
    """Try a piece, keep it with what came out, and let those go on that waited for it."""
    verb = VERBS[piece.verb]
    if not verb.makes:
        piece = replace(piece, subject=pieces.real(piece.subject, actor.id))
    answer = _tried(piece, verb, actor, lease)
    _keep(piece, verb, answer, actor)
    if answer.state == WorkState.APPLIED and piece.settles:
        actions.settle(piece.settles, actor=actor)
    if on and answer.state != WorkState.WAITING:
        _go_on([piece.id] + ([piece.settles] if piece.settles else []), actor)
    return answer


def _go_on(ids: list[UUID], actor: Actor) -> None:
    """Those that waited, in the order they were made, until no more of them moves."""
    moved = list(ids)
    while moved:
        for waiting in pieces.waiting_on(moved.pop(0), actor.id):
            body, _answered = pieces.own_words(waiting, pieces.known(waiting).hash)
            before = pieces.known(waiting)
            piece = replace(read(body), received=before.received_at, skew_s=before.skew_seconds)
            if settle(piece, actor, on=False).state != WorkState.WAITING:
                moved.append(waiting)
                moved += [piece.settles] if piece.settles else []


def _tried(piece: Piece, verb: Verb, actor: Actor, lease: str) -> Answer:
    # The piece that this one answers is settled by it, and need not stand before it.
    before = set(piece.after) - {piece.settles}
    first = pieces.those(before)
    if any(one.state == WorkState.REVIEW and one.settled_at is None for one in first.values()):
        return Answer(WorkState.REVIEW, why="before")
    if len(first) < len(before) or not all(one.done for one in first.values()):
        return Answer(WorkState.WAITING)
    if actor.role not in TEAM or not actor.may(Permission.PHONE_WORK):
        return Answer(WorkState.REVIEW, why="rights")
    if _another_job(piece, actor, lease):
        return Answer(WorkState.REVIEW, why="role")
    try:
        with keeping_refusals():
            return _done(piece, verb, actor)
    except NOT_NOW:
        return Answer(WorkState.REVIEW, why="rights")
    except Refusal as refused:
        return Answer(WorkState.REFUSED, problems=tuple(refused.errors))
    except (DataError, ValueError, OverflowError):
        # A value that no column takes; what it was stays in the piece.
        return Answer(WorkState.REFUSED, problems=(("say", _("Something in this can't be stored. Say it anew.")),))


def _another_job(piece: Piece, actor: Actor, word: str) -> bool:
    """Whether the piece was made in another job than its author acts in now, as far as the server knows."""
    made_at = piece.at(None)
    then = (pieces.lease(actions.digest_of(word)) if word else None) or pieces.lease_when(actor.id, made_at)
    if then is None or then.user != actor.id:
        return False
    return (then.role, then.organization_id) != (str(actor.role), actor.organization_id)


def _done(piece: Piece, verb: Verb, actor: Actor) -> Answer:
    fields, conflicts = piece.fields, []
    if verb.sets_fields:
        fields, conflicts = _met(piece, verb, actor)
    made = verb.take(actor, piece, fields) if fields or not verb.sets_fields else {}
    version = pieces.version_of(piece.subject) + (1 if not conflicts else 0)
    if conflicts:
        return Answer(WorkState.CONFLICT, version=version, conflicts=tuple(conflicts), made=dict(made))
    return Answer(WorkState.APPLIED, version=version, made=dict(made))


def _met(piece: Piece, verb: Verb, actor: Actor) -> tuple[dict[str, object], list[dict]]:
    """(fields to set, fields that were said differently meanwhile)."""
    stands = verb.standing(actor, piece)
    fits, apart = {}, []
    for name, said in piece.fields.items():
        found = meet(*(verb.alike(name, one) for one in (piece.was.get(name), said, stands.get(name))))
        if found == Met.TAKE:
            fits[name] = said
        elif found == Met.CONFLICT:
            apart.append(name)
    return fits, _conflicts(piece, verb, actor, apart, stands)


def _conflicts(piece: Piece, verb: Verb, actor: Actor, names: list[str], stands: dict[str, object]) -> list[dict]:
    if not names:
        return []
    told = verb.said_by(actor, piece)
    found = []
    for name in names:
        by, at = told.get(name) or pieces.who_set(piece.subject, name) or ("", None)
        found.append(
            {
                "field": name,
                "yours": piece.fields.get(name),
                "stands": stands.get(name),
                "by": by,
                "at": at.isoformat().replace("+00:00", "Z") if at else None,
            }
        )
    return found


def kept_about(piece: Piece, verb: Verb, actor: Actor) -> tuple[Category, UUID | None, UUID | None]:
    """(category, person, incident) that the words of a piece are kept under while they are."""
    person_id, incident_id = pieces.about(verb.subject, pieces.real(piece.subject, actor.id))
    if verb.makes == "contact" and person_id is None:
        told = str(piece.say.get("person") or "")
        with suppress(ValueError):
            person_id, _none = pieces.about(Subject.PERSON, pieces.real(UUID(told), actor.id))
    return verb.category_of(piece), person_id, incident_id


def _keep(piece: Piece, verb: Verb, answer: Answer, actor: Actor) -> None:
    applied = answer.state == WorkState.APPLIED
    about = (verb.category, None, None) if applied else kept_about(piece, verb, actor)
    by = actor if actor.may(Permission.PHONE_WORK) else Actor.system("phone", Permission.PHONE_WORK)
    actions.keep(
        piece,
        answer,
        actor=by,
        author=actor,
        received=piece.received,
        skew_s=piece.skew_s,
        category=about[0],
        person_id=about[1],
        incident_id=about[2],
    )


def _rival(piece: Piece, actor: Actor, received: datetime) -> Receipt:
    verb = VERBS[piece.verb]
    category, person_id, incident_id = kept_about(piece, verb, actor)
    by = actor if actor.may(Permission.PHONE_WORK) else Actor.system("phone", Permission.PHONE_WORK)
    actions.rival(
        piece,
        actor=by,
        author=actor,
        category=category,
        person_id=person_id,
        incident_id=incident_id,
    )
    return receipt(piece, Answer(WorkState.RIVAL), received=received, skew_s=None)


def _as_before(piece: Piece, before: Known, actor: Actor) -> Receipt:
    """The same answer again. What stands is read anew, under a release, so that lost rights show nothing."""
    verb, problems, conflicts = VERBS[piece.verb], (), []
    if before.state in (WorkState.REFUSED, WorkState.CONFLICT) and before.settled_at is None:
        _was, told = pieces.own_words(before.id, before.hash)
        problems = tuple((one[0], one[1]) for one in told.get("problems", []))
    if before.state == WorkState.CONFLICT and verb.sets_fields:
        subject = pieces.real(piece.subject, actor.id)
        try:
            with keeping_refusals():
                asked = replace(piece, subject=subject)
                stands = verb.standing(actor, asked)
                conflicts = _conflicts(asked, verb, actor, list(before.conflicting), stands)
        except NOT_NOW:
            conflicts = [
                {"field": name, "yours": piece.fields.get(name), "stands": None, "by": "", "at": None}
                for name in before.conflicting
            ]
    made = {kind: UUID(one) for kind, one in before.made.items()}
    answer = Answer(before.state, version=before.version, problems=problems, conflicts=tuple(conflicts), made=made)
    return receipt(piece, answer, received=before.received_at, skew_s=before.skew_seconds)
