"""The live side of the board: who may hear it, and what each change looks like to them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone

from tandem.disclosure import ListRelease
from tandem.domain.incidents import records
from tandem.domain.releases.opening import shown
from tandem.domain.staffing.records import on_shift
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.live import PULSE, Audience, LiveSession, Told, View, register
from tandem.foundation.live.topics import Rendered
from tandem.foundation.organizations.program import zone
from tandem.surfaces.board import detail, rows
from tandem.surfaces.board.doors import board_release
from tandem.surfaces.shared.session import actor_of
from tandem.vocabulary.refusal import Absent

NAME = "board"


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
    with timezone.override(zone()):
        if audience.about:
            return _panel(UUID(audience.about), told, actor, release)
        return _board(told, release)


def _board(told: Told, release: ListRelease) -> Rendered:
    html, ids = [], told.get("board", frozenset())
    if ids:
        live = {call.id: call for call in records.board(release=release, ids=ids)}
        html += [rows.draw_call(call, say=True).html for call in live.values()]
        html += [rows.gone("call", one) for one in ids if one not in live]
    if told.get("teams") or PULSE in told:
        html += _teams(told, release)
    return Rendered("".join(html), frozenset(ids))


def _teams(told: Told, release: ListRelease) -> list[str]:
    """Rows of the teams told of, and the sentences above the columns; the map and the heartbeat by the pulse."""
    index = records.on_board(release=release)
    active = rows.active_teams(index, release=release)
    teams = on_shift()
    known = {team.id: team for team in teams}
    html = [
        rows.draw_team(known[one], active.get(one), say=True) if one in known else rows.gone("team", one)
        for one in told.get("teams", ())
    ]
    html += rows.counts(index, teams, active).values()
    if PULSE in told:
        html += [rows.heartbeat(), rows.draw_map(index, teams, active)]
    return html


def _panel(call_id: UUID, told: Told, actor: Actor, release: ListRelease) -> Rendered:
    if call_id not in told.get("board", ()):
        return Rendered("")
    try:
        panel = detail.panel(call_id, actor=actor, release=release)
    except Absent:
        return Rendered("")
    return Rendered(panel.html + panel.people_html, panel.ids)


def start() -> None:
    """Offer the board's stream."""
    register(NAME, open_view, render, hears=("board", "teams", PULSE))
