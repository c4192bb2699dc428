"""The live board, with the call one looks at; closed calls; and the rule behind a recommendation."""

import time
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from tandem.disclosure import ListRelease
from tandem.domain.incidents import actions, records
from tandem.domain.incidents.criteria import BY_NAME, describe_rules
from tandem.domain.incidents.editions import edition as edition_named
from tandem.domain.releases.opening import shown
from tandem.domain.safety import records as watching
from tandem.domain.staffing.records import on_shift
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.board import alarms, detail, map, rows, standing, ways
from tandem.surfaces.board.doors import BOARD, CALL_TAKERS, board_release, call_release, door, onward, partial
from tandem.surfaces.board.views.verbs import home_of
from tandem.vocabulary.refusal import Absent, Refusal

KEYS = [
    ("J K", gettext_noop("next, previous call")),
    ("A", "assign"),
    ("O", gettext_noop("choose another response")),
    ("S", gettext_noop("set a status by radio")),
    ("N", gettext_noop("new call")),
]


@require_GET
@door(*BOARD)
def board(request: HttpRequest) -> HttpResponse:
    """All calls; the most urgent one is shown whole."""
    return show(request, None)


@require_GET
@door(*CALL_TAKERS)
def call(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The same page with this call selected."""
    return show(request, incident_id)


def show(request: HttpRequest, incident_id: UUID | None, *, errors=(), status: int = 200) -> HttpResponse:
    """Draw the board. `errors` are what a post of answers came back with."""
    actor = request.actor
    release = board_release(actor)
    # A little early, so that nothing between reading and the opening of the stream is lost.
    drawn_at = time.time() - 0.5
    index = records.on_board(release=release)
    teams = on_shift()
    active = rows.active_teams(index, release=release)
    where, watches = watching.whereabouts([one.id for one in teams], release=release), watching.watches()
    chosen, ordered = incident_id, None
    if chosen is None:
        ordered = rows.call_rows(index, release=release)
        chosen = ordered[0].id if ordered else None
    with transaction.atomic():
        queue = rows.with_current(ordered, index, release=release, current=chosen)
        panel = _panel(chosen, index, actor, release, teams, active) if chosen else None
        shown(actor, release, [*(row.id for row in queue), *(panel.ids if panel else ())])
    context = {
        "drawn_at": f"{drawn_at:.3f}",
        "rows": queue,
        "counts": rows.counts(index, teams, active),
        "panel": panel,
        "nearby": panel.nearby if panel else (),
        "teams": draw_teams(index, teams, active, watches, where, release=release),
        "alarms": alarms.draw(index, watches, role=actor.role),
        "heartbeat": rows.heartbeat(),
        "map": map.draw(index, teams, active, release=release, chosen=chosen, where=where),
        "map_view": "near" if request.GET.get("map") == "near" else "",
        "refresh_url": reverse("board:rows") + (f"?call={chosen}" if chosen else ""),
        "errors": errors,
        "keys": KEYS,
    }
    return render(request, "board/board.html", context, status=status)


def draw_teams(index, teams, active, watches, where, *, release: ListRelease) -> list[str]:
    """Every team's row, with its check-in and about when it may be there."""
    due = alarms.by_team(watches)
    there = ways.arrivals(index, teams, active, release=release, where=where)
    stays = standing.by_team(active, release=release)
    return [
        rows.draw_team(
            one, active.get(one.id), watch=due.get(one.id), arrival=there.get(one.id, ""), stay=stays.get(one.id)
        )
        for one in teams
    ]


def _panel(chosen: UUID, index, actor: Actor, release: ListRelease, teams, active) -> detail.Panel:
    version = next((one.changed_at for one in index if one.id == chosen), None)
    return detail.panel(chosen, actor=actor, release=release, version=version, teams=teams, active=active)


@require_GET
@door(*BOARD)
def refreshed(request: HttpRequest) -> HttpResponse:
    """Everything live on the page, for a browser that lost its stream and is back."""
    actor = request.actor
    release = board_release(actor)
    chosen = _uuid(request.GET.get("call", ""))
    index = records.on_board(release=release)
    teams, active = on_shift(), rows.active_teams(index, release=release)
    where, watches = watching.whereabouts([one.id for one in teams], release=release), watching.watches()
    queue = rows.call_rows(index, release=release, current=chosen)
    html = [row.html for row in queue]
    html += draw_teams(index, teams, active, watches, where, release=release)
    html += [rows.heartbeat(), map.draw(index, teams, active, release=release, chosen=chosen, where=where)]
    html += [alarms.draw(index, watches, role=actor.role), *rows.counts(index, teams, active).values()]
    ids = [row.id for row in queue]
    if chosen:
        try:
            panel = _panel(chosen, index, actor, release, teams, active)
        except Absent:
            panel = None
        if panel:
            html += [panel.html, panel.people_html]
            ids += panel.ids
    shown(actor, release, ids)
    return HttpResponse("".join(html))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_POST
@door(*CALL_TAKERS)
def answer(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Answers to open questions, given in place. The script gets the call's panel back, anyone else the page."""
    actor = request.actor
    release = call_release(actor, incident_id)
    values = {name: request.POST[name] for name, asked in BY_NAME.items() if asked.asked and name in request.POST}
    try:
        actions.answer_many(incident_id, values, actor=actor)
    except Refusal as refusal:
        errors = [("", sentence) for _field, sentence in refusal.errors]
        if partial(request):
            return HttpResponse("; ".join(sentence for _id, sentence in errors), status=400, content_type="text/plain")
        return show(request, incident_id, errors=errors, status=422)
    if not partial(request):
        return onward(request, home_of(actor, incident_id))
    panel = detail.panel(incident_id, actor=actor, release=release)
    return HttpResponse(panel.html)


@require_GET
@door(*BOARD)
def closed(request: HttpRequest) -> HttpResponse:
    """Calls that ended since midnight by the own agency's clock."""
    release = board_release(request.actor)
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    calls = records.closed_today(release=release, since=midnight)
    shown(request.actor, release, [one.id for one in calls])
    html = "".join(rows.draw_closed(one) for one in calls)
    return render(request, "board/closed.html", {"calls": calls, "html": html})


@require_GET
@door(*CALL_TAKERS)
def rule(request: HttpRequest, edition: str, rule: str) -> HttpResponse:
    """The whole table of an edition in words, with the rule that decided marked."""
    try:
        found = edition_named(edition)
    except Refusal as refusal:
        raise Http404 from refusal
    if rule not in {one.id for one in found.rules}:
        raise Http404
    described = zip(found.rules, describe_rules(found), strict=True)
    table = [{"rule": words, "current": one.id == rule} for one, words in described]
    return render(request, "board/rule.html", {"edition": found, "rows": table})
