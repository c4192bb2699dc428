"""The criteria lab: drafts to try, one replay with its progress, and the calls behind a count."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.domain.incidents.editions import Listed
from tandem.foundation import clock
from tandem.foundation.jobs.asking import RunView, ask, runs_of, stop
from tandem.planning.replay import from_json
from tandem.planning.replay.told import Move
from tandem.surfaces.plan.door import READERS, door, found, onward, place
from tandem.surfaces.plan.lab import calls as rows
from tandem.surfaces.plan.lab import showing
from tandem.surfaces.plan.lab.reading import Facts
from tandem.surfaces.plan.lab.work import KIND
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.runs import RunState

DAYS = {"90": 90, "365": 365, "730": 730}
MOST_RUNS = 60


@require_GET
@door(*READERS)
def lab(request: HttpRequest) -> HttpResponse:
    """Every edition that could be tried on past calls, with how the last try of this reader ended."""
    runs = _runs(request)
    context = {"rows": showing.choices(runs), "recorded": Facts().recorded}
    return render(request, "plan/lab/lab.html", context)


@require_http_methods(["GET", "POST"])
@door(*READERS)
def replay(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """What if we had used this edition? GET shows the newest replay that this reader asked for; POST asks for one."""
    one = found(name, number)
    run = _runs(request).get(one.key)
    if request.method == "POST":
        return _begun(request, one, run)
    if request.GET.get("part") == "run" and run:
        answer = render(request, "plan/lab/_run.html", {"run": run, "run_url": request.path, "one": one})
        if run.over:
            answer["HX-Refresh"] = "true"
        return answer
    context = showing.page(request.actor, one, run) | {"run_url": request.path, "days": showing.stretches()}
    return render(request, "plan/lab/replay.html", context)


def _begun(request: HttpRequest, one: Listed, run: RunView | None) -> HttpResponse:
    back = onward(place(one, "criteria_replay"))
    if run and not run.over:
        return back
    if showing.cannot(one):
        raise Absent
    days = request.POST.get("days", "365")
    if days not in DAYS:
        messages.error(request, _("Choose how far back."))
        return back
    ask(KIND, actor=request.actor, draft=one.key, days=days, until=clock.now().isoformat())
    return back


@require_GET
@door(*READERS)
def council(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The newest replay of this reader as sheets for a council. Absent where there is no whole result."""
    one = found(name, number)
    context = showing.sheets(request.actor, one, _runs(request).get(one.key))
    return render(request, "plan/lab/council.html", context)


@require_POST
@door(*READERS)
def stop_replay(request: HttpRequest, name: str, number: int) -> HttpResponse:
    one = found(name, number)
    run = _runs(request).get(one.key)
    if run is None:
        raise Absent
    stop(run.id, actor=request.actor)
    return onward(place(one, "criteria_replay"))


@require_GET
@door(*showing.ROW_READERS)
def calls(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The calls behind a move, or the ledger of those for the team that got none. Each look is on the record."""
    one = found(name, number)
    run = _runs(request).get(one.key)
    if run is None or run.state != RunState.DONE or "replay" not in run.results:
        raise Absent
    told = from_json(run.results["replay"])
    what = {key: request.GET.get(key, "") for key in ("was", "now", "side", "row", "unserved")}
    if what["unserved"]:
        heading, keys = showing.ledger_words(told, what["unserved"]), rows.unserved(run.arguments, what["unserved"])
    else:
        move = next((each for each in told.moves if _is(each, what)), None)
        if move is None:
            raise Absent
        key = (move.was, move.now, move.side, move.row)
        heading, keys = showing.move_words(move, told), rows.moved(one.key, run.arguments, key)
    pages = max(1, -(-len(keys) // rows.PAGE))
    try:
        page = min(pages, max(1, int(request.GET.get("page", "1"))))
    except ValueError:
        raise Absent from None
    context = {
        "one": one,
        "heading": heading,
        "total": len(keys),
        "rows": rows.opened(request.actor, keys[(page - 1) * rows.PAGE : page * rows.PAGE]),
        "page": page,
        "pages": pages,
        "query": urlencode({key: value for key, value in what.items() if value}),
        "ledger": showing.ledger(told) if what["unserved"] else [],
        "chosen": what["unserved"],
    }
    return render(request, "plan/lab/calls.html", context)


def _is(move: Move, what: dict[str, str]) -> bool:
    return all(getattr(move, key) == what[key] for key in ("was", "now", "side", "row"))


def _runs(request: HttpRequest) -> dict[str, RunView]:
    """This reader's newest run of each edition."""
    found: dict[str, RunView] = {}
    for run in runs_of(KIND, actor=request.actor, most=MOST_RUNS):
        found.setdefault(run.arguments.get("draft", ""), run)
    return found
