"""The safety plan and the preference card from the phone, written with the person: the same actions as the care pages.

The phone speaks of `plan.<section>` (a list of lines), `plan.language`, and `card.helps`, `card.avoid`, `card.words`,
`card.comes`. Who should come is words there; those that are one of the card's own choices are kept as such.
"""

import re
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.disclosure import Release
from tandem.domain.people.actions import write_card
from tandem.domain.people.records import wish_of
from tandem.domain.phones.rules import Piece
from tandem.domain.releases.opening import open_release
from tandem.domain.safety_plans import actions, records
from tandem.domain.safety_plans.form import form
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.verb import Made, Said, Verb
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.own_page import COMES_LABELS
from tandem.vocabulary.phones import Subject
from tandem.vocabulary.plans import Made as How
from tandem.vocabulary.refusal import Absent, Refusal

PLAN, CARD, LANGUAGE = "plan.", "card.", "plan.language"
CARD_TEXTS = ("helps", "avoid", "words")
_SPLIT = re.compile(r"\.\s+|\n+|\.$")
_CODES = {words.casefold(): str(code) for code, words in COMES_LABELS.items()}


def opened(actor: Actor, person_id: UUID) -> Release:
    """The person's release for who may read the whole plan. Raises Absent."""
    release = open_release(actor, person_id, Purpose.TREATMENT)
    if not records.may_read(release):
        raise Absent
    return release


def plan_fields(release: Release) -> dict[str, object]:
    """The plan as it stands, as the phone says it; without a plan, nothing."""
    plan = records.plan_of(release)
    if plan is None:
        return {}
    told = {f"{PLAN}{name}": list(lines) for name, lines in plan.sections.items()}
    return told | {LANGUAGE: plan.language}


def card_fields(release: Release) -> dict[str, object]:
    """The card as it stands, as the phone says it."""
    card = wish_of(release)
    if card is None:
        return {}
    return {"card.comes": list(card.who)} | {f"{CARD}{name}": getattr(card, name) for name in CARD_TEXTS}


def _named(refused: Refusal, prefix: str) -> Refusal:
    """The same refusal with the phone's names of the fields."""
    return Refusal(*((f"{prefix}{name}", sentence) for name, sentence in refused.errors))


def _lines(name: str, value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        say.no(name, "This must be a list of lines.")
    return value


def _set_plan(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    say.only(fields, {LANGUAGE, *(f"{PLAN}{name}" for name in form().names)}.__contains__)
    release = opened(actor, piece.subject)
    stands = records.plan_of(release)
    language = say.text(fields, LANGUAGE) or (stands.language if stands else "en")
    told = {name.removeprefix(PLAN): _lines(name, value) for name, value in fields.items() if name != LANGUAGE}
    try:
        actions.write_plan(
            actor=actor,
            release=release,
            base=stands.number if stands else 0,
            sections=told,
            language=language,
            made=How.TOGETHER,
            at=piece.at(None),
            begun=True,
        )
    except Refusal as refused:
        raise _named(refused, PLAN) from None
    return {}


def _plan_by(actor: Actor, person_id: UUID) -> Said:
    release = opened(actor, person_id)
    plan = records.plan_of(release)
    told = {f"{PLAN}{name}": said for name, said in records.said_by(release).items()}
    return told | ({LANGUAGE: (plan.by, plan.at)} if plan else {})


def comes_of(value: object) -> tuple[list[str], str]:
    """(codes, the rest in words) of who should come, as a phone says it. Raises Refusal."""
    parts = [part.strip() for one in _lines("card.comes", value) for part in _SPLIT.split(one) if part.strip()]
    codes = [_CODES[part.casefold()] for part in parts if part.casefold() in _CODES]
    return codes, ". ".join(part for part in parts if part.casefold() not in _CODES)


def _alike(name: str, value: object) -> object:
    """Who should come, as it is compared: choices and words in any order, however they were split."""
    if name != "card.comes":
        return value
    codes, rest = comes_of(value)
    return [*sorted(codes), rest] if codes or rest else None


def _set_card(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    say.only(fields, {"card.comes", *(f"{CARD}{name}" for name in CARD_TEXTS)}.__contains__)
    release = opened(actor, piece.subject)
    stands = wish_of(release)
    whole = card_fields(release) | fields
    comes, comes_words = comes_of(whole.get("card.comes"))
    try:
        write_card(
            actor=actor,
            release=release,
            base=stands.id if stands else None,
            comes=comes,
            comes_words=comes_words,
            language=stands.language if stands else "",
            made=How.TOGETHER,
            at=piece.at(None),
            **{name: say.text(whole, f"{CARD}{name}") for name in CARD_TEXTS},
        )
    except Refusal as refused:
        raise _named(refused, CARD) from None
    return {}


def _card_by(actor: Actor, person_id: UUID) -> Said:
    card = wish_of(opened(actor, person_id))
    who = card.by or _("The person") if card else ""
    return (
        {name: (who, card.given_at) for name in ("card.comes", *(f"{CARD}{one}" for one in CARD_TEXTS))} if card else {}
    )


PLAN_SET = Verb(
    Subject.PERSON,
    Category.SAFETY_PLAN,
    _set_plan,
    stands=lambda actor, person_id: plan_fields(opened(actor, person_id)),
    by=_plan_by,
)
CARD_SET = Verb(
    Subject.PERSON,
    Category.SAFETY_PLAN,
    _set_card,
    stands=lambda actor, person_id: card_fields(opened(actor, person_id)),
    by=_card_by,
    alike=_alike,
)
