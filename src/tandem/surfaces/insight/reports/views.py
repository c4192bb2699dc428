"""The first page of reports, and how far long work is. A run that failed says so with its reference, never "no data"."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.foundation.jobs.asking import RunView, run_of, stop
from tandem.measures.grants.records import due, grants, today
from tandem.measures.reports import records
from tandem.surfaces.insight.grants.showing import due_lines
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role

READERS = (Role.EVALUATOR, Role.CLINICAL_SUPERVISOR, Role.ADMIN)


@require_safe
@sign_in_required(*READERS)
def hub(request: HttpRequest) -> HttpResponse:
    """What can be made here, each with where it stands."""
    waiting = due(grants(), today())
    context = {
        "decision": records.decision(),
        "newest": records.newest(),
        "due": due_lines([one for one in waiting if one.remind]),
    }
    return render(request, "reports/hub.html", context)


@require_safe
@sign_in_required(*READERS)
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """How far one run is; done, where it led."""
    found = _run(request, run_id)
    if request.GET.get("part") == "run":
        answer = render(request, "reports/_run.html", {"run": found, "run_url": request.path, **_after(found)})
        if found.over:
            answer["HX-Refresh"] = "true"
        return answer
    return render(request, "reports/run.html", {"run": found, "run_url": request.path, **_after(found)})


@require_POST
@sign_in_required(*READERS)
def stop_run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    try:
        stop(run_id, actor=request.actor)
    except Absent as missing:
        raise Http404 from missing
    return redirect("reports_run", run_id=run_id)


def _run(request: HttpRequest, run_id: UUID) -> RunView:
    try:
        found = run_of(run_id, actor=request.actor)
    except Absent as missing:
        raise Http404 from missing
    if found.kind not in AFTER:
        raise Http404
    return found


def _after(found: RunView) -> dict:
    what, url, words = AFTER[found.kind](found)
    return {"what": what, "after_url": url if found.state == "done" else "", "after_words": words}


# What a kind of run is called, and where it leads once it is done.
AFTER = {
    "reports.pack": lambda found: (
        _("Make a review pack"),
        f"/reports/packs/{found.results.get('pack', '')}/",
        _("Read the pack"),
    ),
    "reports.count": lambda found: (
        _("Count a report"),
        f"/reports/own/{found.results.get('report', '')}/",
        _("Take it along"),
    ),
    "reports.extract": lambda found: (
        _("Make a de-identified extract"),
        "/reports/extract/",
        _("Take it along"),
    ),
    "reports.publish": lambda found: (_("Publish a month"), "/reports/public-page/", _("See what was published")),
}
