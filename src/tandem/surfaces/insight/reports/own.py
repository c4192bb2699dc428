"""Reports put together without code, and de-identified extracts: saved, shared inside the program, taken along as files."""

import csv
import io
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.foundation import clock
from tandem.foundation.attachments.doors import as_attachment
from tandem.foundation.jobs.asking import ask
from tandem.foundation.organizations.program import zone
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.reports import custom, extract, making, records
from tandem.measures.reports.written import spreadsheet
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.reports.files import XLSX
from tandem.surfaces.insight.reports.work import COUNT, EXTRACT
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.text import cell

WRITERS = (Role.EVALUATOR, Role.CLINICAL_SUPERVISOR)
COLUMNS = ("measure", "group", "of", "counted_in", "value", "interval_95", "edition", "why_not_shown")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*WRITERS)
def own_reports(request: HttpRequest, report_id: UUID | None = None) -> HttpResponse:
    """Put a report together, change it into a new edition, count it and take it along."""
    try:
        held = records.report(report_id, request.actor.id) if report_id else None
    except Absent as missing:
        raise Http404 from missing
    if request.method == "POST" and held and request.POST.get("verb") == "count":
        run = ask(COUNT, actor=request.actor, total=len(held.spec["measures"]), report=str(held.id))
        return redirect("reports_run", run_id=run)
    faults, typed = {}, _typed(held)
    if request.method == "POST":
        names = ("name", "split", "first", "last")
        typed = {name: request.POST.get(name, "") for name in names} | {
            "measures": request.POST.getlist("measures"),
            "shared": bool(request.POST.get("shared")),
        }
        try:
            saved = making.save_report(actor=request.actor, report_id=report_id, **typed)
            return redirect("reports_own", report_id=saved)
        except Refusal as refusal:
            faults = dict(refusal.errors)
        except Absent as missing:
            raise Http404 from missing
    context = {
        "report": held,
        "counts": records.counts_of(held.id) if held else [],
        "reports": records.reports(request.actor.id),
        "measures": [(one.id, one.name) for one in CATALOGUE.values()],
        "splits": [("", _("nothing")), *custom.SPLITS.items()],
        "typed": typed,
        "faults": faults,
        "errors": [(f"id_{field}", words) for field, words in faults.items()],
    }
    return render(request, "reports/custom.html", context, status=422 if faults else 200)


def _typed(held: records.ReportRow | None) -> dict:
    if held is None:
        month = clock.now().astimezone(zone()).strftime("%Y-%m")
        return {"name": "", "measures": [], "split": "", "first": f"{month[:4]}-01", "last": month, "shared": False}
    return {**held.spec, "name": held.name, "shared": held.shared}


@require_safe
@sign_in_required(*WRITERS)
def counted_file(request: HttpRequest, report_id: UUID, counted_id: UUID, kind: str) -> HttpResponse:
    """A count of a report as "csv" or "xlsx"."""
    try:
        found = records.count_of(report_id, counted_id, request.actor.id)
    except Absent as missing:
        raise Http404 from missing
    if kind == "csv":
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([cell(str(one)) for one in row] for row in found.lines)
        response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    elif kind == "xlsx":
        response = HttpResponse(spreadsheet([(_("Report"), [COLUMNS, *found.lines])]), content_type=XLSX)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="report.{kind}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(Role.EVALUATOR)
def extract_page(request: HttpRequest) -> HttpResponse:
    """Have a de-identified extract made for a reason that is written down, and see those that were made."""
    faults = {}
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "").strip()
            making.check_extract(mart(), reason)
            run = ask(EXTRACT, actor=request.actor, total=extract.PIECES, reason=reason)
            return redirect("reports_run", run_id=run)
        except Refusal as refusal:
            faults = dict(refusal.errors)
    context = {
        "dictionary": extract.DICTIONARY.items(),
        "extracts": records.extracts(request.actor.id),
        "days": making.KEPT_HOURS // 24,
        "typed": request.POST,
        "faults": faults,
        "errors": [(f"id_{field}", words) for field, words in faults.items()],
    }
    return render(request, "reports/extract.html", context, status=422 if faults else 200)


@require_POST
@sign_in_required(Role.EVALUATOR)
def extract_file(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """The file of an extract, for who made it. A post, so that no link or scanner fetches it."""
    try:
        return as_attachment(making.fetch_extract(extract_id, actor=request.actor), ours=True)
    except Absent as missing:
        raise Http404 from missing
