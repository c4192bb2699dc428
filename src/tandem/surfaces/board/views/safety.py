"""Acts on alarms, and the page of everybody's safety: check-ins, roll calls, SOS, and what came before."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.disclosure import ListRelease
from tandem.domain.incidents import actions as incidents
from tandem.domain.incidents import records as calls
from tandem.domain.releases.opening import shown
from tandem.domain.safety import actions, records
from tandem.domain.staffing.records import on_shift
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.board import alarms
from tandem.surfaces.board.doors import board_release, door, must
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

WATCHERS = (Role.DISPATCHER, Role.CLINICAL_SUPERVISOR)
DISPATCH = (Role.DISPATCHER,)
PAST = timedelta(hours=24)


def index_for(actor: Actor) -> tuple[list[calls.OnBoard], ListRelease | None]:
    """The calls whose place may stand beside an alarm: the board's for dispatch, none for a supervisor.

    A supervisor hears of the team, not of the call: no rule opens every call to them.
    """
    if actor.role != Role.DISPATCHER:
        return [], None
    release = board_release(actor)
    return calls.on_board(release=release), release


@require_GET
@door(*WATCHERS)
def page(request: HttpRequest) -> HttpResponse:
    """Who is out, when they check in next, and what happened in the last day."""
    return _page(request)


def _page(request: HttpRequest, *, errors=(), status: int = 200) -> HttpResponse:
    actor = request.actor
    index, release = index_for(actor)
    watches = records.watches()
    known = {one.id: one for one in index}
    if release:
        shown(actor, release, [one.incident_id for one in watches if one.incident_id in known])
    since = clock.now() - PAST
    context = {
        "alarms": alarms.draw(index, watches, role=actor.role),
        "watching": alarms.draw_watching(index, watches, role=actor.role),
        "teams": on_shift(),
        "roll": records.open_roll(),
        "past_sos": records.past_sos(since),
        "past_rolls": records.past_rolls(since),
        "past_late": records.past_late(since),
        "errors": errors,
    }
    return render(request, "board/safety.html", context, status=status)


@require_GET
@door(*WATCHERS)
def refreshed(request: HttpRequest) -> HttpResponse:
    """The live parts of the page, for a browser that is back."""
    index, _release = index_for(request.actor)
    watches = records.watches()
    role = request.actor.role
    return HttpResponse(alarms.draw(index, watches, role=role) + alarms.draw_watching(index, watches, role=role))


def _back(request: HttpRequest) -> HttpResponse:
    """To the page the button stood on."""
    wanted = request.POST.get("back", "")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    answer = HttpResponseRedirect(wanted if here and wanted.startswith("/") else reverse("board:safety"))
    answer.status_code = 303
    return answer


def _act(request: HttpRequest, do) -> HttpResponse:
    """Do it and go back; what can't be done any more is said on the page of safety."""
    try:
        do()
    except Refusal as refusal:
        return _page(request, errors=[("", words) for _field, words in refusal.errors], status=409)
    return _back(request)


@require_POST
@door(*DISPATCH)
def sos_hear(request: HttpRequest, sos_id: UUID) -> HttpResponse:
    """A dispatcher has heard the SOS, by name."""
    return _act(request, lambda: actions.hear(sos_id, actor=request.actor))


@require_http_methods(["GET", "POST"])
@door(*DISPATCH)
def sos_down(request: HttpRequest, sos_id: UUID) -> HttpResponse:
    """Stand an SOS down, and say why."""
    found = next((one for one in records.open_sos() if one.id == sos_id), None)
    if found is None:
        raise Absent
    error = ""
    if request.method == "POST":
        try:
            actions.stand_down(sos_id, actor=request.actor, reason=request.POST.get("reason", ""))
        except Refusal as refusal:
            error = refusal.errors[0][1]
        else:
            return _back(request)
    context = {
        "title": _("Stand down the SOS of %(name)s?") % {"name": found.name},
        "page_title": _("Stand down"),
        "words": _("Only after you know that they are safe. The reason stays on the call."),
        "parts": [
            {
                "name": "reason",
                "label": _("How do you know?"),
                "hint": _("One sentence."),
                "maxlength": 200,
                "error": error,
                "value": request.POST.get("reason", ""),
            }
        ],
        "loose": [("id_reason", error)] if error else [],
        "action": request.path,
        "button": _("Stand it down"),
        "button_kind": "stop",
        "back": _("Keep it open"),
        "back_words": _("Back to safety"),
        "back_url": reverse("board:safety"),
    }
    return render(request, "board/verb.html", context, status=422 if error else 200)


@require_POST
@door(*DISPATCH)
def radio_check_in(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """The team said by radio that it is all right."""
    return _act(request, lambda: incidents.check_in(assignment_id, actor=request.actor))


@require_POST
@door(*WATCHERS)
def take_up(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Somebody is finding out about a late team; the sound stops."""
    return _act(request, lambda: actions.take_up(assignment_id, actor=request.actor))


@require_http_methods(["GET", "POST"])
@door(*DISPATCH)
def interval(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Check in more or less often on one call, with a reason."""
    watch = next((one for one in records.watches() if one.assignment_id == assignment_id), None)
    if watch is None:
        raise Absent
    must(request.actor, Permission.UNIT_STATUS)
    told: dict[str, str] = {}
    if request.method == "POST":
        try:
            minutes = request.POST.get("minutes", "").strip()
            number = int(minutes) if minutes.isascii() and minutes.isdigit() else 0
            reason = request.POST.get("reason", "")
            incidents.change_interval(assignment_id, actor=request.actor, minutes=number, reason=reason)
        except Refusal as refusal:
            told = dict(refusal.errors)
        else:
            return _back(request)
    parts = [
        {"name": "minutes", "label": _("Every how many minutes?"), "hint": _("2 to 120."), "kind": "number"},
        {"name": "reason", "label": _("Why?"), "hint": _("One sentence. It stays with the call."), "maxlength": 200},
    ]
    for part in parts:
        part["error"] = told.get(part["name"], "")
        part["value"] = request.POST.get(part["name"], str(watch.minutes) if part["name"] == "minutes" else "")
    context = {
        "title": _("Check-in of %(unit)s") % {"unit": watch.unit},
        "page_title": _("Check-in interval"),
        "words": _("For this call only. The next check-in is counted from now."),
        "parts": parts,
        "loose": [(f"id_{name}", words) for name, words in told.items()],
        "action": request.path,
        "button": _("Change the interval"),
        "button_kind": "go",
        "back": _("Go back"),
        "back_words": _("Back to safety"),
        "back_url": reverse("board:safety"),
    }
    return render(request, "board/verb.html", context, status=422 if told else 200)


@require_POST
@door(*WATCHERS)
def roll_ask(request: HttpRequest) -> HttpResponse:
    """Ask everybody on shift, or one team."""

    def ask() -> None:
        wanted = request.POST.get("team", "")
        try:
            team = UUID(wanted) if wanted else None
        except ValueError:
            raise Refusal(("team", _("Choose a team of the list."))) from None
        actions.ask(actor=request.actor, team_id=team)

    return _act(request, ask)


@require_POST
@door(*WATCHERS)
def roll_radio(request: HttpRequest, roll_id: UUID, member_id: UUID) -> HttpResponse:
    """This member said so by radio."""
    return _act(request, lambda: actions.answer_by_radio(roll_id, member_id, actor=request.actor))


@require_POST
@door(*WATCHERS)
def roll_end(request: HttpRequest, roll_id: UUID) -> HttpResponse:
    """Stop asking."""
    return _act(request, lambda: actions.end(roll_id, actor=request.actor))
