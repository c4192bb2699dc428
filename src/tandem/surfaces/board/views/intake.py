"""Taking a call: each answer is saved as it is given, and the response so far stands beside the questions."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tandem.disclosure import ListRelease
from tandem.domain.incidents import records
from tandem.domain.releases.opening import shown
from tandem.surfaces.board import detail, fit, taking, ways
from tandem.surfaces.board.doors import CALL_TAKERS, call_release, door, must, onward, partial
from tandem.vocabulary.behavioral import SIGN_LABELS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role


@require_http_methods(["GET", "POST"])
@door(*CALL_TAKERS)
def new(request: HttpRequest) -> HttpResponse:
    """The blank form. The first save makes the call; every later one of the same form adds to it."""
    actor = request.actor
    must(actor, Permission.INCIDENT_RECEIVE)
    if request.method == "GET":
        return _page(request, None, {"source_id": str(uuid4()), **taking.defaults(actor)})
    try:
        incident_id = taking.save_new(request.POST, actor=actor)
    except Refusal as refusal:
        return _refused(request, None, refusal)
    if "done" in request.POST:
        return _finished(request, incident_id)
    if not partial(request):
        return onward(request, reverse("board:intake", args=[incident_id]))
    answer = _aside(request, incident_id, call_release(actor, incident_id))
    answer["HX-Push-Url"] = reverse("board:intake", args=[incident_id])
    return answer


@require_http_methods(["GET", "POST"])
@door(*CALL_TAKERS)
def intake(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The form of a call that exists, whichever way it came."""
    actor = request.actor
    must(actor, Permission.INCIDENT_ANSWER)
    release = call_release(actor, incident_id)
    call = records.call(incident_id, release=release)
    if request.method == "GET":
        shown(actor, release, [incident_id])
        return _page(request, call, taking.values_of(call, actor=actor), release=release)
    try:
        taking.save_more(call, request.POST, actor=actor)
    except Refusal as refusal:
        return _refused(request, call, refusal, release=release)
    if "done" in request.POST:
        return _finished(request, incident_id)
    if not partial(request):
        return onward(request, reverse("board:intake", args=[incident_id]))
    return _aside(request, incident_id, release)


def _finished(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """On to the call: on the board, past the list, for dispatch; the saved form for anybody else."""
    if request.actor.role == Role.DISPATCHER:
        return onward(request, reverse("board:call", args=[incident_id]) + "#call")
    return onward(request, reverse("board:intake", args=[incident_id]))


def _refused(
    request: HttpRequest, call: records.CallDetail | None, refusal: Refusal, *, release: ListRelease | None = None
) -> HttpResponse:
    """422 with each field named and everything typed still there."""
    errors = [(f"id_{field}", sentence) for field, sentence in refusal.errors]
    if partial(request):
        context = {"errors": errors}
        answer = render(request, "board/_errors.html", context, status=422)
        answer["HX-Retarget"] = "#errors"
        answer["HX-Reswap"] = "innerHTML"
        return answer
    values = {**taking.defaults(request.actor), **{name: request.POST.get(name, "") for name in taking.FIELDS}}
    answers = {name: request.POST.get(name, "") for name in taking.ASKED}
    marked = {sign: told for sign in SIGN_LABELS if (told := request.POST.get(f"sign-{sign}"))}
    return _page(
        request,
        call,
        values,
        release=release,
        answers=answers,
        marked=marked,
        refusal=refusal,
        errors=errors,
        status=422,
    )


def _context(request: HttpRequest, call: records.CallDetail | None, release: ListRelease | None) -> dict:
    """What the response so far and the saved line read."""
    if call is None or release is None:
        return {"call": None}
    actor = request.actor
    context = detail.facts_of(call, actor=actor, release=release)
    teams, active = taking.teams(release)
    there = ways.ways(call, teams, release=release)
    found = fit.fits(call.id, call.response, there, teams, active, timezone.now(), fit.bring_of(call))
    known = [value for name, value in call.inputs.items() if name in taking.ASKED]
    unknown = sum(value in taking.UNANSWERED for value in known)
    return context | {
        "best": fit.best(found),
        "nearby": records.nearby(call.id, release=release) if actor.role == Role.DISPATCHER else [],
        "open_questions": call.decision.open_questions if call.decision else (),
        "signs": taking.signs(call.signs),
        "people_html": detail.draw_people(call, actor=actor),
        "saved_at": timezone.localtime(),
        "answered": len(known) - unknown,
        "unknown": unknown,
        "left": sum(name not in call.inputs for name in taking.ALWAYS),
        "board_url": reverse("board:call", args=[call.id]) if actor.role == Role.DISPATCHER else "",
    }


def _agencies(call: records.CallDetail | None) -> list[tuple[str, str]]:
    """The choices, with the call's own agency among them even if it has left the program: a save must not move it."""
    known = taking.agencies()
    if call is None or str(call.agency_id) in dict(known):
        return known
    return [(str(call.agency_id), call.agency), *known]


def _aside(request: HttpRequest, incident_id: UUID, release: ListRelease) -> HttpResponse:
    call = records.call(incident_id, release=release)
    return render(request, "board/_answered.html", _context(request, call, release))


def _page(
    request: HttpRequest,
    call: records.CallDetail | None,
    values: dict,
    *,
    release: ListRelease | None = None,
    answers: dict[str, str] | None = None,
    marked: dict[str, str] | None = None,
    refusal: Refusal | None = None,
    errors=(),
    status: int = 200,
) -> HttpResponse:
    faults = dict(refusal.errors) if refusal else {}
    given = answers if answers is not None else (call.inputs if call else {})
    context = _context(request, call, release) | {
        "action": reverse("board:intake", args=[call.id]) if call else reverse("board:new"),
        "source_id": values.get("source_id", ""),
        "values": values,
        "faults": faults,
        "errors": errors,
        "origins": taking.origins(),
        "agencies": _agencies(call),
        "by_hand": call is None or taking.by_hand(call),
        "groups": taking.groups(given, faults, call),
        "signs": taking.signs(marked if marked is not None else (call.signs if call else {})),
        "suggested": bool(call and call.behavioral.suggested),
    }
    return render(request, "board/intake.html", context, status=status)
