"""A page that rests: the warning's answer, the lock, and the text that was typed and waits for the same person."""

import json

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tandem.foundation.accounts import presence, unsaved
from tandem.foundation.audit.record import record
from tandem.surfaces.shared.session import now, sign_in_required

LONGEST_PATH = 500


@sign_in_required()
@require_POST
def still_here(request: HttpRequest) -> HttpResponse:
    """Somebody answered the warning: the session rests from here on."""
    request.session[presence.SEEN] = now()
    return HttpResponse(status=204)


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """End the session as a rested one ends: the server refuses its cookie from now on, not just this browser."""
    if request.actor:
        record(request.actor, "session.lock")
    logout(request)
    return HttpResponse(status=204)


@sign_in_required()
@require_POST
def keep_unsaved(request: HttpRequest) -> HttpResponse:
    """Keep what stands in the fields of a page, sealed for this person; `fields` is an object of texts."""
    path, fields = request.POST.get("path", ""), _texts(request.POST.get("fields", ""))
    if not _own_page(path) or fields is None:
        return render(request, "entry/bad_request.html", status=400)
    kept = unsaved.keep(request.actor.id, path, fields)
    request.session[presence.SEEN] = now()
    return HttpResponse(status=204 if kept else 413)


@never_cache
@sign_in_required()
@require_POST
def take_unsaved(request: HttpRequest) -> HttpResponse:
    """Give back what this person had typed on this page; it is kept no longer."""
    path = request.POST.get("path", "")
    fields = unsaved.take(request.actor.id, path) if _own_page(path) else {}
    if not unsaved.waiting(request.actor.id):
        request.session.pop("unsaved", None)
    return JsonResponse({"fields": fields})


def _own_page(path: str) -> bool:
    return path.startswith("/") and len(path) <= LONGEST_PATH and "\x00" not in path


def _texts(written: str) -> dict[str, str] | None:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return None
    texts = isinstance(found, dict) and all(isinstance(one, str) for one in found.values())
    try:
        # A lone half of a letter can't be sealed.
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return None
    return found if texts else None
