"""A call written down: the incident, its answers, what the criteria said, and what a human chose instead."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tandem.demo import calibration as k
from tandem.demo import words
from tandem.demo.calls import Drawn
from tandem.demo.cast import Cast, Worker
from tandem.demo.dice import Dice
from tandem.demo.people import People
from tandem.demo.store import Store
from tandem.demo.ways import signs
from tandem.domain.incidents.criteria import Decision as Decided
from tandem.domain.incidents.models import Answer, Decision, Incident, Involvement, Override
from tandem.vocabulary.terms import Origin, Response, Unanswered
from tandem.vocabulary.timeline import Kind

SOURCE = "Demo CAD"
_FROM_CAD = (Origin.CALL_911, Origin.OFFICER_REQUEST, Origin.SELF_INITIATED)
# What a human chooses instead; the criteria's own answer is never among them.
_INSTEAD = (Response.TEAM_ALONE, Response.TEAM_POLICE_STAGED, Response.POLICE_LED)

LONGEST_WITHOUT_TEAM = timedelta(minutes=88)


@dataclass
class Taken:
    """A call in the store; the row may still be changed until the store is settled."""

    row: Incident
    drawn: Drawn
    response: str
    taker: Worker


def take(
    drawn: Drawn, number: str, decided: list[Decided], taker: Worker, cast: Cast, dice: Dice, store: Store
) -> Taken:
    """Store one call. `decided` holds the first decision, and the second where an answer changed."""
    at = drawn.received_at.astimezone(UTC)
    incident_id = dice.id()
    source = SOURCE if drawn.origin in _FROM_CAD else "Demo County 911 desk"
    row = Incident(
        id=incident_id,
        number=number,
        source=source,
        source_id=f"D{number}",
        source_hash=hashlib.sha256(f"{source} {number}".encode()).hexdigest(),
        agency_id=cast.organizations[drawn.area].pk,
        origin=drawn.origin,
        call_type=drawn.call_type,
        received_at=at,
        place=drawn.place,
        area=drawn.area,
        latitude=drawn.latitude,
        longitude=drawn.longitude,
        narrative=drawn.narrative,
        callback=drawn.callback,
        inputs=drawn.answers | drawn.later,
        created_at=at,
        changed_at=at,
    )
    store.add(row)
    store.log(Kind.INCIDENT_RECEIVED, at, taker, incident_id, origin=drawn.origin)
    signs(row, at, taker, store)
    moment = at
    for name, value in drawn.answers.items():
        moment = dice.later(moment, 0.05, 0.3)
        _answer(row, name, value, "", moment, taker, store)
    _decide(row, decided[0], "", moment, taker, store)
    if drawn.later:
        moment = dice.later(moment, 1, 5)
        for name, value in drawn.later.items():
            _answer(row, name, value, drawn.answers.get(name, ""), moment, taker, store)
        _decide(row, decided[1], decided[0].response, moment, taker, store)
    response = decided[-1].response
    if dice.happens(k.OVERRIDDEN):
        response = _override(row, response, dice.later(moment, 0.3, 2), taker, dice, store)
    row.response = response
    return Taken(row, drawn, response, taker)


def _answer(row: Incident, name: str, value: str, before: str, at: datetime, who: Worker, store: Store) -> None:
    store.add(Answer(incident_id=row.pk, input=name, value=value, previous=before, at=at, recorded_by=who.user_id))
    store.log(Kind.INCIDENT_ANSWERED, at, who, row.pk, input=name, old=before or Unanswered.NOT_ASKED.value, new=value)


def _decide(row: Incident, decided: Decided, before: str, at: datetime, who: Worker, store: Store) -> None:
    open_questions = [{"input": one.name, "title": one.title, "changes": one.text} for one in decided.open_questions]
    store.add(
        Decision(
            incident_id=row.pk,
            at=at,
            edition=decided.edition_id,
            inputs=dict(decided.inputs),
            rule=decided.rule_id,
            rule_label=decided.rule_label,
            response=decided.response,
            reason=decided.reason,
            staging=decided.staging,
            attire=decided.attire,
            car=decided.car,
            meanwhile=decided.meanwhile,
            open_questions=open_questions,
            pathways=[one.as_record() for one in decided.pathways],
        )
    )
    if before != decided.response:
        store.log(
            Kind.INCIDENT_DECIDED,
            at,
            who,
            row.pk,
            edition=decided.edition_id,
            response=decided.response,
            old=before,
            rule=decided.rule_label,
            open=len(open_questions),
        )


def _override(row: Incident, recommended: str, at: datetime, who: Worker, dice: Dice, store: Store) -> str:
    response = dice.one([one for one in _INSTEAD if one != recommended])
    store.add(
        Override(
            incident_id=row.pk,
            recommended=recommended,
            response=response,
            reason=dice.one(words.OVERRIDE_REASONS),
            at=at,
            chosen_by=who.user_id,
            chosen_by_name=who.name,
        )
    )
    store.log(Kind.INCIDENT_OVERRIDDEN, at, who, row.pk, recommended=recommended, response=response)
    return response


def end(taken: Taken, at: datetime, kind: Kind, reason: str, store: Store, who: Worker | None = None) -> None:
    """Close or cancel the call."""
    taken.row.state = "cancelled" if kind is Kind.INCIDENT_CANCELLED else "closed"
    taken.row.closed_at = taken.row.changed_at = at
    taken.row.closed_reason = reason
    store.log(kind, at, who or taken.taker, taken.row.pk, **({"reason": reason} if reason else {}))


def end_without_team(taken: Taken, people: People, dice: Dice, store: Store) -> None:
    """What became of a call no team went to."""
    at = taken.row.received_at
    if dice.happens(k.NAMED_WITHOUT_TEAM):
        involve(
            taken.row.pk,
            people.told_by_caller(at=at, call=taken.row.pk, taker=taken.taker),
            at,
            taken.taker,
            dice,
            store,
        )
    if dice.happens(k.CANCELLED_WITHOUT_TEAM):
        end(taken, dice.later(at, 8, 30), Kind.INCIDENT_CANCELLED, dice.one(words.CANCELLED), store)
    elif taken.response == Response.PHONE_988:
        end(taken, dice.later(at, 12, 60), Kind.INCIDENT_CLOSED, words.CLOSED_BY_PHONE, store)
    else:
        # The history ends a while before now, and no call of it is still open then.
        end(
            taken,
            min(dice.later(at, 25, 120), at + LONGEST_WITHOUT_TEAM),
            Kind.INCIDENT_CLOSED,
            dice.one(words.CLOSED_WITHOUT_TEAM),
            store,
        )


def involve(incident: UUID, person: UUID, at: datetime, who: Worker, dice: Dice, store: Store) -> None:
    """Put the person in crisis on the call."""
    moment = at + timedelta(minutes=1)
    store.add(Involvement(id=dice.id(), incident_id=incident, person_id=person, added_at=moment))
    store.log(Kind.PERSON_ADDED, moment, who, incident, person, part="in_crisis")
