"""What one can do to a call: each verb's few fields, and the act behind it. A page and a dialog are made from these."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tandem.disclosure import ListRelease
from tandem.domain.incidents import actions, records
from tandem.domain.incidents.records import AssignmentSummary, CallDetail
from tandem.domain.incidents.rules import ORDER_OF_TIMES, TIME_LABELS
from tandem.domain.people import actions as people_actions
from tandem.domain.people import records as people
from tandem.domain.staffing import travel
from tandem.domain.staffing.records import on_shift, team
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.board import cautions, fit, ways
from tandem.surfaces.board.doors import people_release
from tandem.surfaces.board.times import parse_time
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import HANDOFF_LABELS, RESPONSE_LABELS, Response, UnitTime

Data = Any  # A QueryDict, or anything with `get`.


@dataclass(frozen=True)
class Scene:
    """What a verb may look at: the call, who asks, and the release it was read under."""

    call: CallDetail
    actor: Actor
    release: ListRelease

    @property
    def active(self) -> list[AssignmentSummary]:
        return [one for one in self.call.assignments if one.active]

    def assignment(self, data: Data) -> AssignmentSummary:
        """The assignment named in `data`, if it is one of this call."""
        wanted = data.get("assignment", "")
        found = next((one for one in self.call.assignments if str(one.id) == wanted), None)
        if found is None:
            raise Refusal(("assignment", "Choose a team on this call."))
        return found


@dataclass(frozen=True)
class Verb:
    """`parts` are the fields of its form, `do` the act; `stop` draws the button as one that ends something."""

    permission: Permission
    title: Callable[[Scene], str]
    words: Callable[[Scene], str]
    parts: Callable[[Scene], list[dict]]
    do: Callable[[Scene, Data], None]
    button: Callable[[Scene], str]
    back: str = "Go back"
    stop: bool = False


def reason(label: str = "Why?", hint: str = "One sentence. It stays with the call.") -> dict:
    return {"name": "reason", "label": label, "hint": hint, "maxlength": 200}


def _teams(scene: Scene) -> list[fit.Fit]:
    call = scene.call
    active = records.active_by_team(release=scene.release)
    there = ways.ways(call, on_shift(), release=scene.release)
    return fit.fits(call.id, call.response, there, on_shift(), active, clock.now(), fit.bring_of(call))


def _place(scene: Scene) -> str:
    return scene.call.place or "this call"


def _assign_parts(scene: Scene) -> list[dict]:
    found = [one for one in _teams(scene) if not one.here]
    best = fit.best(found)
    pick = [
        {
            "value": one.team_id,
            "word": f"{one.unit}: {one.names}",
            "small": one.why,
            "chip": one.arrival,
            "chip_kind": "unknown" if one.minutes is None else "ok" if one is best else "" if one.free else "warn",
        }
        for one in found
    ]
    return [
        {"name": "team", "label": "Team", "pick": pick, "value": best.team_id if best else None},
        {
            "name": "assigned_for",
            "label": "Recorded for",
            "hint": "Who asked, if it was not you. Like: Sgt. Lindqvist, by radio.",
            "maxlength": 120,
        },
    ]


def _assign(scene: Scene, data: Data) -> None:
    try:
        chosen = UUID(data.get("team", ""))
    except ValueError:
        raise Refusal(("team", "Choose a team.")) from None
    actions.assign(scene.call.id, actor=scene.actor, team_id=chosen, assigned_for=data.get("assigned_for", ""))


def _assign_words(scene: Scene) -> str:
    response = RESPONSE_LABELS.get(scene.call.response, "Not yet decidable")
    if not on_shift():
        return f"{response}. No team is on shift. Sign one on first, or send whom you would send by CAD."
    speed = travel.known().speed
    return f"{response}. Best fit first, then time to arrive. Lines at {speed.mph} mph. {speed.source}"


OTHER = {
    Response.PHONE_988: "No one is sent.",
    Response.TEAM_ALONE: "Police not nearby.",
    Response.TEAM_POLICE_STAGED: "Police near, out of sight.",
    Response.POLICE_LED: "Officers make contact first. The team comes to the door after.",
    Response.EMS_WITH_TEAM: "Medical first.",
}


def _override_parts(scene: Scene) -> list[dict]:
    recommended = scene.call.decision.response if scene.call.decision else ""
    pick = [
        {"value": one.value, "word": RESPONSE_LABELS[one], "small": words}
        for one, words in OTHER.items()
        if one != recommended
    ]
    return [
        {"name": "response", "label": "Response", "pick": pick},
        {"name": "reason", "label": "Why?", "kind": "textarea", "hint": "One sentence.", "maxlength": 1000, "rows": 3},
    ]


def _override_words(scene: Scene) -> str:
    kept = "Both are kept. The reason goes to the weekly criteria review, not to discipline."
    decision = scene.call.decision
    return f"Recommended: {decision.response_words} ({decision.rule_label}). {kept}" if decision else kept


def _assignments(found: list[AssignmentSummary]) -> dict:
    seg = [(one.id, one.unit) for one in found]
    return {"name": "assignment", "label": "Team", "seg": seg, "value": seg[0][0] if len(seg) == 1 else None}


STAMPS = [
    (UnitTime.ARRIVAL, "On scene"),
    (UnitTime.ENGAGEMENT, "With the person"),
    (UnitTime.CLEAR, "Clear"),
]


def _status_parts(scene: Scene) -> list[dict]:
    return [
        _assignments(scene.active),
        {"name": "which", "label": "Status", "seg": [(one.value, words) for one, words in STAMPS]},
        {"name": "at", "label": "At", "kind": "clock", "hint": "Like 21:47. Leave empty for now."},
    ]


def _which(data: Data) -> UnitTime:
    try:
        return UnitTime(data.get("which", ""))
    except ValueError:
        raise Refusal(("which", "Choose one of these.")) from None


def _status(scene: Scene, data: Data) -> None:
    assignment, which = scene.assignment(data), _which(data)
    told = data.get("at", "").strip()
    after, before = _between(assignment, which, scene)
    at = parse_time(told, "at", after=after, before=before) if told else None
    actions.stamp(assignment.id, actor=scene.actor, which=which, at=at)


def _between(assignment: AssignmentSummary, which: UnitTime, scene: Scene) -> tuple[datetime, datetime]:
    """The moments one of the five times lies between, as its call stands: what came before it, what came after, now."""
    times = {UnitTime.REQUEST: scene.call.received_at, **{key: at for key, at in assignment.times.items() if at}}
    place = ORDER_OF_TIMES.index(which)
    earlier = [times[one] for one in ORDER_OF_TIMES[:place] if one in times]
    later = [times[one] for one in ORDER_OF_TIMES[place + 1 :] if one in times]
    return max(earlier), min([*later, clock.now()])


def _time_parts(scene: Scene) -> list[dict]:
    which = [(one.value, words) for one, words in TIME_LABELS.items() if one != UnitTime.REQUEST]
    return [
        _assignments(list(scene.call.assignments)),
        {"name": "which", "label": "Which time is wrong?", "seg": which},
        {"name": "at", "label": "What is right?", "hint": "Like 21:47, or 2026-11-22 21:47 for another day."},
        reason(),
    ]


def _time(scene: Scene, data: Data) -> None:
    assignment, which = scene.assignment(data), _which(data)
    day = assignment.times[which] or scene.call.received_at
    after, before = _between(assignment, which, scene)
    at = parse_time(data.get("at", ""), "at", day=day, after=after, before=before)
    actions.correct_time(assignment.id, actor=scene.actor, which=which, at=at, reason=data.get("reason", ""))


def _lead_parts(scene: Scene) -> list[dict]:
    members = [
        {"value": f"{one.id} {member.id}", "word": member.name, "small": f"{one.unit}, {member.profession}"}
        for one in scene.active
        for member in getattr(team(one.team_id), "members", ())
    ]
    return [
        {"name": "member", "label": "Who leads now?", "pick": members},
        {"name": "reason", "label": "Why does the lead change?", "seg": list(HANDOFF_LABELS.items())},
    ]


def _lead(scene: Scene, data: Data) -> None:
    assignment, _space, member = data.get("member", "").partition(" ")
    if assignment not in {str(one.id) for one in scene.active}:
        raise Refusal(("member", "Choose who leads now."))
    try:
        chosen = UUID(member)
    except ValueError:
        raise Refusal(("member", "Choose who leads now.")) from None
    actions.hand_over(UUID(assignment), actor=scene.actor, member_id=chosen, reason=data.get("reason", ""))


def _release(scene: Scene, data: Data) -> None:
    actions.release_team(scene.assignment(data).id, actor=scene.actor, reason=data.get("reason", ""))


def _person(scene: Scene, data: Data) -> None:
    with transaction.atomic():
        told = data.get("appearance", "")
        person = people_actions.describe(actor=scene.actor, told_on=scene.call.id, appearance=told)
        actions.add_person(scene.call.id, actor=scene.actor, person_id=person)


def _caution_parts(scene: Scene) -> list[dict]:
    release = people_release(scene.actor, scene.call.state)
    known = people.names(scene.call.person_ids, release=release) if release else {}
    pick = [{"value": one, "word": known[one].title} for one in scene.call.person_ids if one in known]
    only = pick[0]["value"] if len(pick) == 1 else None
    holds = {"name": "expires_at", "label": "Holds for", "seg": cautions.days()}
    return [{"name": "person", "label": "About whom?", "pick": pick, "value": only}, *cautions.texts(), holds]


def _caution(scene: Scene, data: Data) -> None:
    chosen = next((one for one in scene.call.person_ids if str(one) == data.get("person", "")), None)
    if chosen is None:
        raise Refusal(("person", "Choose whom it is about. Add the person to the call first."))
    told = {name: data.get(name, "") for name in ("words", "avoid", "what_helps")}
    people_actions.publish_caution(
        actor=scene.actor,
        person_id=chosen,
        told_on=scene.call.id,
        expires_at=cautions.end_of("expires_at", data.get("expires_at", "")),
        **told,
    )


def _wrong_parts(scene: Scene) -> list[dict]:
    release = people_release(scene.actor, scene.call.state)
    known = people.names(scene.call.person_ids, release=release) if release else {}
    pick = [{"value": one, "word": known[one].title} for one in scene.call.person_ids if one in known]
    only = pick[0]["value"] if len(pick) == 1 else None
    return [{"name": "person", "label": "Who does not belong here?", "pick": pick, "value": only}, reason()]


def _wrong(scene: Scene, data: Data) -> None:
    chosen = next((one for one in scene.call.person_ids if str(one) == data.get("person", "")), None)
    if chosen is None:
        raise Refusal(("person", "Choose who does not belong on this call."))
    actions.remove_person(scene.call.id, actor=scene.actor, person_id=chosen, reason=data.get("reason", ""))


FACTS = [
    ("place", "Place"),
    ("area", "Area"),
    ("call_type", "Kind of call"),
    ("caller", "Caller"),
    ("callback", "Call back"),
    ("narrative", "What was told"),
    ("received_at", "Time received"),
]


def _correct_parts(scene: Scene) -> list[dict]:
    return [
        {"name": "field", "label": "What is wrong?", "kind": "select", "options": [("", "Choose"), *FACTS]},
        {"name": "value", "label": "What is right?", "kind": "textarea", "hint": "A time like 2026-11-22 21:47."},
        reason(),
    ]


def _correct(scene: Scene, data: Data) -> None:
    field, value = data.get("field", ""), data.get("value", "")
    if field not in dict(FACTS):
        raise Refusal(("field", "Choose what is wrong."))
    if field == "received_at":
        stamped = [at for one in scene.call.assignments for at in one.times.values() if at]
        before = min([*stamped, clock.now()])
        told = parse_time(value, "value", day=scene.call.received_at, before=before)
    else:
        told = value
    try:
        actions.correct(scene.call.id, actor=scene.actor, field=field, value=told, reason=data.get("reason", ""))
    except Refusal as refusal:
        raise Refusal(*[("value" if name == field else name, words) for name, words in refusal.errors]) from None


def _ends(verb: Callable) -> Callable[[Scene, Data], None]:
    return lambda scene, data: verb(scene.call.id, actor=scene.actor, reason=data.get("reason", ""))


def _say(words: str) -> Callable[[Scene], str]:
    return lambda scene: words


def _assign_button(scene: Scene) -> str:
    best = fit.best([one for one in _teams(scene) if not one.here])
    return f"Assign {best.unit}" if best and len(on_shift()) == 1 else "Assign the team"


_P = Permission
VERBS: dict[str, Verb] = {
    "assign": Verb(
        _P.INCIDENT_ASSIGN,
        lambda scene: f"Who goes to {_place(scene)}?",
        _assign_words,
        _assign_parts,
        _assign,
        _assign_button,
        back="Cancel",
    ),
    "override": Verb(
        _P.INCIDENT_OVERRIDE,
        _say("Choose another response"),
        _override_words,
        _override_parts,
        lambda scene, data: actions.override(
            scene.call.id, actor=scene.actor, response=data.get("response", ""), reason=data.get("reason", "")
        ),
        _say("Use this response"),
        back="Keep the recommendation",
    ),
    "status": Verb(
        _P.UNIT_STATUS,
        _say("Set a status by radio"),
        lambda scene: f"For {_place(scene)}. A time that is stamped already stays as it is.",
        _status_parts,
        _status,
        _say("Set the status"),
    ),
    "time": Verb(
        _P.INCIDENT_CORRECT,
        _say("Correct a time"),
        _say("The first time stays in the history, with the reason."),
        _time_parts,
        _time,
        _say("Correct the time"),
    ),
    "lead": Verb(
        _P.LEAD_HAND_OVER,
        _say("Change the lead"),
        _say("It stands at once, and on the timeline."),
        _lead_parts,
        _lead,
        _say("Change the lead"),
    ),
    "release": Verb(
        _P.INCIDENT_ASSIGN,
        _say("Release a team"),
        _say("Off this call before it is clear: sent by mistake, or needed elsewhere."),
        lambda scene: [_assignments(scene.active), reason()],
        _release,
        _say("Release the team"),
        stop=True,
    ),
    "person": Verb(
        _P.PERSON_DESCRIBE,
        _say("Add a person"),
        _say("It's fine not to know a name. What was told on this call is what dispatch and the team see."),
        lambda scene: [
            {"name": "appearance", "label": "Who are they?", "hint": "Male, about 30, red jacket.", "maxlength": 200}
        ],
        _person,
        _say("Add the person"),
    ),
    "caution": Verb(
        _P.CAUTION_PUBLISH,
        _say("Write a caution"),
        _say("What keeps people safe at the door, with your name and an end. Never a label."),
        _caution_parts,
        _caution,
        _say("Publish the caution"),
    ),
    "wrong-person": Verb(
        _P.INCIDENT_CORRECT,
        _say("Wrong person"),
        _say("They are taken off this call. That they were named, and why not, stays in the history."),
        _wrong_parts,
        _wrong,
        _say("Take them off the call"),
        stop=True,
    ),
    "correct": Verb(
        _P.INCIDENT_CORRECT,
        _say("Correct a fact"),
        _say("The old value stays in the history, with the reason. An answer is changed by answering again."),
        _correct_parts,
        _correct,
        _say("Correct it"),
    ),
    "close": Verb(
        _P.INCIDENT_CLOSE,
        lambda scene: f"Close {scene.call.number}?",
        _say("Teams still on it are released with the same reason. It can be reopened."),
        lambda scene: [reason("How did it end?")],
        _ends(actions.close),
        _say("Close the call"),
        back="Keep it open",
        stop=True,
    ),
    "cancel": Verb(
        _P.INCIDENT_CLOSE,
        lambda scene: f"Cancel {scene.call.number}?",
        _say("The call is not needed any more, or is another call once more. It can be reopened."),
        lambda scene: [reason()],
        _ends(actions.cancel),
        _say("Cancel the call"),
        back="Keep it open",
        stop=True,
    ),
    "reopen": Verb(
        _P.INCIDENT_CLOSE,
        lambda scene: f"Reopen {scene.call.number}?",
        _say("It goes back on the board and needs a team again."),
        lambda scene: [reason()],
        _ends(actions.reopen),
        _say("Reopen the call"),
    ),
}
