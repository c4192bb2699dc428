"""How a piece of work is taken: known before, waiting, allowed, met with what stands, done or kept.

The order of these questions is the contract's (`contracts/README.md`). A piece ends in exactly one state, and whatever
it is, the piece is kept until then; what one author sent is taken one at a time, so that a repeat meets the first.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import DataError
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
from tandem.surfaces.field.phone.turn import Turn
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


def take(piece: Piece, turn: Turn) -> Receipt:
    """Take one piece of a turn. Of several, in the order of the request; each comes out by itself."""
    received = clock.now()
    before = turn.known(piece.id)
    if before and (before.author != turn.actor.id or before.hash != piece.hash):
        return _rival(piece, turn, received)
    if before and not _again(before):
        return _as_before(piece, before, turn)
    skew_s = before.skew_seconds if before else skew(piece.made_at, received, turn.phone_now)
    piece = replace(piece, received=before.received_at if before else received, skew_s=skew_s)
    answer = settle(piece, turn)
    return receipt(piece, answer, received=piece.received, skew_s=skew_s)


def piece_of(document: object) -> Piece:
    """The piece of a document. Raises BadWork for one that is none, or names a verb there isn't."""
    piece = read(document)
    if piece.verb not in VERBS:
        raise BadWork(("verb", _("There is no such verb.")))
    return piece


def _again(before: Known) -> bool:
    """Whether a repeat is tried anew: it waits for another piece, or came sealed by a phone and now by its author."""
    waits = before.state == WorkState.WAITING or (
        before.state == WorkState.REVIEW and before.why in ("left", "unproven")
    )
    return waits and before.settled_at is None


def settle(piece: Piece, turn: Turn, *, on: bool = True) -> Answer:
    """Try a piece, keep it with what came out, and let those go on that waited for it."""
    verb = VERBS[piece.verb]
    piece = replace(piece, read=turn.read)
    if not verb.makes:
        piece = replace(piece, subject=turn.real(piece.subject))
    answer = _not_yet(piece, turn)
    if answer is None:
        try:
            # The piece is one part of the transaction: what it does and that it came, or neither.
            with keeping_refusals():
                answer = _done(piece, verb, turn)
                return _ended(piece, verb, answer, turn, on=on)
        except (*NOT_NOW, Refusal, DataError, ValueError, OverflowError) as error:
            if answer is not None:
                raise
            answer = _not_done(error)
        turn.undone()
    with keeping_refusals():
        return _ended(piece, verb, answer, turn, on=on)


def _ended(piece: Piece, verb: Verb, answer: Answer, turn: Turn, *, on: bool) -> Answer:
    """Keep a piece with what came out; what it settles is settled, and those that waited for it go on."""
    _keep(piece, verb, answer, turn)
    turn.came(piece, answer.state, makes=bool(verb.makes))
    if answer.state == WorkState.APPLIED and piece.settles:
        actions.settle(piece.settles, actor=turn.actor)
    if on and answer.state != WorkState.WAITING:
        _go_on([piece.id] + ([piece.settles] if piece.settles else []), turn)
    return answer


def _go_on(ids: list[UUID], turn: Turn) -> None:
    """Those that waited, in the order they were made, until no more of them moves."""
    moved = list(ids)
    while moved:
        for waiting in turn.waiting_on(moved.pop(0)):
            before = pieces.known(waiting)
            body, _answered = pieces.own_words(waiting, before.hash)
            piece = replace(read(body), received=before.received_at, skew_s=before.skew_seconds)
            if settle(piece, turn, on=False).state != WorkState.WAITING:
                moved.append(waiting)
                moved += [piece.settles] if piece.settles else []


def _not_yet(piece: Piece, turn: Turn) -> Answer | None:
    """Why a piece is not even tried; None where it is."""
    # The piece that this one answers is settled by it, and need not stand before it.
    missing, first = turn.missing(set(piece.after) - {piece.settles})
    if any(one.state == WorkState.REVIEW and one.settled_at is None for one in first.values()):
        return Answer(WorkState.REVIEW, why="before")
    if missing:
        return Answer(WorkState.WAITING)
    actor = turn.actor
    if actor.role not in TEAM or not actor.may(Permission.PHONE_WORK):
        return Answer(WorkState.REVIEW, why="rights")
    if _another_job(piece, turn):
        return Answer(WorkState.REVIEW, why="role")
    return None


def _not_done(error: Exception) -> Answer:
    """What an error of a verb means for its piece."""
    if isinstance(error, NOT_NOW):
        return Answer(WorkState.REVIEW, why="rights")
    if isinstance(error, Refusal):
        return Answer(WorkState.REFUSED, problems=tuple(error.errors))
    # A value that no column takes; what it was stays in the piece.
    return Answer(WorkState.REFUSED, problems=(("say", _("Something in this can't be stored. Say it anew.")),))


def _another_job(piece: Piece, turn: Turn) -> bool:
    """Whether the piece was made in another job than its author acts in now, as far as the server knows."""
    actor, then = turn.actor, turn.carried(piece.at(None))
    if then is None or then.user != actor.id:
        return False
    return (then.role, then.organization_id) != (str(actor.role), actor.organization_id)


def _done(piece: Piece, verb: Verb, turn: Turn) -> Answer:
    actor, fields, conflicts = turn.actor, piece.fields, []
    if verb.sets_fields:
        fields, conflicts = _met(piece, verb, actor)
    made = verb.take(actor, piece, fields) if fields or not verb.sets_fields else {}
    version = turn.version(piece.subject) + (1 if not conflicts else 0)
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


def _keep(piece: Piece, verb: Verb, answer: Answer, turn: Turn) -> None:
    actor, applied = turn.actor, answer.state == WorkState.APPLIED
    about = (verb.category, None, None) if applied else kept_about(piece, verb, actor)
    actions.keep(
        piece,
        answer,
        actor=writing(actor),
        author=actor,
        received=piece.received,
        skew_s=piece.skew_s,
        category=about[0],
        person_id=about[1],
        incident_id=about[2],
        new=turn.is_new(piece.id),
    )


def writing(author: Actor) -> Actor:
    """Who notes that something came: its author, or Tandem itself where they have lost the right to send anything."""
    return author if author.may(Permission.PHONE_WORK) else Actor.system("phone", Permission.PHONE_WORK)


def _rival(piece: Piece, turn: Turn, received: datetime) -> Receipt:
    actor = turn.actor
    category, person_id, incident_id = kept_about(piece, VERBS[piece.verb], actor)
    actions.rival(
        piece,
        actor=writing(actor),
        author=actor,
        category=category,
        person_id=person_id,
        incident_id=incident_id,
    )
    return receipt(piece, Answer(WorkState.RIVAL), received=received, skew_s=None)


def _as_before(piece: Piece, before: Known, turn: Turn) -> Receipt:
    """The same answer again. What stands is read anew, under a release, so that lost rights show nothing."""
    actor, verb, problems, conflicts = turn.actor, VERBS[piece.verb], (), []
    if before.state in (WorkState.REFUSED, WorkState.CONFLICT) and before.settled_at is None:
        _was, told = pieces.own_words(before.id, before.hash)
        problems = tuple((one[0], one[1]) for one in told.get("problems", []))
    if before.state == WorkState.CONFLICT and verb.sets_fields:
        asked = replace(piece, subject=turn.real(piece.subject), read=turn.read)
        try:
            with keeping_refusals():
                conflicts = _conflicts(asked, verb, actor, list(before.conflicting), verb.standing(actor, asked))
        except NOT_NOW:
            turn.undone()
            conflicts = [
                {"field": name, "yours": piece.fields.get(name), "stands": None, "by": "", "at": None}
                for name in before.conflicting
            ]
    made = {kind: UUID(one) for kind, one in before.made.items()}
    answer = Answer(before.state, version=before.version, problems=problems, conflicts=tuple(conflicts), made=made)
    return receipt(piece, answer, received=before.received_at, skew_s=before.skew_seconds)
