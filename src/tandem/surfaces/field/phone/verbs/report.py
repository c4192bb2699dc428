"""The officer's two forms as fields of a phone: `ending.*` and `force.*`, for one person of the call or for nobody."""

from collections.abc import Mapping
from uuid import UUID

from tandem.domain.encounters import actions
from tandem.domain.encounters.forms import ENDING, FORCE_REPORT, Form
from tandem.domain.encounters.scene_records import police_endings, police_reports
from tandem.domain.phones import pieces
from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import OnCall, on_call
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.shapes import names, shapes, told
from tandem.surfaces.field.phone.verbs.verb import Made, Said, Verb
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject

PARTS: dict[str, Form] = {"ending": ENDING, "force": FORCE_REPORT}


def standing(one: OnCall) -> dict[str, dict[str, list[str]]]:
    """Person's id ("" for nobody) → what stands of both forms, as fields."""
    found: dict[str, dict[str, list[str]]] = {}
    for part, kept in (
        ("ending", police_endings(one.mine.id, release=one.release)),
        ("force", police_reports(one.mine.id, release=one.release)),
    ):
        for each in kept:
            mine = found.setdefault(str(each.person_id or ""), {})
            mine |= {f"{part}.{name}": value for name, value in shapes(PARTS[part], each.answers).items()}
    return found


def _person(piece: Piece, actor: Actor) -> UUID | None:
    told = say.uuid_or_none(piece.say, "person")
    return pieces.real(told, actor.id) if told else None


def _stands(actor: Actor, piece: Piece) -> dict[str, object]:
    return dict(standing(on_call(actor, piece.subject)).get(str(_person(piece, actor) or ""), {}))


def _by(actor: Actor, piece: Piece) -> Said:
    one, person_id = on_call(actor, piece.subject), _person(piece, actor)
    kept = [("ending", each) for each in police_endings(one.mine.id, release=one.release)]
    kept += [("force", each) for each in police_reports(one.mine.id, release=one.release)]
    return {
        f"{part}.{name}": (each.by, each.written_at)
        for part, each in kept
        if each.person_id == person_id
        for name in names(PARTS[part])
    }


def _take(actor: Actor, piece: Piece, fields: Mapping[str, object]) -> Made:
    known = {f"{part}.{name}" for part, form in PARTS.items() for name in names(form)}
    say.only(fields, known.__contains__)
    stands = _stands(actor, piece) | dict(fields)
    sent = {name.partition(".")[2]: value for name, value in stands.items()}
    actions.report(piece.subject, actor=actor, person_id=_person(piece, actor), told=told(sent))
    return {}


REPORT = Verb(Subject.ASSIGNMENT, Category.LE_NARRATIVE, _take, stands_of=_stands, by_of=_by)
