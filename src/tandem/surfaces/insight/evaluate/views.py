"""Studies: all of them, and one: its stamp, how far its run is, its result. A failed run never looks like "no data"."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from tandem.foundation.jobs.asking import RunView, run_of, stop
from tandem.foundation.organizations.program import program
from tandem.measures.evaluation import DESIGNS
from tandem.measures.studies import actions, plan, records, snapshot
from tandem.surfaces.insight import showing
from tandem.surfaces.insight.evaluate import by_hand, costs, door, drawing, small
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal

# Said on every result: what the one trial of such a program found, whatever this study finds.
CONTRARY = gettext_noop(
    "The one randomized trial of co-response (Indianapolis) found no difference at 12 months. A result that promises much "
    "should be read beside it."
)


@require_safe
@sign_in_required(*door.ROLES)
def studies_page(request: HttpRequest) -> HttpResponse:
    """Every study with where it stands, the one changed last first."""
    context = {"studies": records.studies(), "to_install": door.to_install(), "may_write": _may(request)}
    return render(request, "insight/evaluate/studies.html", context)


@require_safe
@sign_in_required(*door.ROLES)
def study_page(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """One study: its newest edition, or the one asked for. A draft leads to the step where it was left."""
    held = door.found(study_id)
    if held.newest is None:
        return redirect("study_step", study_id=study_id, step=held.step)
    edition = _chosen(held, request.GET.get("edition"))
    run = _run(request, held)
    if request.GET.get("part") == "run":
        answer = render(request, "insight/evaluate/_run.html", {"study": held, "run": run, "run_url": request.path})
        if run is None or run.over:
            answer["HX-Refresh"] = "true"
        return answer
    context = {
        "study": held,
        "edition": edition,
        "run": run if edition == held.newest and not edition.result else None,
        "run_url": request.path,
        "said": [(name, words) for name, words in plan.said(edition.plan) if words],
        "design": DESIGNS[edition.plan.design],
        "older": [one for one in held.editions if one != edition],
        "may_write": _may(request),
        "to_install": door.to_install(),
        "newest": edition == held.newest,
    }
    if edition.result is None:
        return render(request, "insight/evaluate/study.html", context)
    actions.saw(edition, actor=request.actor)
    return render(
        request, "insight/evaluate/result.html", context | _result(request, edition) | {"program_name": program().name}
    )


def _result(request: HttpRequest, edition: records.EditionRow) -> dict:
    report = edition.result.report
    whole, hidden, of_rows = "", 0, False
    try:
        rows = snapshot.opened(settings.MART_DIR, edition.id, edition.data_digest).to_pylist()
        of_rows = small.of_rows(rows)
        if door.small_hidden(request) and not of_rows:
            hidden = len(small.hidden(rows))
    except snapshot.Altered as altered:
        whole = str(altered)
    outside = door.small_hidden(request)
    shown = drawing.without_small(report) if hidden or (outside and of_rows) else report
    return {
        "report": report,
        "usable": report.verdict != "do_not_use",
        "altered": whole,
        "hidden": hidden,
        "estimate": drawing.estimate(report),
        "trend": drawing.trend(shown),
        "placebo": drawing.chance(report),
        "rows": shown.table,
        "left_out": [
            (words, showing.said(n, small_hidden=outside))
            for words, n in (*edition.left_out, *((one.words, one.count) for one in report.excluded))
        ],
        "only_counts": outside and of_rows,
        "contrary": CONTRARY,
        **costs.choices(request, edition),
        "command": by_hand.command(edition),
        "file": by_hand.name_of(edition),
    }


@require_POST
@sign_in_required(*door.ROLES)
def run_page(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Run the stamped plan again, after a run that did not finish."""
    try:
        actions.start(study_id, actor=request.actor)
    except Absent:
        raise Http404 from None
    except Refusal as refusal:
        messages.error(request, refusal.errors[0][1])
    return redirect("study", study_id=study_id)


@require_POST
@sign_in_required(*door.ROLES)
def stop_page(request: HttpRequest, study_id: UUID) -> HttpResponse:
    held = door.found(study_id)
    try:
        if held.run:
            stop(held.run, actor=request.actor)
    except Absent:
        raise Http404 from None
    return redirect("study", study_id=study_id)


@require_POST
@sign_in_required(*door.ROLES)
def leave_page(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Throw a draft away. A stamped study stays."""
    try:
        actions.leave(study_id, actor=request.actor)
    except Absent:
        raise Http404 from None
    messages.success(request, _("The draft is gone."))
    return redirect("studies")


def _chosen(held: records.StudyRow, number: str | None) -> records.EditionRow:
    if number is None:
        return held.newest
    for one in held.editions:
        if str(one.number) == number:
            return one
    raise Http404


def _run(request: HttpRequest, held: records.StudyRow) -> RunView | None:
    """The study's newest run, where this reader asked for it."""
    try:
        return run_of(held.run, actor=request.actor) if held.run else None
    except Absent:
        return None


def _may(request: HttpRequest) -> bool:
    return request.actor.may(Permission.STUDY_WRITE)
