"""The wall's one page, the fragment that brings it up to date, and the pairing of a new screen."""

from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tandem.domain.releases.opening import open_list, shown
from tandem.foundation.organizations import devices
from tandem.foundation.organizations.program import program
from tandem.surfaces.wall import showing
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.sign_in import DeviceKind

# Browsers keep a cookie for at most 400 days (RFC 6265bis); each look renews it.
KEPT_SECONDS = 400 * 24 * 3600


def device_required(view):
    """Only for a paired screen. Anybody else, signed in or not, finds no page here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        secret = request.COOKIES.get(devices.COOKIE)
        device = devices.find(secret)
        if device is None:
            raise Http404
        request.device = devices.actor_of(device, address=request.META.get("REMOTE_ADDR", ""))
        answer = view(request, *args, **kwargs)
        _keep(answer, secret)
        return answer

    return guarded


def _keep(answer: HttpResponse, secret: str) -> None:
    answer.set_cookie(
        devices.COOKIE,
        secret,
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


@require_GET
@never_cache
@device_required
def wall(request: HttpRequest) -> HttpResponse:
    """Everything, in one look from across the room."""
    context = {"now_html": mark_safe(_now(request)), "name": request.device.name, "of": program()}
    return render(request, "wall/wall.html", context)


@require_GET
@never_cache
@device_required
def refreshed(request: HttpRequest) -> HttpResponse:
    """The same again, for a screen that lost its stream and is back."""
    return HttpResponse(_now(request))


def _now(request: HttpRequest) -> str:
    release = open_list(request.device, "wall")
    html, ids = showing.draw(release=release)
    shown(request.device, release, ids)
    return html


@require_http_methods(["GET", "POST"])
@never_cache
def pair(request: HttpRequest, code: str) -> HttpResponse:
    """Make this browser the screen of that code. Opening the link changes nothing; the button does."""
    device = devices.waiting(code)
    if device is None:
        raise Http404
    if request.method == "GET":
        return render(request, "wall/pair.html", {"name": device.name})
    try:
        secret = devices.pair(code, address=request.META.get("REMOTE_ADDR", ""))
    except Absent:
        raise Http404 from None
    answer = redirect("wall" if device.kind == DeviceKind.WALL else "front")
    _keep(answer, secret)
    return answer
