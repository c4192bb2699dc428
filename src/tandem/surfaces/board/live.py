"""The live side of the board: who may hear it, and what each change looks like to them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone

from tandem.disclosure import ListRelease
from tandem.domain.incidents import records
from tandem.domain.releases.opening import again, shown
from tandem.domain.safety import records as watching
from tandem.domain.staffing.records import on_shift
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.live import PULSE, Audience, LiveSession, Told, View, register
from tandem.foundation.live.topics import Rendered
from tandem.foundation.organizations.program import zone_of
from tandem.surfaces.board import alarms, detail, map, rows, standing, ways
from tandem.surfaces.board.doors import board_release
from tandem.surfaces.shared.session import actor_of
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role

NAME = "board"
SAFETY = "safety"
# The audience of one map: everyone who looks at the same call.
MAP = "map:"


def open_view(session: LiveSession, query: Mapping[str, str]) -> View | None:
    """A stream of the board; with `call`, also of that call's own panel. None for a role no rule opens the board to."""
    actor = actor_of(session.membership, session=session.key[:8], address=session.address)
    try:
        release = board_release(actor)
    except Absent:
        return None
    audience = Audience(NAME, str(actor.role), actor.organization_id)
    audiences = [audience]
    call = _uuid(query.get("call", ""))
    audiences.append(Audience(NAME, str(actor.role), actor.organization_id, about=f"{MAP}{call or ''}"))
    if call:
        audiences.append(Audience(NAME, str(actor.role), actor.organization_id, about=str(call)))
    index = records.on_board(release=release)
    ids = [one.id for one in index]
    shown(actor, release, ids)
    return View(
        audiences=tuple(audiences),
        release=(actor, release),
        seen=lambda fresh: shown(actor, release, fresh),
        already=frozenset(ids),
        missed=_missed(index, query.get("at", "")),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _missed(index: list[records.OnBoard], at: str) -> Told:
    """What changed since the page was drawn at `at` (seconds since 1970)."""
    try:
        drawn_at = datetime.fromtimestamp(float(at), UTC)
    except (ValueError, OverflowError, OSError):
        return {}
    calls = frozenset(one.id for one in index if one.changed_at >= drawn_at)
    teams = frozenset(one.id for one in on_shift()) if calls else frozenset()
    return {"board": calls, "teams": teams} if calls else {}


def render(audience: Audience, told: Told, held: tuple[Actor, ListRelease]) -> Rendered:
    """What changed, as this audience sees it: rows of calls and teams, or the panel of the call it looks at."""
    actor, release = held
    again(actor, release)
    with timezone.override(zone_of(audience.organization_id)):
        if audience.about.startswith(MAP):
            return _map(audience.about.removeprefix(MAP), told, release)
        if audience.about:
            return _panel(UUID(audience.about), told, actor, release)
        return _board(told, actor, release)


def _board(told: Told, actor: Actor, release: ListRelease) -> Rendered:
    html, ids = [], told.get("board", frozenset())
    if ids:
        live = {call.id: call for call in records.board(release=release, ids=ids)}
        html += [rows.draw_call(call, say=True).html for call in live.values()]
        html += [rows.gone("call", one) for one in ids if one not in live]
    if told.get("teams") or told.get("safety") or PULSE in told:
        html += _teams(told, actor, release)
    return Rendered("".join(html), frozenset(ids))


def _teams(told: Told, actor: Actor, release: ListRelease) -> list[str]:
    """Rows of the teams told of, the alarms, and the sentences above the columns; the heartbeat by the pulse."""
    index = records.on_board(release=release)
    active = rows.active_teams(index, release=release)
    teams = on_shift()
    known = {team.id: team for team in teams}
    watches = watching.watches()
    due = alarms.by_team(watches)
    there = ways.arrivals(index, [one for one in teams if one.id in told.get("teams", ())], active, release=release)
    stays = standing.by_team(active, release=release)
    html = [
        rows.draw_team(
            known[one], active.get(one), watch=due.get(one), arrival=there.get(one, ""), stay=stays.get(one), say=True
        )
        if one in known
        else rows.gone("team", one)
        for one in told.get("teams", ())
    ]
    html.append(alarms.draw(index, watches, role=actor.role))
    html += rows.counts(index, teams, active).values()
    if PULSE in told:
        html.append(rows.heartbeat())
    return html


def _map(chosen: str, told: Told, release: ListRelease) -> Rendered:
    """The map as whoever looks at one call sees it. It moves with the teams; a new call is on it with the next pulse."""
    if not (told.get("teams") or told.get("safety") or PULSE in told):
        return Rendered("")
    index = records.on_board(release=release)
    teams, active = on_shift(), rows.active_teams(index, release=release)
    return Rendered(map.draw(index, teams, active, release=release, chosen=_uuid(chosen)))


def _panel(call_id: UUID, told: Told, actor: Actor, release: ListRelease) -> Rendered:
    if call_id not in told.get("board", ()):
        # A caution that was published, ended or taken back is gone from the screen too, and not at the next look only.
        return _persons(call_id, actor, release) if told.get("person") or PULSE in told else Rendered("")
    try:
        panel = detail.panel(call_id, actor=actor, release=release)
    except Absent:
        return Rendered("")
    return Rendered(panel.html + panel.people_html, panel.ids)


def _persons(call_id: UUID, actor: Actor, release: ListRelease) -> Rendered:
    try:
        call = records.call(call_id, release=release)
    except Absent:
        return Rendered("")
    if not call.person_ids:
        return Rendered("")
    return Rendered(detail.draw_people(call, actor=actor), frozenset({call_id, *call.person_ids}))


def open_safety(session: LiveSession, query: Mapping[str, str]) -> View | None:
    """The stream of the page of everybody's safety: about staff; where a call is stands there for dispatch only."""
    actor = actor_of(session.membership, session=session.key[:8], address=session.address)
    if actor.role not in (Role.DISPATCHER, Role.CLINICAL_SUPERVISOR):
        return None
    release = board_release(actor) if actor.role == Role.DISPATCHER else None
    ids = [one.id for one in records.on_board(release=release)] if release else []
    if release:
        shown(actor, release, ids)
    return View(
        audiences=(Audience(SAFETY, str(actor.role), actor.organization_id),),
        release=(actor, release),
        seen=(lambda fresh: shown(actor, release, fresh)) if release else (lambda fresh: None),
        already=frozenset(ids),
    )


def render_safety(audience: Audience, told: Told, held: tuple[Actor, ListRelease | None]) -> Rendered:
    """Alarms and timers, whole: both are short."""
    actor, release = held
    if release:
        again(actor, release)
    with timezone.override(zone_of(actor.organization_id)):
        index = records.on_board(release=release) if release else []
        watches = watching.watches()
        html = alarms.draw(index, watches, role=actor.role) + alarms.draw_watching(index, watches, role=actor.role)
        return Rendered(html, frozenset(one.id for one in index))


def start() -> None:
    """Offer the streams of the board and of safety."""
    register(NAME, open_view, render, hears=("board", "teams", "safety", "person", PULSE))
    register(SAFETY, open_safety, render_safety, hears=("safety", "teams", PULSE))
