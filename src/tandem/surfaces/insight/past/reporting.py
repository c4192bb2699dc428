"""The report of a brought past: how far it is, what was kept, mended, set aside, left unknown and refused, and its end."""

import csv
import io
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.foundation.jobs.asking import stop
from tandem.measures.past import actions, records
from tandem.measures.past.fields import label_of
from tandem.surfaces.insight.past import door
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.past import BECAME_LABELS, REASON_LABELS, Became
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.text import cell


@sign_in_required(*door.ROLES)
@require_safe
def report_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """How far an import is; when it is over, what became of each row."""
    one = door.found(request, import_id)
    if not one.started:
        return redirect("past_columns", import_id)
    if request.GET.get("part") == "run" and one.run:
        answer = render(request, "insight/past/_run.html", {"run": one.run, "run_url": request.path})
        if one.run.over:
            answer["HX-Refresh"] = "true"
        return answer
    context = {
        "one": one,
        "run": one.run,
        "run_url": request.path,
        "steps": door.steps(one, "report"),
        "groups": grouped(records.findings(import_id)) if one.in_at else [],
    }
    return render(request, "insight/past/report.html", context)


def grouped(found: list[records.Found]) -> list[dict]:
    """Findings by what became of them, each with its rows in words."""
    groups = []
    for became in Became:
        mine = sorted((f for f in found if f.became == became), key=lambda f: (-len(f.rows), f.field))
        lines = []
        for one in mine:
            rows, more = door.ranges(one.rows)
            lines.append(
                {
                    "field": label_of(one.field),
                    "why": REASON_LABELS[one.reason],
                    "count": len(one.rows),
                    "rows": rows,
                    "more": more,
                    "examples": [shown for shown in one.examples if shown],
                }
            )
        rows_of = len({row for one in mine for row in one.rows})
        groups.append({"id": str(became), "label": BECAME_LABELS[became], "lines": lines, "rows": rows_of})
    return groups


@sign_in_required(*door.ROLES)
@require_safe
def csv_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The report as a CSV: one line for each row of the file and what became of it. A spreadsheet opens it as text."""
    one = door.found(request, import_id)
    if not one.in_at:
        raise Http404
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([_("Row of the file"), _("What became of it"), _("Field"), _("Why")])
    lines = [
        (row, BECAME_LABELS[each.became], label_of(each.field), REASON_LABELS[each.reason])
        for each in records.findings(import_id)
        for row in each.rows
    ]
    for row, *words in sorted(lines):
        writer.writerow([str(row), *map(cell, words)])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="report-of-import.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


@sign_in_required(*door.ROLES)
@require_POST
def stop_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    one = door.found(request, import_id)
    if one.run is None:
        raise Http404
    stop(one.run.id, actor=request.actor)
    return redirect("past_report", import_id)


@sign_in_required(*door.ROLES)
@require_POST
def take_out_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """All rows of an import leave the facts at once; the report stays."""
    door.found(request, import_id)
    try:
        actions.take_out(import_id, actor=request.actor)
    except Absent:
        raise Http404 from None
    messages.success(request, _("Its rows are out. The measures count without them within a few minutes."))
    return redirect("past_report", import_id)
