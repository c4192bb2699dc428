"""What one can do to a call: each verb's few fields, and the act behind it. A page and a dialog are made from these."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

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
from tandem.surfaces.board import cautions, fit, unserved, ways
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
            raise Refusal(("assignment", _("Choose a team on this call.")))
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
    back: str = gettext_noop("Go back")
    stop: bool = False


def reason(
    label: str = gettext_noop("Why?"), hint: str = gettext_noop("One sentence. It stays with the call.")
) -> dict:
    return {"name": "reason", "label": label, "hint": hint, "maxlength": 200}


def _teams(scene: Scene) -> list[fit.Fit]:
    call = scene.call
    active = records.active_by_team(release=scene.release)
    there = ways.ways(call, on_shift(), release=scene.release)
    return fit.fits(call.id, call.response, there, on_shift(), active, clock.now(), fit.bring_of(call))


def _place(scene: Scene) -> str:
    return scene.call.place or _("this call")


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
        {"name": "team", "label": _("Team"), "pick": pick, "value": best.team_id if best else None},
        {
            "name": "assigned_for",
            "label": _("Recorded for"),
            "hint": _("Who asked, if it was not you. Like: Sgt. Lindqvist, by radio."),
            "maxlength": 120,
        },
    ]


def _assign(scene: Scene, data: Data) -> None:
    try:
        chosen = UUID(data.get("team", ""))
    except ValueError:
        raise Refusal(("team", _("Choose a team."))) from None
    actions.assign(scene.call.id, actor=scene.actor, team_id=chosen, assigned_for=data.get("assigned_for", ""))


def _assign_words(scene: Scene) -> str:
    response = RESPONSE_LABELS.get(scene.call.response, _("Not yet decidable"))
    if not on_shift():
        return _("%(response)s. No team is on shift. Sign one on first, or send whom you would send by CAD.") % {
            "response": response
        }
    speed = travel.known().speed
    return _("%(response)s. Best fit first, then time to arrive. Lines at %(mph)s mph. %(source)s") % {
        "response": response,
        "mph": speed.mph,
        "source": speed.source,
    }


OTHER = {
    Response.PHONE_988: gettext_noop("No one is sent."),
    Response.TEAM_ALONE: gettext_noop("Police not nearby."),
    Response.TEAM_POLICE_STAGED: gettext_noop("Police near, out of sight."),
    Response.POLICE_LED: gettext_noop("Officers make contact first. The team comes to the door after."),
    Response.EMS_WITH_TEAM: gettext_noop("Medical first."),
}


def _override_parts(scene: Scene) -> list[dict]:
    recommended = scene.call.decision.response if scene.call.decision else ""
    pick = [
        {"value": one.value, "word": RESPONSE_LABELS[one], "small": words}
        for one, words in OTHER.items()
        if one != recommended
    ]
    return [
        {"name": "response", "label": _("Response"), "pick": pick},
        {
            "name": "reason",
            "label": _("Why?"),
            "kind": "textarea",
            "hint": _("One sentence."),
            "maxlength": 1000,
            "rows": 3,
        },
        *unserved.parts(scene.call),
    ]


def _override_words(scene: Scene) -> str:
    kept = _("Both are kept. The reason goes to the weekly criteria review, not to discipline.")
    decision = scene.call.decision
    return f"Recommended: {decision.response_words} ({decision.rule_label}). {kept}" if decision else kept


def _assignments(found: list[AssignmentSummary]) -> dict:
    seg = [(one.id, one.unit) for one in found]
    return {"name": "assignment", "label": _("Team"), "seg": seg, "value": seg[0][0] if len(seg) == 1 else None}


STAMPS = [
    (UnitTime.ARRIVAL, gettext_noop("On scene")),
    (UnitTime.ENGAGEMENT, gettext_noop("With the person")),
    (UnitTime.CLEAR, gettext_noop("Clear")),
]


def _status_parts(scene: Scene) -> list[dict]:
    return [
        _assignments(scene.active),
        {"name": "which", "label": _("Status"), "seg": [(one.value, words) for one, words in STAMPS]},
        {"name": "at", "label": "At", "kind": "clock", "hint": _("Like 21:47. Leave empty for now.")},
    ]


def _which(data: Data) -> UnitTime:
    try:
        return UnitTime(data.get("which", ""))
    except ValueError:
        raise Refusal(("which", _("Choose one of these."))) from None


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
        {"name": "which", "label": _("Which time is wrong?"), "seg": which},
        {"name": "at", "label": _("What is right?"), "hint": _("Like 21:47, or 2026-11-22 21:47 for another day.")},
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
        {"name": "member", "label": _("Who leads now?"), "pick": members},
        {"name": "reason", "label": _("Why does the lead change?"), "seg": list(HANDOFF_LABELS.items())},
    ]


def _lead(scene: Scene, data: Data) -> None:
    assignment, _space, member = data.get("member", "").partition(" ")
    if assignment not in {str(one.id) for one in scene.active}:
        raise Refusal(("member", _("Choose who leads now.")))
    try:
        chosen = UUID(member)
    except ValueError:
        raise Refusal(("member", _("Choose who leads now."))) from None
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
    holds = {"name": "expires_at", "label": _("Holds for"), "seg": cautions.days()}
    return [{"name": "person", "label": _("About whom?"), "pick": pick, "value": only}, *cautions.texts(), holds]


def _caution(scene: Scene, data: Data) -> None:
    chosen = next((one for one in scene.call.person_ids if str(one) == data.get("person", "")), None)
    if chosen is None:
        raise Refusal(("person", _("Choose whom it is about. Add the person to the call first.")))
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
    return [{"name": "person", "label": _("Who does not belong here?"), "pick": pick, "value": only}, reason()]


def _wrong(scene: Scene, data: Data) -> None:
    chosen = next((one for one in scene.call.person_ids if str(one) == data.get("person", "")), None)
    if chosen is None:
        raise Refusal(("person", _("Choose who does not belong on this call.")))
    actions.remove_person(scene.call.id, actor=scene.actor, person_id=chosen, reason=data.get("reason", ""))


FACTS = [
    ("place", gettext_noop("Place")),
    ("area", gettext_noop("Area")),
    ("call_type", gettext_noop("Kind of call")),
    ("caller", gettext_noop("Caller")),
    ("callback", gettext_noop("Call back")),
    ("narrative", gettext_noop("What was told")),
    ("received_at", gettext_noop("Time received")),
]


def _correct_parts(scene: Scene) -> list[dict]:
    return [
        {"name": "field", "label": _("What is wrong?"), "kind": "select", "options": [("", _("Choose")), *FACTS]},
        {"name": "value", "label": _("What is right?"), "kind": "textarea", "hint": _("A time like 2026-11-22 21:47.")},
        reason(),
    ]


def _correct(scene: Scene, data: Data) -> None:
    field, value = data.get("field", ""), data.get("value", "")
    if field not in dict(FACTS):
        raise Refusal(("field", _("Choose what is wrong.")))
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
    return lambda scene, data: verb(
        scene.call.id, actor=scene.actor, reason=data.get("reason", ""), unserved=data.get("unserved", "")
    )


def _reopen(scene: Scene, data: Data) -> None:
    actions.reopen(scene.call.id, actor=scene.actor, reason=data.get("reason", ""))


def _override(scene: Scene, data: Data) -> None:
    told = {name: data.get(name, "") for name in ("response", "reason", "unserved")}
    actions.override(scene.call.id, actor=scene.actor, **told)


def _say(words: str) -> Callable[[Scene], str]:
    return lambda scene: words


def _assign_button(scene: Scene) -> str:
    best = fit.best([one for one in _teams(scene) if not one.here])
    return (_("Assign %(unit)s") % {"unit": best.unit}) if best and len(on_shift()) == 1 else _("Assign the team")


_P = Permission
VERBS: dict[str, Verb] = {
    "assign": Verb(
        _P.INCIDENT_ASSIGN,
        lambda scene: _("Who goes to %(place)s?") % {"place": _place(scene)},
        _assign_words,
        _assign_parts,
        _assign,
        _assign_button,
        back=gettext_noop("Cancel"),
    ),
    "override": Verb(
        _P.INCIDENT_OVERRIDE,
        _say(gettext_noop("Choose another response")),
        _override_words,
        _override_parts,
        _override,
        _say(gettext_noop("Use this response")),
        back=gettext_noop("Keep the recommendation"),
    ),
    "status": Verb(
        _P.UNIT_STATUS,
        _say(gettext_noop("Set a status by radio")),
        lambda scene: _("For %(place)s. A time that is stamped already stays as it is.") % {"place": _place(scene)},
        _status_parts,
        _status,
        _say(gettext_noop("Set the status")),
    ),
    "time": Verb(
        _P.INCIDENT_CORRECT,
        _say(gettext_noop("Correct a time")),
        _say(gettext_noop("The first time stays in the history, with the reason.")),
        _time_parts,
        _time,
        _say(gettext_noop("Correct the time")),
    ),
    "lead": Verb(
        _P.LEAD_HAND_OVER,
        _say(gettext_noop("Change the lead")),
        _say(gettext_noop("It stands at once, and on the timeline.")),
        _lead_parts,
        _lead,
        _say(gettext_noop("Change the lead")),
    ),
    "release": Verb(
        _P.INCIDENT_ASSIGN,
        _say(gettext_noop("Release a team")),
        _say(gettext_noop("Off this call before it is clear: sent by mistake, or needed elsewhere.")),
        lambda scene: [_assignments(scene.active), reason()],
        _release,
        _say(gettext_noop("Release the team")),
        stop=True,
    ),
    "person": Verb(
        _P.PERSON_DESCRIBE,
        _say(gettext_noop("Add a person")),
        _say(
            gettext_noop("It's fine not to know a name. What was told on this call is what dispatch and the team see.")
        ),
        lambda scene: [
            {
                "name": "appearance",
                "label": _("Who are they?"),
                "hint": _("Male, about 30, red jacket."),
                "maxlength": 200,
            }
        ],
        _person,
        _say(gettext_noop("Add the person")),
    ),
    "caution": Verb(
        _P.CAUTION_PUBLISH,
        _say(gettext_noop("Write a caution")),
        _say(gettext_noop("What keeps people safe at the door, with your name and an end. Never a label.")),
        _caution_parts,
        _caution,
        _say(gettext_noop("Publish the caution")),
    ),
    "wrong-person": Verb(
        _P.INCIDENT_CORRECT,
        _say(gettext_noop("Wrong person")),
        _say(gettext_noop("They are taken off this call. That they were named, and why not, stays in the history.")),
        _wrong_parts,
        _wrong,
        _say(gettext_noop("Take them off the call")),
        stop=True,
    ),
    "correct": Verb(
        _P.INCIDENT_CORRECT,
        _say(gettext_noop("Correct a fact")),
        _say(
            gettext_noop(
                "The old value stays in the history, with the reason. An answer is changed by answering again."
            )
        ),
        _correct_parts,
        _correct,
        _say(gettext_noop("Correct it")),
    ),
    "close": Verb(
        _P.INCIDENT_CLOSE,
        lambda scene: _("Close %(number)s?") % {"number": scene.call.number},
        _say(gettext_noop("Teams still on it are released with the same reason. It can be reopened.")),
        lambda scene: [reason(_("How did it end?")), *unserved.parts(scene.call)],
        _ends(actions.close),
        _say(gettext_noop("Close the call")),
        back=gettext_noop("Keep it open"),
        stop=True,
    ),
    "cancel": Verb(
        _P.INCIDENT_CLOSE,
        lambda scene: _("Cancel %(number)s?") % {"number": scene.call.number},
        _say(gettext_noop("The call is not needed any more, or is another call once more. It can be reopened.")),
        lambda scene: [reason(), *unserved.parts(scene.call)],
        _ends(actions.cancel),
        _say(gettext_noop("Cancel the call")),
        back=gettext_noop("Keep it open"),
        stop=True,
    ),
    "reopen": Verb(
        _P.INCIDENT_CLOSE,
        lambda scene: _("Reopen %(number)s?") % {"number": scene.call.number},
        _say(gettext_noop("It goes back on the board and needs a team again.")),
        lambda scene: [reason()],
        _reopen,
        _say(gettext_noop("Reopen the call")),
    ),
}
