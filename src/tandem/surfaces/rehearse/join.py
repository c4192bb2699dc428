"""Join a rehearsal by its code: the code first, then a name and a role. A guest needs no account where the room allows."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.foundation import rate
from tandem.surfaces.rehearse.door import give_key, never_kept
from tandem.surfaces.rehearse.words import ICONS, LANGUAGES, role
from tandem.training.sessions import actions, records
from tandem.training.sessions.records import RoomRow
from tandem.training.sessions.rules import clean_code
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.training import Seat

# A whole class behind one address joins at once; a machine that guesses codes gets nowhere.
MOST, EVERY = 120, 600


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Without a code: where to type it. With one: a name and a role, in a room that is open to this reader."""
    typed = (request.POST or request.GET).get("code", "")
    if not typed:
        return never_kept(render(request, "rehearse/join.html", {"typed": "", "error": {}}))
    if rate.wait_for("rehearse-code", request.META.get("REMOTE_ADDR", ""), most=MOST, seconds=EVERY):
        return _code_again(
            request, typed, _("That was many codes in a short time. Wait ten minutes and try again."), 429
        )
    try:
        room = records.room_of(clean_code(typed))
    except Absent:
        room = None
    if room is None or room.over or room.solo:
        return _code_again(request, typed, _("No open rehearsal has this code. Look at the wall and type it again."))
    if request.actor is None and not room.guests:
        return redirect(f"{settings.LOGIN_URL}?next=/rehearse/join/%3Fcode%3D{room.code}")
    if request.method == "GET" or "seat" not in request.POST:
        return _seats(request, room)
    return _sit(request, room)


def _code_again(request: HttpRequest, typed: str, sentence: str, status: int = 422) -> HttpResponse:
    context = {"typed": typed[:20], "error": {"code": sentence}, "errors": [("id_code", sentence)]}
    return never_kept(render(request, "rehearse/join.html", context, status=status))


def _sit(request: HttpRequest, room: RoomRow) -> HttpResponse:
    team, _space, seat = request.POST.get("seat", "").partition(" ")
    name = request.actor.name if request.actor else request.POST.get("name", "")
    try:
        language = "es" if request.POST.get("language") == "es" else "en"
        secret = actions.join(room.code, name=name, team=team, seat=seat, actor=request.actor, language=language)
    except Refusal as refusal:
        return _seats(request, room, refusal)
    except Absent:
        return _code_again(
            request, room.code, _("No open rehearsal has this code. Look at the wall and type it again.")
        )
    return never_kept(give_key(redirect("rehearse_phone", room.code), secret))


def _seats(request: HttpRequest, room: RoomRow, refused: Refusal | None = None) -> HttpResponse:
    errors = refused.errors if refused else []
    context = {
        "room": room,
        "teams": [(run.team, _choices(room, run.team)) for run in room.runs],
        "several": len(room.runs) > 1,
        "typed_name": request.POST.get("name", "")[:80],
        "typed_seat": request.POST.get("seat", "")[:20],
        "written_in": records.languages(room.id),
        "language_options": LANGUAGES,
        "error": dict(reversed(errors)),
        "errors": [(f"id_{field}", sentence) for field, sentence in errors],
    }
    return never_kept(render(request, "rehearse/seats.html", context, status=422 if refused else 200))


def _choices(room: RoomRow, team: str) -> list[dict]:
    """Each role of a team with who has it, and observing."""
    seats = [
        {"value": f"{team} {one.seat}", "role": role(one.seat), "icon": ICONS[Seat(one.seat)], "taken": one.name}
        for one in records.seats(room.id, team)
    ]
    return [*seats, {"value": f"{team} observer", "role": role("observer"), "icon": "eye", "taken": ""}]
