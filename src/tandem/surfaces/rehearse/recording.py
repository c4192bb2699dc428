"""See yourselves: ask everybody, say yes or no on one's own phone, be the camera, look at it in the debrief, delete it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.foundation.audit.record import record
from tandem.surfaces.rehearse.debrief_door import Visit, visited
from tandem.surfaces.rehearse.words import role
from tandem.training.debrief import actions, recordings
from tandem.training.debrief.recordings import RecordingRow
from tandem.training.debrief.rules import GONE_LABELS, MOST_BYTES, bytes_wanted
from tandem.vocabulary.refusal import Absent, Conflict, Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@visited
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Where the question stands, and this person's own word about it; for who may, the camera."""
    with translation.override(visit.language or translation.get_language()):
        refused = None
        if request.method == "POST":
            try:
                _do(request, visit)
            except Refusal as refusal:
                refused = refusal
            else:
                return redirect(f"{reverse('rehearse_recording', args=[visit.room.code])}?team={visit.team}")
        film = recordings.newest(visit.room.id, visit.team, visit.reader)
        context = {
            "room": visit.room,
            "team": visit.team,
            "reader": visit.reader,
            "film": film,
            "people": [(one, role(one.seat)) for one in film.seated] if film else [],
            "refused": refused.errors[0][1] if refused else "",
            "gone": _(GONE_LABELS[film.gone_why]) if film and film.gone_why else "",
            "running": any(one.state == "running" for one in visit.runs),
            "piece_url": reverse("rehearse_piece", args=[visit.room.code, film.id, 0])[:-2] if film else "",
            "most": MOST_BYTES,
            "next": len(film.pieces) if film else 0,
            "back": reverse("rehearse_phone", args=[visit.room.code]) if visit.reader.member else "",
        }
        return render(request, "rehearse/recording.html", context, status=422 if refused else 200)


def _do(request: HttpRequest, visit: Visit) -> None:
    verb = request.POST.get("verb", "")
    if verb == "ask":
        actions.ask(visit.room.id, visit.team, reader=visit.reader, actor=visit.actor)
        return
    film = _film(visit, request.POST.get("film", ""))
    if verb in ("yes", "no"):
        actions.say(film.id, verb == "yes", reader=visit.reader, actor=visit.actor)
    elif verb == "stop" and film.mine:
        actions.stop(film.id, actor=visit.actor)
    elif verb == "delete":
        actions.delete(film.id, reader=visit.reader, actor=visit.actor)
    else:
        raise Absent


def _film(visit: Visit, text: str | UUID) -> RecordingRow:
    try:
        return recordings.one(UUID(str(text)), visit.room.id, visit.team, visit.reader)
    except ValueError:
        raise Absent from None


def _told(refusal: Refusal) -> JsonResponse:
    sentence = refusal.errors[0][1]
    return JsonResponse({"error": sentence}, status=409 if isinstance(refusal, Conflict) else 422)


@require_POST
@visited
def begin(request: HttpRequest, visit: Visit, film_id: UUID) -> HttpResponse:
    """This browser's camera begins; it must be one of somebody who agreed. Answers which piece comes next."""
    film = _film(visit, film_id)
    if not film.mine:
        raise Absent
    try:
        actions.start(film.id, actor=visit.actor)
    except Refusal as refusal:
        return _told(refusal)
    return JsonResponse({"next": len(film.pieces)})


@require_POST
@visited
def take_piece(request: HttpRequest, visit: Visit, film_id: UUID, number: int) -> HttpResponse:
    """One piece of the film, as its bytes. Answers which comes next; 409 says why nothing more is taken."""
    film = _film(visit, film_id)
    if not film.mine:
        raise Absent
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > MOST_BYTES:
        return _told(Refusal(("piece", _("The piece is too large. Nothing was kept."))))
    head = {name: _whole(request.headers.get(name, "")) for name in ("X-Ago", "X-Lasts")}
    try:
        content = request.read(MOST_BYTES + 1)
        wanted = actions.piece(
            film.id,
            number,
            content,
            said_type=request.headers.get("Content-Type", ""),
            digest=request.headers.get("X-Sha256", "")[:64],
            ago_ms=head["X-Ago"],
            lasts_ms=head["X-Lasts"],
            actor=visit.actor,
        )
    except Refusal as refusal:
        return _told(refusal)
    return JsonResponse({"next": wanted})


def _whole(text: str) -> int:
    """A whole number of a header; -1, which nothing takes, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@require_GET
@visited
def film(request: HttpRequest, visit: Visit, film_id: UUID) -> HttpResponse:
    """Which pieces there are and where each lies on the run's clock; asked again, so that a deleted film is gone."""
    found = _film(visit, film_id)
    if not found.there:
        raise Absent
    record(visit.actor, "recording:seen", object_kind="recording", object_id=found.id)
    pieces = [
        {
            "url": reverse("rehearse_piece", args=[visit.room.code, found.id, one.number]) + f"?team={visit.team}",
            "at": one.at_ms,
            "lasts": one.lasts_ms,
        }
        for one in found.pieces
    ]
    return JsonResponse({"pieces": pieces})


@require_GET
@visited
def give_piece(request: HttpRequest, visit: Visit, film_id: UUID, number: int) -> HttpResponse:
    """One piece, or the part of it a browser asks for. Whether this reader may is asked each time."""
    found = _film(visit, film_id)
    kind, content = recordings.content(found.id, number)
    try:
        wanted = bytes_wanted(request.META.get("HTTP_RANGE", ""), len(content))
    except Refusal:
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{len(content)}"
        return answer
    first, last = wanted or (0, len(content) - 1)
    answer = HttpResponse(content[first : last + 1], content_type=kind, status=206 if wanted else 200)
    if wanted:
        answer["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Content-Disposition"] = "inline"
    return answer


def piece(request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """One piece: sent by the camera, or fetched by the page that shows it."""
    return take_piece(request, *args, **kwargs) if request.method == "POST" else give_piece(request, *args, **kwargs)
