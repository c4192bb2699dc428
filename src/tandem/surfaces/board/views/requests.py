"""Requests to the program: those that wait, one whole, and what can be answered to it."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tandem.disclosure import ListRelease
from tandem.domain.encounters.actions import start
from tandem.domain.incidents.records import find
from tandem.domain.people.actions import describe
from tandem.domain.releases.access import openers
from tandem.domain.releases.opening import open_list, shown
from tandem.domain.requests import actions, records
from tandem.domain.requests.records import RequestSummary
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.program import program
from tandem.surfaces.board import taking
from tandem.surfaces.board.doors import board_release, door, must
from tandem.vocabulary.asking import NOT_TAKEN_LABELS, RequestState
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role

READERS = (Role.DISPATCHER, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR)
ONE = ("request_desk", "request_care")


def _release(actor: Actor, kind: str) -> ListRelease:
    """`kind` is requests or request; the desk and care read by rules of their own. Raises Absent."""
    must(actor, Permission.REQUEST_SETTLE)
    return open_list(actor, f"{kind}_{'desk' if actor.role == Role.DISPATCHER else 'care'}")


@require_GET
@door(*READERS)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, those for today first; then what was answered in the last seven days."""
    release = _release(request.actor, "requests")
    waiting, done = records.waiting(release=release), records.settled(release=release)
    shown(request.actor, release, [one.id for one in (*waiting, *done)])
    opened = openers(ONE, [one.id for one in waiting])
    context = {
        "waiting": [(one, opened.get(one.id, [])) for one in waiting],
        "done": done,
        "counts": list(records.counts(release=release).items()),
        "open": program().requests_open,
    }
    return render(request, "board/requests.html", context)


@require_http_methods(["GET", "POST"])
@door(*READERS)
def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request, and the four answers to it. Somebody else's answer a moment ago comes back as 409."""
    release = _release(request.actor, "request")
    asked = records.request(request_id, release=release)
    if request.method == "GET":
        shown(request.actor, release, [request_id])
        return _page(request, asked)
    try:
        address = VERBS.get(request.POST.get("verb", ""), _unknown)(request, asked)
    except Refusal as refusal:
        asked = records.request(request_id, release=release)
        return _page(request, asked, refusal, status=409 if isinstance(refusal, Conflict) else 422)
    answer = HttpResponse(status=303)
    answer["Location"] = address
    return answer


def _page(request: HttpRequest, asked: RequestSummary, refusal: Refusal | None = None, status: int = 200):
    actor = request.actor
    errors = refusal.errors if refusal else []
    desk = actor.role == Role.DISPATCHER
    context = {
        "asked": asked,
        "opened": [each for each in openers(ONE, [asked.id]).get(asked.id, []) if each[0] != actor.name],
        "errors": [("" if field == "state" else f"id_{field}", words) for field, words in errors],
        "faults": dict(errors),
        "typed": request.POST,
        "agencies": taking.agencies(),
        "agency": request.POST.get("agency_id") or taking.defaults(actor)["agency"],
        "reasons": [(code.value, words) for code, words in NOT_TAKEN_LABELS.items()],
        "new": asked.state == RequestState.NEW,
        "call_url": _call(actor, asked.incident_id) if asked.incident_id else "",
        "may_reach_out": actor.may(Permission.ENCOUNTER_WRITE),
        "may_reopen": asked.state in (RequestState.DECLINED, RequestState.LINKED),
        "facts": _facts(asked, desk),
    }
    return render(request, "board/request.html", context, status=status)


def _facts(asked: RequestSummary, desk: bool) -> list[tuple]:
    """(label, words) or (label, None, why): what was left open is shown as such."""
    reach = (_("How to reach them"), None, _("Read by care")) if asked.reach is None else None
    said = [
        (_("Where"), asked.place),
        (_("Since"), asked.since),
        (_("How soon"), asked.how_soon),
        (_("They know"), asked.knows),
        (_("Safe to call"), asked.safe_contact),
        (_("Language"), asked.person_language),
        *([] if reach else [(_("How to reach them"), asked.reach)]),
    ]
    found = [(label, words, "") if words else (label, None, _("Not said")) for label, words in said]
    return [*found, *([reach] if reach and desk else [])]


def _call(actor: Actor, incident_id: UUID) -> str:
    if actor.role == Role.DISPATCHER:
        return reverse("board:call", args=[incident_id]) + "#call"
    return reverse("board:intake", args=[incident_id])


def _take(request: HttpRequest, asked: RequestSummary) -> str:
    try:
        agency = UUID(request.POST.get("agency_id", ""))
    except ValueError:
        agency = None
    if agency is None or str(agency) not in dict(taking.agencies()):
        raise Refusal(("agency_id", _("Choose the agency that answers for the place.")))
    place = request.POST.get("place", asked.place)
    incident = actions.take_as_call(asked.id, actor=request.actor, agency_id=agency, place=place)
    return _call(request.actor, incident)


def _put(request: HttpRequest, asked: RequestSummary) -> str:
    number = request.POST.get("number", "").strip()
    # Only dispatch finds any call; a care role takes the request to the call it is on by the desk.
    release = board_release(request.actor)
    found = [each for each in find(number, release=release) if each.number == number] if number else []
    if not found:
        raise Refusal(("number", _("There is no call with this number. Check it.")))
    actions.put_with_call(asked.id, actor=request.actor, incident_id=found[0].id)
    return _call(request.actor, found[0].id)


def _reach_out(request: HttpRequest, asked: RequestSummary) -> str:
    """A contact without a call: the person is described as they were told of, and the phone's pages take over."""
    must(request.actor, Permission.ENCOUNTER_WRITE)
    told = asked.told or {"appearance": _("Asked for in request %(number)s") % {"number": asked.reference}}
    with transaction.atomic():
        person = describe(actor=request.actor, as_told=True, **told)
        contact = start(actor=request.actor, person_id=person)
        actions.reach_out(asked.id, actor=request.actor, person_id=person)
    return f"/field/contact/{person}/{contact}/outcome/"


def _decline(request: HttpRequest, asked: RequestSummary) -> str:
    told = {"kind": request.POST.get("reason_kind", ""), "reason": request.POST.get("reason", "")}
    actions.decline(asked.id, actor=request.actor, **told)
    return reverse("board:requests")


def _reopen(request: HttpRequest, asked: RequestSummary) -> str:
    actions.reopen(asked.id, actor=request.actor)
    return reverse("board:request", args=[asked.id])


def _unknown(request: HttpRequest, asked: RequestSummary) -> str:
    raise Absent


VERBS = {"call": _take, "put": _put, "reach-out": _reach_out, "decline": _decline, "reopen": _reopen}
