"""A contact written down on the phone: begun, its fields set, its tasks done, closed, added to. The verbs of its pages."""

from dataclasses import replace
from uuid import UUID

from tandem.domain.encounters import actions
from tandem.domain.encounters.records import again, drafted
from tandem.domain.part2.forms import USE
from tandem.domain.phones import pieces
from tandem.domain.phones.rules import Piece
from tandem.domain.referrals.records import of_person
from tandem.domain.referrals.rules import MOVES, OPEN_STATES, next_step
from tandem.domain.referrals.rules import Verb as Move
from tandem.domain.screenings.actions import done_task
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import Contact, contact, own_part
from tandem.surfaces.field.phone.verbs import fields as of_contact
from tandem.surfaces.field.phone.verbs import say, screenings
from tandem.surfaces.field.phone.verbs.call import stamp
from tandem.surfaces.field.phone.verbs.verb import Made, Said, Verb
from tandem.surfaces.field.review import sign_own
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.phones import Subject
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import UnitTime


def opened(actor: Actor, encounter_id: UUID) -> Contact:
    """The contact of this id, read as its pages read it; by a supervisor who takes it over, for that. Raises Absent."""
    person_id, _incident_id = pieces.about(Subject.CONTACT, encounter_id)
    if person_id is None:
        raise Absent
    return contact(actor, person_id, encounter_id, Purpose.OPERATIONS if actor.kind == "system" else Purpose.TREATMENT)


def referrals(one: Contact) -> list[dict]:
    """What was asked of services since this contact began: where it stands, and what to do next while it is open."""
    sent = [each for each in of_person(one.release) if each.created_at >= one.encounter.started_at]
    return [
        {
            "service": each.service,
            "words": each.label,
            "next": next_step(each.state, phone=each.phone, sharing=each.agreement_holds)
            if each.state in OPEN_STATES
            else "",
            "phone": each.phone,
            "id": str(each.id),
            # Whether a link can be made for its desk: it was sent, and may be sent again.
            "link": each.agreement_holds and each.state in MOVES[Move.SEND_AGAIN].before,
        }
        for each in sent
    ]


def tasks_done(one: Contact) -> dict[str, list[str]]:
    """Instrument → codes of its tasks that are done."""
    return {
        given.instrument: [task.code for task in given.tasks if task.done_at]
        for given, _shelf in screenings.given(one)
        if any(task.done_at for task in given.tasks)
    }


def kept_apart(piece: Piece) -> Category | None:
    """Part 2 where any of the fields tells about substance use, whatever else the piece says."""
    for name in piece.fields:
        about_use = name == "note_apart" or name.startswith(f"{of_contact.FORM}{USE.code}.")
        if about_use or screenings.is_apart(name.removeprefix(screenings.BEFORE)):
            return Category.PART2_RECORD
    instrument = piece.say.get("instrument")
    return Category.PART2_RECORD if isinstance(instrument, str) and screenings.is_apart(instrument) else None


def _begin(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    person_id = pieces.real(say.uuid(piece.say, "person"), actor.id)
    assignment_id = say.uuid_or_none(piece.say, "assignment")
    dispatched = own_part(actor, assignment_id).times[UnitTime.DISPATCH] if assignment_id else None
    began = piece.at(piece.say.get("at"), dispatched)
    found = actions.start(actor=actor, person_id=person_id, assignment_id=assignment_id, at=began, new_id=piece.subject)
    return {"contact": found}


def once(actor: Actor, piece: Piece) -> Contact:
    """The contact of a piece, under one release for all pieces of a request; what stands in it, read for each of them."""
    by, one = piece.read.get(piece.subject, (None, None))
    if one is None:
        one = opened(actor, piece.subject)
    elif by != piece.id:
        read = drafted if set(piece.fields) == {"note"} else again
        one = replace(one, encounter=read(one.encounter, release=one.release))
    piece.read[piece.subject] = (piece.id, one)
    return one


def _stands(actor: Actor, piece: Piece) -> dict[str, object]:
    return of_contact.standing(once(actor, piece), piece.fields)


def _by(actor: Actor, piece: Piece) -> Said:
    return of_contact.said_by(once(actor, piece))


def _set(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    of_contact.take(actor, once(actor, piece), fields)
    return {}


def _alike(name: str, value: object) -> object:
    return screenings.alike(value) if name.startswith(screenings.BEFORE) else value


def _task(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    one = once(actor, piece)
    instrument, code = say.text(piece.say, "instrument"), say.text(piece.say, "task")
    for given, shelf in screenings.given(one):
        for task in given.tasks:
            if (given.instrument, task.code) == (instrument, code):
                done_task(task.id, actor=actor, shelf=shelf)
                return {}
    raise Absent


def _close(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    one = once(actor, piece)
    assignment_id = one.encounter.assignment_id
    if say.yes(piece.say, "clear") and assignment_id and own_part(actor, assignment_id).active:
        # The team was clear when the phone said so, not when it found a signal.
        stamp(actor, assignment_id, UnitTime.CLEAR, piece)
    actions.close(piece.subject, actor=actor)
    sign_own(actor, one)
    return {}


def _add(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    once(actor, piece)
    said, reason = say.text(piece.say, "text"), say.text(piece.say, "reason")
    actions.write_note(piece.subject, actor=actor, text=said, sign=True, reason=reason)
    return {}


CARE = Category.CLINICAL_NOTE
BEGIN = Verb(Subject.CONTACT, CARE, _begin, makes="contact")
SET = Verb(Subject.CONTACT, CARE, _set, stands_of=_stands, by_of=_by, stricter=kept_apart, alike=_alike)
TASK = Verb(Subject.CONTACT, CARE, _task, stricter=kept_apart)
CLOSE = Verb(Subject.CONTACT, CARE, _close)
ADD = Verb(Subject.CONTACT, CARE, _add)
