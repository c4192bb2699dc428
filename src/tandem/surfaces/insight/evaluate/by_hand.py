"""Check it by hand: the frozen data as CSV, and the spec, which together give the same numbers by `bin/tandem evaluate`."""

import csv
import io
import json
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tandem.measures.studies import snapshot
from tandem.measures.studies.records import EditionRow
from tandem.surfaces.insight.evaluate import door, small
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.text import cell


@require_safe
@sign_in_required(*door.ROLES)
def data_file(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    """The frozen rows; for a reader outside care only counts, those under eleven and what would give one away left empty."""
    held = door.edition(study_id, number)
    try:
        table = snapshot.opened(settings.MART_DIR, held.id, held.data_digest)
    except snapshot.Altered:
        raise Http404 from None
    rows = table.to_pylist()
    if door.small_hidden(request):
        rows = small.summed(rows) if small.of_rows(rows) else small.without_small(rows)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return _file(out.getvalue(), "text/csv; charset=utf-8", f"{name_of(held)}.csv")


@require_safe
@sign_in_required(*door.ROLES)
def spec_file(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    held = door.edition(study_id, number)
    text = json.dumps(held.spec, indent=2, sort_keys=True, ensure_ascii=False)
    return _file(text, "application/json", f"{name_of(held)}.json")


def name_of(held: EditionRow) -> str:
    return f"study-{held.data_digest[:8]}"


def command(held: EditionRow) -> str:
    name = name_of(held)
    return f"bin/tandem evaluate {held.plan.design} --data {name}.csv --spec {name}.json"


def _cell(value: object) -> object:
    return cell(value) if isinstance(value, str) else "" if value is None else value


def _file(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
