"""One phone in a rehearsal: its page, its fragment, and everything a thumb can do on it.

The fragment is drawn from the seat's own view and from nothing else, by the page and by the stream alike.
"""

from collections.abc import Callable
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tandem.surfaces.rehearse.door import COOKIE, address, seated
from tandem.surfaces.rehearse.words import showing
from tandem.training.debrief import actions as debriefs
from tandem.training.sessions import actions, records
from tandem.training.sessions.records import PhoneView, Sitting
from tandem.vocabulary.refusal import Absent, Refusal

# What a sheet on the phone asks; everything else is done at one tap.
SHEETS = ("whom", "leave", "language")
# A phone whose stream is heard says so with its tap: what the tap changed comes by the stream, and nobody waits while
# an answer is drawn as well.
LIVE = "X-Tandem-Live"


def draw(sitting: Sitting, refused: str = "", sheet: str = "") -> str:
    """The fragment of one phone, in its own language. `refused` is a sentence that stands on top of it once."""
    return drawn(records.for_sitting(sitting), refused, sheet)


def drawn(view: PhoneView, refused: str = "", sheet: str = "") -> str:
    """The fragment of a view, in the phone's language."""
    with translation.override(view.language):
        context = {"view": view, "refused": refused, "sheet": sheet, **showing(view)}
        context["debrief_url"] = address("rehearse_debrief", view.code)
        return render_to_string("rehearse/_phone.html", context)


@require_GET
@seated
def page(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The phone's page. A phone that was away is told where it comes back, and what it missed."""
    with translation.override(sitting.language):
        sheet = request.GET.get("sheet", "")
        html = draw(sitting, sheet=sheet if sheet in SHEETS else "")
        context = {"html": mark_safe(html), "sitting": sitting, "lang": sitting.language}
        return render(request, "rehearse/phone.html", context)


@require_GET
@seated
def now(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The fragment again, for a phone whose stream was lost and is back."""
    return HttpResponse(draw(sitting))


@require_POST
@seated
def here(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """The phone says that it is there; what is due by the run's clock happens."""
    actions.stay(sitting)
    return HttpResponse(status=204)


@require_POST
@seated
def do(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """One tap: `verb` and what it is about. The same tap sent twice counts once. A refusal is said on the phone."""
    verb, _space, rest = request.POST.get("verb", "")[:200].partition(" ")
    refused = ""
    with translation.override(sitting.language):
        try:
            done = VERBS.get(verb, _unknown)(sitting, rest, request)
        except Refusal as refusal:
            refused, done = _(refusal.errors[0][1]), None
        except Absent:
            return _over(request)
    if verb == "leave" and not refused:
        return _over(request, delete=True)
    if verb in ("seat", "language") and not refused:
        # Another seat has another stream.
        return _away(request, reverse("rehearse_phone", args=[sitting.code]))
    if LIVE in request.headers and not refused and done is None and verb != "close":
        return HttpResponse(status=204)
    if "HX-Request" not in request.headers and not refused and not isinstance(done, str):
        return redirect("rehearse_phone", sitting.code)
    held = records.sitting(request.COOKIES.get(COOKIE)) or sitting
    html = draw(held, refused=refused, sheet=done if isinstance(done, str) else "")
    if "HX-Request" in request.headers:
        return HttpResponse(html, status=422 if refused else 200)
    context = {"html": mark_safe(html), "sitting": held, "lang": held.language}
    return render(request, "rehearse/phone.html", context, status=422 if refused else 200)


def _away(request: HttpRequest, url: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _over(request: HttpRequest, *, delete: bool = False) -> HttpResponse:
    answer = _away(request, reverse("rehearse_join"))
    if delete:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _once(sitting: Sitting, *words: str) -> UUID:
    """The name of one tap: what was tapped, as the phone showed it. Sent twice it is the same."""
    return uuid5(sitting.hold_id, " ".join(words))


def _choose(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    option, _space, turn = rest.partition(" ")
    turn = _number(turn)
    actions.choose(sitting, option, turn=-1 if turn is None else turn, once=_once(sitting, "choose", str(turn)))


def _sign(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    actions.see_cue(sitting, once=_once(sitting, "sign", rest))


def _kind(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    number, _space, kind = rest.partition(" ")
    actions.name_kind(sitting, _number(number) or 0, kind)


def _undo(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    actions.undo(sitting, _number(rest) or 0)


def _offer(sitting: Sitting, rest: str, request: HttpRequest) -> str | None:
    """Whom to, then how often this seat had tapped; without a name the sheet asks for one."""
    to, _space, taps = rest.partition(" ")
    if to == "?":
        return "whom"
    actions.offer_lead(sitting, to, once=_once(sitting, "offer", to, taps))


def _take(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    actions.take_lead(sitting, once=_once(sitting, "take", rest))


def _yes(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    actions.answer_lead(sitting, True)


def _no(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    actions.answer_lead(sitting, False)


def _take_back(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    actions.take_back(sitting)


def _seat(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    actions.take_seat(sitting, rest)


def _leave(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    actions.leave(sitting)
    if sitting.user_id is None:
        debriefs.guest_left(sitting.room_id, sitting.team, actor=sitting.actor)


def _language(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    actions.speak_language(sitting, rest)


def _mark(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    question, _space, answer = rest.partition(" ")
    actions.observe(sitting, question=question, answer=answer, words=request.POST.get("words", ""))


def _alone(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    """Whoever rehearses alone leads their own room: begin, pause, go on, end."""
    if not sitting.solo:
        return _unknown(sitting, rest, request)
    verbs = {"start": actions.start, "pause": actions.pause_all, "resume": actions.resume_all, "end": actions.end}
    if rest not in verbs:
        return _unknown(sitting, rest, request)
    verbs[rest](sitting.room_id, actor=sitting.actor)


def _close(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    """Put a sheet away; the fragment is drawn without it."""


def _unknown(sitting: Sitting, rest: str, request: HttpRequest) -> None:
    raise Refusal(("verb", _("This phone does not know that. Load the page again.")))


VERBS: dict[str, Callable[[Sitting, str, HttpRequest], str | None]] = {
    "choose": _choose,
    "sign": _sign,
    "kind": _kind,
    "undo": _undo,
    "offer": _offer,
    "take": _take,
    "yes": _yes,
    "no": _no,
    "back": _take_back,
    "seat": _seat,
    "leave": _leave,
    "language": _language,
    "mark": _mark,
    "alone": _alone,
    "close": _close,
}
