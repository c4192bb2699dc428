"""The officer's two forms as fields of a phone: `ending.*` and `force.*`, for one person of the call or for nobody."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tandem.domain.encounters import actions
from tandem.domain.encounters.forms import ENDING, FORCE_REPORT, Answers, Form, Kind
from tandem.domain.encounters.scene_records import police_endings, police_reports
from tandem.domain.phones import pieces
from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import OnCall, on_call
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.verb import Made, Said, Verb
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject

PARTS: dict[str, Form] = {"ending": ENDING, "force": FORCE_REPORT}


def shapes(form: Form, answers: Answers) -> dict[str, list[str]]:
    """Stored answers as the phone sends them: name → list of texts; a count is `name.code`, a time HH:MM here."""
    found: dict[str, list[str]] = {}
    for field in form.fields:
        value = answers.get(field.name)
        if not value:
            continue
        if isinstance(value, dict):
            found |= {f"{field.name}.{code}": [str(number)] for code, number in value.items()}
        elif isinstance(value, list):
            found[field.name] = list(value)
        elif field.kind == Kind.CLOCK:
            found[field.name] = [timezone.localtime(datetime.fromisoformat(value)).strftime("%H:%M")]
        else:
            found[field.name] = [value]
    return found


def names(form: Form) -> set[str]:
    """Every name a phone may set of a form."""
    found = set()
    for field in form.fields:
        found |= (
            {f"{field.name}.{code}" for code, _words in field.options} if field.kind == Kind.COUNTS else {field.name}
        )
    return found


def texts(name: str, value: object) -> list[str]:
    """What a phone says for one field of a form. Raises Refusal."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value) or len(value) > 100:
        say.no(name, "This must be a list of texts.")
    return list(value)


def standing(one: OnCall) -> dict[str, dict[str, list[str]]]:
    """Person's id ("" for nobody) → what stands of both forms, as fields."""
    found: dict[str, dict[str, list[str]]] = {}
    for part, told in (
        ("ending", police_endings(one.mine.id, release=one.release)),
        ("force", police_reports(one.mine.id, release=one.release)),
    ):
        for each in told:
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
    told = [("ending", each) for each in police_endings(one.mine.id, release=one.release)]
    told += [("force", each) for each in police_reports(one.mine.id, release=one.release)]
    return {
        f"{part}.{name}": (each.by, each.written_at)
        for part, each in told
        if each.person_id == person_id
        for name in names(PARTS[part])
    }


def _take(actor: Actor, piece: Piece, fields: Mapping[str, object]) -> Made:
    known = {f"{part}.{name}" for part, form in PARTS.items() for name in names(form)}
    say.only(fields, known.__contains__)
    stands = _stands(actor, piece) | dict(fields)
    told = {name.partition(".")[2]: texts(name, value) for name, value in stands.items()}
    actions.report(piece.subject, actor=actor, person_id=_person(piece, actor), told=told)
    return {}


REPORT = Verb(Subject.ASSIGNMENT, Category.LE_NARRATIVE, _take, stands_of=_stands, by_of=_by)
