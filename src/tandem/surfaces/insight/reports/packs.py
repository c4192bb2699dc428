"""Review packs: made in one click or on schedule, read on a page, taken along as PDF, spreadsheet and pictures."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.foundation import clock
from tandem.foundation.jobs.asking import ask
from tandem.foundation.organizations.program import program, zone
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.period import month_words
from tandem.measures.reports import making, records
from tandem.measures.reports.pack import target_words
from tandem.measures.reports.pictures import step_words
from tandem.surfaces.insight.reports import files
from tandem.surfaces.insight.reports.work import PACK
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

WRITERS = (Role.EVALUATOR, Role.CLINICAL_SUPERVISOR)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*WRITERS)
def packs(request: HttpRequest) -> HttpResponse:
    """What was made, and the form for the next one. Refused, everything typed is still there."""
    faults = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in ("title", "ask", "first", "last")}
        if request.POST.get("verb") in ("schedule", "unschedule"):
            making.schedule(actor=request.actor, wanted=request.POST["verb"] == "schedule")
            messages.success(request, _("Changed."))
            return redirect("reports_packs")
        try:
            making.check_pack(**typed)
            return redirect("reports_run", run_id=ask(PACK, actor=request.actor, total=4, **typed))
        except Refusal as refusal:
            faults = dict(refusal.errors)
    else:
        last = (clock.now().astimezone(zone()).replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
        typed = {"title": "", "ask": "", "first": f"{int(last[:4]) - 1}-{last[5:]}", "last": last}
        typed["first"] = _next(typed["first"])
    context = {
        "packs": records.packs(),
        "scheduled": records.scheduled(),
        "typed": typed,
        "faults": faults,
        "errors": [(f"id_{field}", words) for field, words in faults.items()],
    }
    return render(request, "reports/packs.html", context, status=422 if faults else 200)


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


@require_safe
@sign_in_required(*WRITERS)
def pack(request: HttpRequest, pack_id: UUID) -> HttpResponse:
    return render(request, "reports/pack.html", shown(_pack(pack_id)) | {"pdf_missing": files.pdf_missing()})


@require_safe
@sign_in_required(*WRITERS)
def pack_file(request: HttpRequest, pack_id: UUID, name: str) -> HttpResponse:
    """A file made of the pack: "pack.pdf", "pack.xlsx", "funnel.svg", "chart.svg", and both as PNG."""
    found = _pack(pack_id)
    if name not in files.KINDS:
        raise Http404
    if name == "chart.svg" and not found.content["chart"]:
        raise Http404
    missing = files.pdf_missing() if name.endswith((".pdf", ".png")) else ""
    if missing:
        return render(request, "reports/pack.html", shown(found) | {"pdf_missing": missing}, status=503)
    body, kind = files.made(name, shown(found))
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def shown(found: records.PackRow) -> dict:
    """What page and paper draw of a pack."""
    content = found.content
    steps = [{**one, "words": step_words(one)} for one in content["steps"]]
    lost = [one for one in content["fell_out"] if one["n"]]
    return {
        "pack": found,
        "program_name": program().name,
        "span": _span(content),
        "headline": " ".join(content["verdict"]),
        "steps": steps,
        "lost": ", ".join(f"{one['n']:,} {one['words'].lower()}" for one in lost),
        "lost_hidden": any(one["n"] is None for one in content["fell_out"]),
        "funnel": files.picture("funnel", content),
        "chart": files.picture("chart", content),
        "points": content["chart"]["points"] if content["chart"] else [],
        "hidden": bool(content["hidden"]) or any(not one["n"] for one in (content["chart"] or {}).get("points", [])),
        "snapshot": f"{content['snapshot'][:4]} {content['snapshot'][4:8]}",
        "editions": content["editions"].replace(" ", ", "),
    }


def _span(content: dict) -> str:
    first, last = month_words(content["first"]), month_words(content["last"])
    return last if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _pack(pack_id: UUID) -> records.PackRow:
    try:
        return records.pack(pack_id)
    except Absent as missing:
        raise Http404 from missing


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*WRITERS)
def goals(request: HttpRequest) -> HttpResponse:
    """Targets: set one, end one. Where each stands is in the packs."""
    faults, typed = {}, {"way": "at_least"}
    if request.method == "POST":
        try:
            if request.POST.get("verb") == "end":
                making.end_goal(_id(request.POST.get("id", "")), actor=request.actor)
            else:
                names = ("measure", "target", "way", "first", "last")
                typed = {name: request.POST.get(name, "") for name in names}
                making.set_goal(actor=request.actor, **typed)
            return redirect("reports_goals")
        except Refusal as refusal:
            faults = dict(refusal.errors)
        except Absent as missing:
            raise Http404 from missing
    context = {
        "goals": [
            (one, CATALOGUE[one.measure].name, target_words(one.measure, one.target, one.way))
            for one in records.goals()
        ],
        "measures": [(one.id, one.name) for one in CATALOGUE.values()],
        "ways": [("at_least", _("at least")), ("at_most", _("at most"))],
        "typed": typed,
        "faults": faults,
        "errors": [(f"id_{field}", words) for field, words in faults.items()],
    }
    return render(request, "reports/goals.html", context, status=422 if faults else 200)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Absent from wrong
