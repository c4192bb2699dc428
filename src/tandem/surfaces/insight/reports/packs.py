"""Review packs: made in one click or on schedule, read on a page, taken along as PDF, spreadsheet and pictures."""

from datetime import date, timedelta
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
from tandem.measures.grants.records import grants
from tandem.measures.period import month_words
from tandem.measures.reports import making, records
from tandem.measures.reports.freezing import ready_month
from tandem.measures.reports.overlap import span_back
from tandem.measures.reports.pack import target_words
from tandem.measures.reports.pictures import step_words
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.grants import showing
from tandem.surfaces.insight.reports import annex, files
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
        typed = {name: request.POST.get(name, "") for name in ("title", "ask", "first", "last", "grant")}
        if request.POST.get("verb") in ("schedule", "unschedule"):
            making.schedule(actor=request.actor, wanted=request.POST["verb"] == "schedule")
            messages.success(request, _("Changed."))
            return redirect("reports_packs")
        try:
            if typed["grant"]:
                typed["first"], typed["last"] = making.months_of_grant(typed["grant"], mart(), zone=str(zone()))
            making.check_pack(*(typed[name] for name in ("title", "ask", "first", "last")))
            making.check_over(mart(), typed["last"], zone=str(zone()))
            return redirect("reports_run", run_id=ask(PACK, actor=request.actor, total=4, **typed))
        except Refusal as refusal:
            faults = dict(refusal.errors)
    else:
        before = (clock.now().astimezone(zone()).replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
        last = ready_month(mart(), zone=str(zone())) or before
        typed = {"title": "", "ask": "", "first": span_back(last, 12), "last": last}
        typed["grant"] = request.GET.get("grant", "")
    context = {
        "packs": records.packs(),
        "grants": [("", _("none")), *((str(one.id), one.terms.name) for one in grants())],
        "scheduled": records.scheduled(),
        "typed": typed,
        "faults": faults,
        "errors": [(f"id_{field}", words) for field, words in faults.items()],
    }
    return render(request, "reports/packs.html", context, status=422 if faults else 200)


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
    months = [{**one, "words": month_words(one["month"])} for one in _months(content)]
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
        "points": months,
        "gaps": content.get("gaps", []),
        "hidden": bool(content["hidden"]) or any(one["n"] is None and not one.get("gap") for one in months),
        "snapshot": f"{content['snapshot'][:4]} {content['snapshot'][4:8]}",
        "editions": content["editions"].replace(" ", ", "),
        "grant": _grant(content.get("grant")),
        "annex": annex.definitions(content),
    }


def _months(content: dict) -> list[dict]:
    """The months of a pack; one made before they were kept by themselves has those of its chart."""
    return content["months"] if "months" in content else (content["chart"] or {}).get("points", [])


def _grant(held: dict | None) -> dict | None:
    """The grant's part in words: dollars, shares, days, and the state of each promise."""
    if held is None:
        return None
    spent = {"gone": showing.share(held["gone"]), "spent": showing.share(held["spent"])}
    return {
        **held,
        "span": f"{showing.day(date.fromisoformat(held['first_day']))} – {showing.day(date.fromisoformat(held['last_day']))}",
        "pace": _("%(gone)s of the time is over and %(spent)s of the money is drawn.") % spent,
        "award": showing.dollars(held["cents"]),
        "sums": (showing.dollars(held["drawn"]), showing.dollars(held["left"])),
        "match_words": (showing.dollars(held["match"]), showing.dollars(held["match_of"])) if held["match_of"] else (),
        "rows": [
            (one["words"], *(showing.dollars(c) for c in (one["held"], one["drawn"], one["held"] - one["drawn"])))
            for one in held["lines"]
        ],
        "promises": [
            {**one, **showing.state(one["state"], one["so_far"]), "due": showing.day(date.fromisoformat(one["due"]))}
            for one in held["promises"]
        ],
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
