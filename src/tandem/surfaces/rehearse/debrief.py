"""The debrief of one run: how it ended for the person, who saw what and when, and one thing to do next time.

A learner answers first what they saw, and sees the rest then; the instructor's page, on the room's screen, shows all.
"""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tandem.surfaces.rehearse.debrief_door import Visit, visited
from tandem.surfaces.rehearse.debrief_shown import Shown, handoff_rows, lasted, summary, title
from tandem.training.debrief import actions, recordings, records
from tandem.training.library.records import load
from tandem.training.sessions import actions as sessions
from tandem.training.sessions.records import RunRow
from tandem.vocabulary.refusal import Absent, Refusal


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def the_run(visit: Visit, wanted: str) -> RunRow:
    """The run that was asked for by its number, else the team's last one that is over. Raises Absent."""
    over = [one for one in visit.runs if one.state == "ended" and one.started_at]
    if wanted:
        over = [one for one in over if str(one.number) == wanted]
    if not over:
        raise Absent
    return over[-1]


def _address(visit: Visit, run: RunRow, **more) -> str:
    told = {"team": visit.team, "run": run.number, **more}
    query = "&".join(f"{name}={value}" for name, value in told.items() if value is not None)
    return f"{reverse('rehearse_debrief', args=[visit.room.code])}?{query}"


@require_GET
@visited
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page. While a run goes on, its own page is the place to be."""
    goes_on = not visit.room.over and all(one.state != "ended" for one in visit.runs)
    if not request.GET.get("run") and (goes_on or any(one.state == "running" for one in visit.runs)):
        return redirect(_still(visit))
    return _page(request, visit, the_run(visit, request.GET.get("run", "")))


def _still(visit: Visit) -> str:
    if not visit.reader.instructor:
        return reverse("rehearse_phone", args=[visit.room.code])
    try:
        return reverse("rehearse_console", args=[visit.room.code])
    except NoReverseMatch:
        return reverse("rehearse")


def _page(request: HttpRequest, visit: Visit, run: RunRow, refused: Refusal | None = None) -> HttpResponse:
    with translation.override(visit.language or translation.get_language()):
        context = _context(request, visit, run, refused)
        return render(request, "rehearse/debrief.html", context, status=422 if refused else 200)


def _context(request: HttpRequest, visit: Visit, run: RunRow, refused: Refusal | None = None) -> dict:
    actions.open_debrief(run.id, actor=visit.actor)
    view = records.debrief(run, visit.team, visit.reader)
    scenario = load(visit.room.edition_id)
    shown = Shown(view, scenario)
    errors = dict(refused.errors) if refused else {}
    part = _number(request.GET.get("part", ""))
    parts = shown.parts()
    part = part if part is not None and part < len(parts) else None
    film = recordings.of_run(run.id, visit.reader)
    base = {
        "room": visit.room,
        "run": run,
        "team": visit.team,
        "reader": visit.reader,
        "view": view,
        "shown": shown,
        "typed": request.POST,
        "error": errors,
        "summary_errors": [(f"id_{field}", sentence) for field, sentence in errors.items()],
        "scenario": scenario,
        "name": shown.say(scenario.title),
        "title": title(view.reading) if not view.reading.outcome.sentence else shown.say(view.reading.outcome.sentence),
        "lasted": lasted(view.reading),
        "do": reverse("rehearse_debrief_do", args=[visit.room.code]),
        "now": reverse("rehearse_debrief_now", args=[visit.room.code]) + f"?team={visit.team}&run={run.number}",
        "pov": shown.pov(),
        "film": film,
        "film_url": reverse("rehearse_film", args=[visit.room.code, film.id]) if film and film.there else "",
    }
    if view.covered:
        # Nothing of what comes after is in this page's source.
        moment = shown.moment(view.next_moment)
        done = len(view.reading.replays) - len([one for one in view.reading.replays if one.number not in view.answered])
        return {**base, "moment": moment, "place": done + 1, "of": len(view.reading.replays)}
    return {
        **base,
        "picture": shown.picture(part),
        "bar": shown.bar(),
        "parts": [(number, words, _address(visit, run, part=number)) for number, (_a, _b, words) in enumerate(parts)],
        "part": part,
        "whole": _address(visit, run),
        "summary": summary(view.reading),
        "signs": shown.sign_rows(),
        "noticed": shown.noticed(),
        "moments": shown.moments(),
        "handoffs": handoff_rows(view),
        "said": shown.said(),
        "questions": shown.questions(),
        "notes": shown.notes(),
        "runs": [(one, _address(visit, one)) for one in visit.runs if one.state == "ended" and one.started_at],
        "teams": [(one.team, f"?team={one.team}") for one in visit.room.runs] if visit.reader.instructor else [],
        "may_answer": visit.reader.member is not None and visit.reader.member.seat != "observer",
        "may_understand": visit.reader.member is not None
        and visit.reader.member.seat not in ("observer", "dispatcher"),
        "mine": _mine(view),
        "may_go_again": visit.may_go_again,
    }


def _mine(view: records.DebriefView) -> dict:
    """What this reader said of the dispatcher's lines, and whether they agreed."""
    own = view.reader.member
    heard = {one.number: one for one in view.heards if own and one.author.hold == own.hold}
    agreed = bool(view.sentence and own and own.hold in {one.hold for one in view.sentence.agreed})
    return {
        "heard": [
            {
                "number": one.number,
                "text": one.text,
                "told": one.told,
                "value": heard[one.number].understood if one.number in heard else "",
                "words": heard[one.number].words if one.number in heard else "",
            }
            for one in view.reading.words
        ],
        "agreed": agreed,
    }


@require_GET
@visited
def now(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What others have said since: the page asks again by itself, and nothing that is being typed is touched."""
    with translation.override(visit.language or translation.get_language()):
        context = _context(request, visit, the_run(visit, request.GET.get("run", "")))
        if context["view"].covered:
            return HttpResponse(status=204)
        return render(request, "rehearse/_debrief_now.html", context)


@require_POST
@visited
def do(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One thing: `verb` and its fields. What can't be taken is said beside its field, and what was typed stays."""
    run = the_run(visit, request.POST.get("run", ""))
    actions.open_debrief(run.id, actor=visit.actor)
    verb = VERBS.get(request.POST.get("verb", ""))
    if verb is None:
        raise Http404
    with translation.override(visit.language or translation.get_language()):
        try:
            onward = verb(request, visit, run)
        except Refusal as refusal:
            return _page(request, visit, run, refusal)
    return redirect(onward or _address(visit, run))


Verb = Callable[[HttpRequest, Visit, RunRow], str | None]


def _who(visit: Visit) -> dict:
    return {"reader": visit.reader, "actor": visit.actor}


def _recall(request: HttpRequest, visit: Visit, run: RunRow) -> str | None:
    number = _number(request.POST.get("number", ""))
    view = records.debrief(run, visit.team, visit.reader)
    if number is None or view.reading.replay(number) is None:
        raise Refusal(("changed", _("This moment is not one of this run. Load the page again.")))
    said = {name: request.POST.get(name, "") for name in ("changed", "seen")}
    actions.recall(run.id, number, **_who(visit), **said, declined="declined" in request.POST)
    return None


def _heard(request: HttpRequest, visit: Visit, run: RunRow) -> str | None:
    view = records.debrief(run, visit.team, visit.reader)
    said = {
        one.number: (request.POST[f"heard_{one.number}"], request.POST.get(f"words_{one.number}", ""))
        for one in view.reading.words
        if request.POST.get(f"heard_{one.number}")
    }
    actions.heard(run.id, said, **_who(visit))
    messages.success(request, _("Kept."))
    return None


def _reply(request: HttpRequest, visit: Visit, run: RunRow) -> str | None:
    said = {name.removeprefix("q_"): request.POST[name] for name in list(request.POST)[:40] if name.startswith("q_")}
    language = (translation.get_language() or "en").partition("-")[0]
    actions.reply(run.id, said, **_who(visit), language=language)
    messages.success(request, _("Kept."))
    return None


def _propose(request: HttpRequest, visit: Visit, run: RunRow) -> str | None:
    actions.propose(run.id, request.POST.get("words", ""), **_who(visit))
    return None


def _agree(request: HttpRequest, visit: Visit, run: RunRow) -> str | None:
    try:
        sentence = UUID(request.POST.get("sentence", ""))
    except ValueError:
        raise Http404 from None
    actions.agree(run.id, sentence, **_who(visit))
    return None


def _uncover(request: HttpRequest, visit: Visit, run: RunRow) -> str | None:
    actions.uncover(run.id, **_who(visit))
    return None


def _again(request: HttpRequest, visit: Visit, run: RunRow) -> str | None:
    """Go again from a moment: a new branch, which waits until it is let go on. The run that was stays as it is."""
    number = _number(request.POST.get("number", ""))
    if not visit.may_go_again or number is None:
        raise Http404
    sessions.rewind(run.id, number, actor=visit.actor)
    return _still(visit)


VERBS: dict[str, Verb] = {
    "recall": _recall,
    "heard": _heard,
    "reply": _reply,
    "propose": _propose,
    "agree": _agree,
    "uncover": _uncover,
    "again": _again,
}
