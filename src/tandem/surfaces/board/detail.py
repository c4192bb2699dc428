"""One call whole, beside the board: recommendation, open questions, facts, times, what changed; and who is on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string

from tandem.disclosure import ListRelease
from tandem.domain.incidents import records
from tandem.domain.incidents.criteria import BY_NAME, INPUTS
from tandem.domain.incidents.criteria.inputs import ABOUT
from tandem.domain.incidents.records import BoardCall, CallDetail
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.people import records as people
from tandem.domain.releases import timeline
from tandem.domain.releases.plans import card_for_dispatch
from tandem.domain.staffing.records import on_shift
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.board import drawn, fit, lots, ways
from tandem.surfaces.board.doors import people_release
from tandem.surfaces.board.rows import imported
from tandem.vocabulary.criteria import UNSERVED_LABELS
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import UNANSWERED_LABELS, Role, Unanswered

ASKED_AT_ONCE = 4
HISTORY = 12
UNKNOWNS = [(one.value, UNANSWERED_LABELS[one]) for one in (Unanswered.UNKNOWN, Unanswered.DECLINED)]
# Said elsewhere on the panel: who calls, and who is on shift.
NOT_FACTS = ("caller", "prior_contacts", "unit_on_shift")


@dataclass(frozen=True)
class Panel:
    """The call's own part of the page. `ids` are what it shows, for the access log; never part of `html`: a token."""

    call: CallDetail
    html: str
    people_html: str
    ids: frozenset[UUID]
    nearby: tuple[BoardCall, ...]


def panel(
    incident_id: UUID, *, actor: Actor, release: ListRelease, version: datetime | None = None, teams=None, active=None
) -> Panel:
    """Draw one call. `version` is when it last changed, if known: what is drawn is then kept. Raises Absent."""
    teams = on_shift() if teams is None else teams
    active = records.active_by_team(release=release) if active is None else active
    doing = tuple((team.id, one.incident_id, one.status) for team in teams if (one := active.get(team.id)))
    key = ("panel", incident_id, version, actor.role, tuple(teams), doing, drawn.minute())

    def draw() -> tuple[CallDetail, str, tuple[BoardCall, ...]]:
        call = records.call(incident_id, release=release)
        context = facts_of(call, actor=actor, release=release)
        there = ways.ways(call, teams, release=release)
        context["fits"] = fit.fits(call.id, call.response, there, teams, active, clock.now(), fit.bring_of(call))
        context["best"] = fit.best(context["fits"])
        context["lot"] = lots.shown(call.id, live=context["live"], release=release)
        # "Is it the same?" is worth asking until a team is sent.
        new = not call.assignments and context["live"]
        twins = tuple(records.nearby(call.id, release=release)) if new else ()
        return call, render_to_string("board/_panel.html", context), twins

    call, html, twins = drawn.once(key, draw) if version else draw()
    people_html = draw_people(call, actor=actor)
    ids = {call.id, *call.everybody} if people_html else {call.id}
    return Panel(call, html, people_html, frozenset(ids | {one.id for one in twins}), twins)


def facts_of(call: CallDetail, *, actor: Actor, release: ListRelease) -> dict:
    """What the templates of a call read."""
    decision = call.decision
    overridden = call.override is not None and decision is not None and call.response == call.override.response
    changed = decision.at if decision and call.first_decision_differs else None
    opened = decision.open_questions if decision else ()
    return {
        "call": call,
        "decision": decision,
        "changed_at": changed,
        "overridden": overridden,
        "plan": decision.plan if decision else [],
        "pathways": decision.pathways if decision else (),
        "questions": [question(one, call) for one in opened[:ASKED_AT_ONCE] if one["input"] in BY_NAME],
        "more_questions": max(0, len(opened) - ASKED_AT_ONCE),
        "facts": facts(call),
        "caller_is": records.input_words("caller", call.inputs["caller"]) if "caller" in call.inputs else "",
        "active": [one for one in call.assignments if one.active],
        "history": timeline.of_incident(call.id, release=release, limit=HISTORY),
        "live": call.state in LIVE_STATES,
        "unserved": UNSERVED_LABELS[call.unserved].lower() if call.unserved else "",
        "imported": imported(call),
        "rule_edition": decision.edition if decision else "",
        "may": {
            "assign": actor.may(Permission.INCIDENT_ASSIGN),
            "override": actor.may(Permission.INCIDENT_OVERRIDE),
            "close": actor.may(Permission.INCIDENT_CLOSE),
            "link": actor.may(Permission.INCIDENT_LINK),
            "correct": actor.may(Permission.INCIDENT_CORRECT),
            "lead": actor.may(Permission.LEAD_HAND_OVER),
            "status": actor.may(Permission.UNIT_STATUS),
            "describe": actor.may(Permission.PERSON_DESCRIBE),
            "answer": actor.may(Permission.INCIDENT_ANSWER),
            "draw": actor.may(Permission.TRIAL_DRAW),
        },
    }


def question(opened: dict, call: CallDetail) -> dict:
    """One open question with its real choices."""
    asked = BY_NAME[opened["input"]]
    return {
        "name": asked.name,
        "title": asked.title,
        "say": asked.say,
        "options": [(one.value, one.label) for one in asked.choices],
        "unknowns": UNKNOWNS[:1],
        "value": call.inputs.get(asked.name, ""),
        "changes": opened["changes"],
    }


def facts(call: CallDetail) -> list[tuple[str, str | None, str]]:
    """(label, answer, None) or (label, None, word) where it is not known, in the criteria's order."""
    known = (call.decision.inputs if call.decision else {}) | call.inputs
    found = []
    for asked in INPUTS:
        if asked.name in NOT_FACTS:
            continue
        value = known.get(asked.name, Unanswered.NOT_ASKED)
        words = records.input_words(asked.name, value)
        if asked.group == ABOUT and value == Unanswered.NOT_ASKED:
            # Asked only where it helps: its silence says nothing.
            continue
        found.append((asked.label, None, words) if value in set(Unanswered) else (asked.label, words, ""))
    return found


def draw_people(call: CallDetail, *, actor: Actor) -> str:
    """The persons on the call with their published cautions, as far as this reader's rules go; "" if not at all."""
    release = people_release(actor, call.state)
    if release is None:
        return ""
    names = people.names(call.everybody, release=release) if call.everybody else {}
    cautions = {}
    if call.everybody and release.allows(Category.SAFETY_FLAGS):
        cautions = people.cautions_of(call.everybody, release=release)
    # One line of the card of whoever agreed that dispatch reads it (R31): who should come, before a team is sent.
    cards = {one: card_for_dispatch(actor, one) for one in names} if actor.role == Role.DISPATCHER else {}
    shown = [(names[one], cautions.get(one, []), cards.get(one)) for one in call.everybody if one in names]
    may = {
        "describe": actor.may(Permission.PERSON_DESCRIBE),
        "correct": actor.may(Permission.INCIDENT_CORRECT),
        "warn": actor.may(Permission.CAUTION_PUBLISH),
    }
    return render_to_string("board/_people.html", {"call": call, "people": shown, "may": may})
