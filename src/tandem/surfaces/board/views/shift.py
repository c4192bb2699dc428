"""The shift: who is on, signing teams on and off, and what the next shift must know."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.domain.incidents import hands
from tandem.domain.staffing import actions, records, travel
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.clock.wall import Twice
from tandem.surfaces.board import drawn, handover
from tandem.surfaces.board.doors import ON_DUTY, door, must, onward, partial
from tandem.surfaces.board.times import parse_time
from tandem.vocabulary.pathways import SKILL_LABELS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

# "01:30 second": longer words have a day with them.
LONGEST_CLOCK = 12
FIELDS = ("unit", "vehicle", "phone", "until", "station")


@require_GET
@door(*ON_DUTY)
def shift(request: HttpRequest) -> HttpResponse:
    """Who is on shift, and the hand-over."""
    return _page(request)


@require_POST
@door(*ON_DUTY)
def sign_on(request: HttpRequest) -> HttpResponse:
    """Put a team on shift."""
    must(request.actor, Permission.TEAM_SIGN_ON)
    try:
        actions.sign_on(
            actor=request.actor,
            unit=request.POST.get("unit", ""),
            vehicle=request.POST.get("vehicle", ""),
            phone=request.POST.get("phone", ""),
            station_id=_station(request.POST.get("station", "")),
            skills=request.POST.getlist("skills"),
            member_ids=_members(request.POST.getlist("members")),
            by_phone="by_phone" in request.POST,
            until=_until(request.POST.get("until", "")),
        )
    except Refusal as refusal:
        return _page(request, refusal)
    return onward(request, reverse("board:shift"))


def _station(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Refusal(("station", _("Choose a station of the list, or none.")))
    return int(text)


def _members(given: list[str]) -> list[UUID]:
    try:
        return [UUID(one) for one in given]
    except ValueError:
        raise Refusal(("members", _("Choose who is on the team from the list."))) from None


def _until(text: str) -> datetime:
    """The next moment the clock shows this time; a whole date and time stands as it is."""
    now, whole = clock.now(), len(text.strip()) > LONGEST_CLOCK
    for days in (0, 1):
        try:
            until = parse_time(text, "until", day=timezone.localtime(now) + timedelta(days=days), after=now)
        except Twice:
            raise
        except Refusal:
            # A time that this night skips is shown by the clock of the next one.
            if whole:
                raise
            continue
        if whole or until > now:
            return until
    raise Refusal(("until", _("Write the time like 23:30. Earlier than now means tomorrow.")))


@require_http_methods(["GET", "POST"])
@door(*ON_DUTY)
def sign_off(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Ask, then end a team's shift, unless it is on a call."""
    must(request.actor, Permission.TEAM_SIGN_ON)
    team = next((one for one in records.on_shift() if one.id == team_id), None)
    if team is None or not _may_end(request.actor, team):
        raise Absent
    if request.method == "POST" and not hands.is_busy(team_id):
        actions.sign_off(team_id, actor=request.actor)
        return onward(request, reverse("board:shift"))
    busy = _("%(unit)s is on a call. Clear or release it first, then sign it off.") % {"unit": team.unit}
    context = {
        "title": (_("Sign %(unit)s off?") % {"unit": team.unit}),
        "page_title": (_("Sign %(unit)s off") % {"unit": team.unit}),
        "words": _("They can't be sent until they sign on again."),
        "parts": [],
        "loose": [("", busy)] if request.method == "POST" else [],
        "action": request.path,
        "button": (_("Sign %(unit)s off") % {"unit": team.unit}),
        "button_kind": "stop",
        "back": _("Keep them on"),
        "back_words": _("Back to the shift"),
        "back_url": reverse("board:shift"),
    }
    template = "board/_dialog.html" if partial(request) else "board/verb.html"
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _may_end(actor: Actor, team: records.TeamOnShift) -> bool:
    """Dispatch ends any team's shift, and whoever is on the team their own."""
    return actor.role == Role.DISPATCHER or any(one.user_id == actor.id for one in team.members)


@require_POST
@door(*ON_DUTY)
def read(request: HttpRequest) -> HttpResponse:
    """This person has read the hand-over."""
    actions.read_handover(actor=request.actor)
    return onward(request, reverse("board:shift"))


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    actor = request.actor
    faults = dict(refusal.errors) if refusal else {}
    posted = request.method == "POST"
    values = {name: request.POST.get(name, "") for name in FIELDS} if posted else {}
    values["skills"] = request.POST.getlist("skills") if posted else []
    values["by_phone"] = "by_phone" in request.POST
    values["members"] = request.POST.getlist("members") if posted else []
    may_sign_on = actor.may(Permission.TEAM_SIGN_ON)
    busy, chosen = hands.busy(), tuple(values["members"])
    teams = tuple((team, team.id in busy, _may_end(actor, team)) for team in records.on_shift())
    people = tuple(records.people_for_a_team()) if may_sign_on else ()
    handed_on = handover.open_calls(actor)
    context = {
        "teams": teams,
        "drawn_teams": drawn.html("board/_shift_teams.html", teams=teams),
        "drawn_people": drawn.html("board/_shift_people.html", people=people, chosen=chosen),
        "drawn_calls": drawn.html("board/_shift_calls.html", calls=handed_on["calls"]),
        "stations": [(str(one.id), one.name) for one in travel.places() if one.kind == "station"],
        "may_sign_on": may_sign_on,
        "skills": list(SKILL_LABELS.items()),
        "may_read": actor.may(Permission.HANDOVER_READ),
        "values": values,
        "faults": faults,
        "errors": [
            (f"id_{field}" if field else "", sentence) for field, sentence in (refusal.errors if refusal else ())
        ],
        "read_by": records.handover_read_by(),
        **handed_on,
        **handover.care(actor),
    }
    return render(request, "board/shift.html", context, status=422 if refusal else 200)
