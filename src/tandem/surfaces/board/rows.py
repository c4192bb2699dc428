"""Rows of the board: one call, one team, the map's marks and the heartbeat, as HTML that many screens share."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.disclosure import ListRelease
from tandem.domain.incidents import records
from tandem.domain.incidents.records import AssignmentSummary, BoardCall, CallDetail, OnBoard
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.safety.records import Watch
from tandem.domain.staffing.records import TeamOnShift
from tandem.domain.transfers.records import StayRow
from tandem.foundation import clock
from tandem.foundation.organizations.heartbeat import Heard, last_heard
from tandem.foundation.organizations.program import program
from tandem.surfaces.board import drawn
from tandem.surfaces.board.words import STATUS, mark_of
from tandem.vocabulary.terms import Response, UnitTime

ICONS = {Response.EMS_WITH_TEAM: "heart", Response.PHONE_988: "phone", Response.POLICE_LED: "shield"}


@dataclass(frozen=True)
class DrawnRow:
    id: UUID
    sort: str
    html: str


def call_rows(index: list[OnBoard], *, release: ListRelease, current: UUID | None = None) -> list[DrawnRow]:
    """The board's calls as drawn rows, most urgent first. Only what changed is read and drawn again."""
    now = drawn.minute()
    keys = {one.id: ("row", one.id, one.changed_at, now, one.id == current) for one in index}
    rows = {each: found for each, key in keys.items() if (found := drawn.find(key))}
    missing = [one.id for one in index if one.id not in rows]
    if missing:
        for call in records.board(release=release, ids=missing):
            rows[call.id] = drawn.keep(keys[call.id], draw_call(call, current=call.id == current))
    # Calls of the same second keep the order of the index, so that the first stays the first.
    return sorted((rows[one.id] for one in index if one.id in rows), key=lambda row: row.sort)


def with_current(
    ordered: list[DrawnRow] | None, index: list[OnBoard], *, release: ListRelease, current: UUID | None
) -> list[DrawnRow]:
    """The same rows with the call one looks at marked: where all are drawn without it, one more is."""
    if ordered is None:
        return call_rows(index, release=release, current=current)
    marked = {
        one.id: one for one in call_rows([one for one in index if one.id == current], release=release, current=current)
    }
    return [marked.get(one.id, one) for one in ordered]


def draw_call(call: BoardCall, *, current: bool = False, say: bool = False) -> DrawnRow:
    """One call as a row of the queue. `say` adds the sentence a screen reader hears."""
    row = {
        "id": f"call-{call.id}",
        "href": _href(call),
        "number": mark_of(call.number),
        "place": call.place,
        "since": call.received_at,
        "summary": call.summary,
        "changed": call.changed,
        "response": call.response_words,
        "icon": ICONS.get(call.response, "people"),
        "current": current,
        "sort": call.sort,
        "flag": call.behavioral.words,
        "flag_kind": "" if call.behavioral.flag else "unknown",
        "reports": call.reports + 1 if call.reports else 0,
        **_chip(call),
    }
    if say:
        row["say"] = sentence(call)
    html = render_to_string("shared/queue_row.html", {"row": row})
    return DrawnRow(call.id, call.sort, html)


def _href(call: BoardCall) -> str:
    """The call's page, at the call: on a phone the list stands above it."""
    return reverse("board:call", args=[call.id]) + "#call"


def imported(call: BoardCall | CallDetail) -> bool:
    """Whether this is a past call that was brought in: over, and never decided on. Each call taken live is decided."""
    return call.state not in LIVE_STATES and not call.response


def _chip(call: BoardCall) -> dict:
    """The one state worth a glance, and whether the age may turn red."""
    goal = program().call_goal_minutes
    active = [one for one in call.assignments if one.active]
    if active:
        _shape, words, kind, icon = STATUS[active[0].status]
        chip = {"chip": f"{active[0].unit} {words[0].lower()}{words[1:]}", "chip_kind": kind, "chip_icon": icon}
        arrived = any(one.times[UnitTime.ARRIVAL] for one in active)
        return chip | {"late_after": None if arrived else goal}
    late = clock.now() - call.received_at >= timedelta(minutes=goal)
    plain = {"late_after": goal}
    if late:
        return plain | {
            "chip": (_("Over %(goal)s min goal") % {"goal": goal}),
            "chip_kind": "danger",
            "chip_icon": "clock",
            "mark": "late",
        }
    if call.changed:
        return plain | {"chip": _("Changed"), "chip_kind": "warn", "mark": "warn"}
    if call.overridden:
        return plain | {"chip": _("Other response chosen"), "chip_kind": "info"}
    if call.open_questions:
        many = "" if call.open_questions == 1 else "s"
        return plain | {"chip": f"{call.open_questions} question{many} open", "chip_kind": "unknown"}
    return plain | {"chip": _("Needs a team"), "chip_kind": ""}


def sentence(call: BoardCall) -> str:
    """What a change of this call sounds like."""
    active = [one for one in call.assignments if one.active]
    if active:
        return f"{call.place}: {active[0].unit} {STATUS[active[0].status][1].lower()}."
    if call.changed:
        was, now = call.changed.was.lower(), call.changed.now.lower()
        return _("%(place)s: %(lower)s changed from %(was)s to %(now)s. %(response_words)s.") % {
            "place": call.place,
            "lower": call.changed.name.lower(),
            "was": was,
            "now": now,
            "response_words": call.response_words,
        }
    return _("%(place)s: %(response_words)s. Needs a team.") % {
        "place": call.place,
        "response_words": call.response_words,
    }


def draw_team(
    team: TeamOnShift,
    doing: AssignmentSummary | None,
    *,
    watch: Watch | None = None,
    arrival: str = "",
    stay: StayRow | None = None,
    say: bool = False,
) -> str:
    """One team of the right column. `watch` is its check-in, `arrival` about when it may be there, in words.

    `stay` is the receiving place it goes to or stands at.
    """
    idle = _("By phone") if team.at_a_desk else _("Free")
    shape, words, kind, _icon = STATUS[doing.status] if doing else ("empty", idle, "", "")
    times = doing.times if doing else {}
    state = (tuple(times.values()), doing.checkin_due_at, doing.lead, doing.lead_since, doing.tele) if doing else ()
    unit = {
        "id": f"team-{team.id}",
        "list": "teams",
        "name": team.unit,
        "shape": shape,
        "status": words,
        "status_kind": kind,
        "members": team.names(),
        "sort": team.unit,
        "times": list(times.values()),
        "check_in_until": doing.checkin_due_at if doing else None,
        "check_in_minutes": watch.minutes if watch else None,
        "rings": bool(watch and not watch.heard_at),
        "taken_up": (_("%(heard_by)s is finding out.") % {"heard_by": watch.heard_by})
        if watch and watch.heard_at
        else "",
        "eta": "" if stay else arrival,
        "stay": stay,
    }
    if doing and doing.lead:
        unit |= {
            "lead": f"{doing.lead.profession.replace('_', ' ').capitalize()} leads{', by phone' if doing.lead.by_phone else ''}",
            "lead_since": doing.lead_since,
        }
    if doing and doing.tele and not doing.tele.over:
        unit["tele"] = doing.tele.member.words if doing.tele.member else ""
        unit["tele_since"] = doing.tele.asked_at
    if say:
        unit["say"] = f"{team.unit}: {words.lower()}."
    there = (stay.place, stay.standing, stay.since) if stay else ()
    key = ("team", team, words, state, watch, arrival, there, drawn.minute(), say)
    return drawn.once(key, lambda: render_to_string("shared/unit.html", {"unit": unit}))


def counts(index: list[OnBoard], teams: list[TeamOnShift], active: dict[UUID, AssignmentSummary]) -> dict[str, str]:
    """The sentences above the columns, and the words of an empty board."""
    served = {one.incident_id for one in active.values()}
    need = sum(one.id not in served for one in index)
    free = sum(one.id not in active and not one.at_a_desk for one in teams)
    verb = "needs" if need == 1 else "need"
    none = render_to_string("board/_no_calls.html") if not index else ""
    return {
        "calls": f'<span class="small mute" id="call-counts">{len(index)} open, {need} {verb} a team.'
        " Most urgent first.</span>",
        "teams": f'<span class="small mute" id="team-counts">{len(teams)} on shift, {free} free</span>',
        "none": f'<div id="no-calls">{none}</div>',
    }


def gone(kind: str, each: UUID) -> str:
    """An element that takes its row away."""
    return f'<article id="{kind}-{each}" data-gone></article>'


def heartbeat() -> str:
    """When the dispatch center's system was last heard: a quiet line, or a loud strip. The same on all boards."""
    heard: Heard = last_heard()
    seconds = int((clock.now() - heard.at).total_seconds()) if heard.at else None
    context = {"heard": heard, "seconds": seconds}
    key = ("heartbeat", heard, seconds, drawn.minute())
    return drawn.once(key, lambda: render_to_string("board/_heartbeat.html", context))


def active_teams(index: list[OnBoard], *, release: ListRelease) -> dict[UUID, AssignmentSummary]:
    """What each team is doing, kept until a call changes: each change of a team moves its call's moment."""
    return drawn.once(("active", tuple(index)), lambda: records.active_by_team(release=release))


def draw_closed(call: BoardCall) -> str:
    """A call that is over, or one that a search found, as a row: when it came, for its age says little by then."""
    over = {"closed": _("Closed"), "cancelled": _("Cancelled"), "linked": _("Another report")}.get(call.state)
    context = {
        "call": call,
        "href": _href(call),
        "mark": mark_of(call.number),
        "response": _("Imported, not decided") if imported(call) else call.response_words,
        "icon_name": ICONS.get(call.response, "people"),
        "chip": over or _("Open"),
        "chip_kind": "" if over else "info",
    }
    return render_to_string("board/_over.html", context)
