"""Answers to the criteria's inputs, the decision they lead to, and a human's other choice."""

from datetime import datetime
from uuid import UUID

from tandem.domain.incidents.actions.wake import wake
from tandem.domain.incidents.criteria import validate
from tandem.domain.incidents.criteria.evaluate import Decision as Decided
from tandem.domain.incidents.criteria.evaluate import evaluate
from tandem.domain.incidents.editions import edition_in_force
from tandem.domain.incidents.models import Answer, Decision, Incident, Override
from tandem.domain.incidents.rules import LIVE_STATES, check_unserved
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.database.journey import Statement, send
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Response, Unanswered
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

SHORTEST_REASON = 10


def locked(incident_id: UUID) -> Incident:
    """The incident, held until this transaction ends. Raises Absent."""
    found = Incident.objects.select_for_update().filter(pk=incident_id).first()
    if found is None:
        raise Absent
    return found


def store_answers(
    incident: Incident, values: dict[str, str], doing: Act, *, said_by: str = "", detail: str = ""
) -> list[Answer]:
    """Append what is new in `values` to the history and set the present answers. Returns the rows of what changed."""
    rows = []
    for name, value in values.items():
        previous = incident.inputs.get(name, "")
        if value == (previous or Unanswered.NOT_ASKED):
            continue
        row = Answer(
            incident=incident,
            input=name,
            value=value,
            previous=previous,
            detail=detail,
            said_by=said_by,
            at=doing.at,
            recorded_by=doing.actor.id,
        )
        rows.append(row)
        incident.inputs = {**incident.inputs, name: value}
        doing.log(Kind.INCIDENT_ANSWERED, incident.pk, input=name, old=previous or Unanswered.NOT_ASKED, new=value)
    doing.add(*rows)
    return rows


def decided_now(incident: Incident, teams: str) -> Decided:
    """What the edition in force says of the present answers and of `teams` (see `available`). Stores nothing."""
    return evaluate(edition_in_force(), {**incident.inputs, "unit_on_shift": teams})


def decide_in(incident: Incident, doing: Act, teams: str) -> Decided:
    """Apply the edition in force and store the decision, unless the newest says the very same. Saves the incident.

    At most once in an act: the decision is stored when the act ends.
    """
    decided = decided_now(incident, teams)
    fresh = incident._state.adding
    newest = None if fresh else incident.decisions.order_by("-id").first()
    open_questions = [{"input": one.name, "title": one.title, "changes": one.text} for one in decided.open_questions]
    same = newest and (newest.rule, newest.edition, newest.inputs, newest.open_questions) == (
        decided.rule_id,
        decided.edition_id,
        dict(decided.inputs),
        open_questions,
    )
    if same:
        return decided
    if fresh or not incident.overrides.exists():
        incident.response = decided.response
    incident.changed_at = doing.at
    if not fresh:
        incident.save()
    doing.add(
        Decision(
            incident=incident,
            at=doing.at,
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
    if newest is None or newest.response != decided.response:
        doing.log(
            Kind.INCIDENT_DECIDED,
            incident.pk,
            edition=decided.edition_id,
            response=decided.response,
            old=newest.response if newest else "",
            rule=decided.rule_label,
            open=len(open_questions),
        )
    return decided


def available(now: datetime) -> str:
    """What the criteria ask about teams: one is free, all are busy, or none is on shift."""
    ((one_is_free,),) = send([asking_teams(now)])
    return in_words(one_is_free)


def asking_teams(now: datetime) -> Statement:
    """Whether a team on shift is free; null where none is on shift. Somebody alone is no team."""
    return Statement(
        "SELECT bool_or(busy.id IS NULL) FROM staffing_team team LEFT JOIN incidents_assignment busy"
        " ON busy.team_id = team.id AND busy.cleared_at IS NULL AND busy.released_at IS NULL"
        " WHERE team.signed_off_at IS NULL AND team.until > %s AND NOT team.by_phone",
        [now],
    )


def in_words(one_is_free: bool | None) -> str:
    """The criteria's word for an answer to `asking_teams`."""
    return {None: "none", True: "free", False: "busy"}[one_is_free]


def answer(incident_id: UUID, *, actor: Actor, name: str, value: str, said_by: str = "", detail: str = "") -> Decided:
    """Record one answer and decide again. A changed answer appends and keeps the old one. Raises Refusal, Absent."""
    return answer_many(incident_id, {name: value}, actor=actor, said_by=said_by, detail=detail)


def answer_many(
    incident_id: UUID, values: dict[str, str], *, actor: Actor, said_by: str = "", detail: str = ""
) -> Decided:
    """Record several answers in one act and decide once."""
    validate(values)
    clean("said_by", said_by, 120)
    clean("detail", detail, 200)
    with act(actor, Permission.INCIDENT_ANSWER, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        store_answers(incident, values, doing, said_by=said_by, detail=detail)
        decided = decide_in(incident, doing, available(doing.at))
        doing.publish("incident.changed", incident=incident.pk)
        wake(doing, incident.pk)
        return decided


def decide_again(incident_id: UUID, *, actor: Actor) -> Decided:
    """Apply the criteria once more, because something they read changed, like who is on shift."""
    with act(actor, Permission.INCIDENT_ANSWER, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        decided = decide_in(incident, doing, available(doing.at))
        wake(doing, incident.pk)
        return decided


def said(unserved: str) -> dict[str, str]:
    """What the log keeps of why no team went."""
    return {"unserved": unserved} if unserved else {}


def override(incident_id: UUID, *, actor: Actor, response: str, reason: str, unserved: str = "") -> None:
    """Choose another response. The recommendation stays beside it; a reason of at least ten characters is owed.

    `unserved` says in one word why no team goes (`TOLD_UNSERVED`), "" where nobody says it.
    """
    if response not in list(Response) or response == Response.NOT_DECIDABLE:
        raise Refusal(("response", "Choose one of the responses."))
    clean("reason", reason, 1000)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(("reason", "Write why, so that the criteria can learn from this call."))
    check_unserved(unserved, response)
    with act(actor, Permission.INCIDENT_OVERRIDE, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        if incident.state not in LIVE_STATES:
            raise Refusal(("response", "This call is closed. Reopen it first."))
        newest = incident.decisions.order_by("-id").first()
        recommended = newest.response if newest else ""
        Override.objects.create(
            incident=incident,
            recommended=recommended,
            response=response,
            reason=reason,
            at=doing.at,
            chosen_by=actor.id,
            chosen_by_name=actor.name,
        )
        incident.response = response
        incident.unserved = unserved
        incident.changed_at = doing.at
        incident.save()
        doing.log(Kind.INCIDENT_OVERRIDDEN, incident.pk, recommended=recommended, response=response, **said(unserved))
        doing.publish("incident.changed", incident=incident.pk)
        wake(doing, incident.pk)
