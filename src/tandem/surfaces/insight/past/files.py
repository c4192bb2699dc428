"""The first pages of a brought past: the list, a file sent, and what its columns mean."""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.foundation.attachments.store import megabytes
from tandem.foundation.organizations.program import program, zone
from tandem.measures.past import actions, records
from tandem.measures.past.fields import CLOCK, FIELDS, ID, OPEN, SCALE, TERM, TIME, YES_NO
from tandem.measures.past.mapping import Past, terms_of
from tandem.measures.past.proposing import never_kept, propose
from tandem.standards.tabular import saved
from tandem.standards.tabular.table import DELIMITERS, Form, shown
from tandem.surfaces.insight.past import door, flow, reading
from tandem.surfaces.insight.past.reading import NotRead
from tandem.surfaces.insight.past.tables import Table, limit, small, table
from tandem.surfaces.insight.past.trying import agencies
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Absent, Refusal

EXAMPLES, LONGEST_EXAMPLE = 3, 24
SHOWN_ROWS = 6
FIXABLE = (TERM, YES_NO)


@sign_in_required(*door.ROLES)
@require_http_methods(["GET", "POST"])
def begin_page(request: HttpRequest) -> HttpResponse:
    """The imports so far, and a file sent."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if program() is None:
                raise Refusal(("file", _("Set the program up first.")))
            if file is None:
                raise Refusal(("file", _("Choose a file from your computer.")))
            return redirect("past_columns", flow.begin(file.chunks(), file.name, actor=request.actor))
        except Refusal as refusal:
            errors = dict(refusal.errors)
    context = {
        "errors": errors,
        "summary": door.summary(errors),
        "limit": megabytes(limit()),
        "imports": records.imports(request.actor),
        "mappings": saved.newest(saved.PAST),
    }
    return render(request, "insight/past/begin.html", context, status=422 if errors else 200)


@sign_in_required(*door.ROLES)
@require_safe
def sample_page(request: HttpRequest) -> HttpResponse:
    """An invented messy spreadsheet to try the way in with, made when it is asked for."""
    from tandem.measures.past.sample import workbook

    answer = HttpResponse(workbook(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = 'attachment; filename="invented-old-list.xlsx"'
    return answer


@sign_in_required(*door.ROLES)
@require_http_methods(["GET", "POST"])
def columns_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What each column means; also how the file is read, where the guess was wrong."""
    one, seen = door.opened(request, import_id)
    if one.started:
        return redirect("past_report", import_id)
    errors: dict[str, str] = {}
    told = one.mapping or _proposed(seen)
    if request.GET.get("mapping"):
        told, seen = _saved(request.GET["mapping"], one, told, seen)
    if request.method == "POST":
        try:
            if request.POST.get("verb") == "form":
                return _read_as(request, one, seen)
            told = _told(request, one, seen)
            flow.choose(one, told, actor=request.actor, edition=_edition(request, told))
            return redirect("past_spellings", import_id)
        except Refusal as refusal:
            errors = dict(refusal.errors)
    elif not request.GET:
        errors = _found_wrong(one, seen)
    context = {
        "one": one,
        "steps": door.steps(one, "columns"),
        "seen": seen,
        "told": told,
        "shown": _shown(seen),
        "fields": _fields(told, seen, errors),
        "never": never_kept(seen.used),
        "errors": errors,
        "summary": door.summary({("column_" + n if n in FIELDS else n): s for n, s in errors.items()}),
        "zones": door.zones(),
        "delimiters": list(DELIMITERS.items()),
        "sheets": [(name, name) for name in seen.sheets],
        "header_rows": [("0", _("No row does")), ("1", _("One row")), ("2", _("Two rows, one above the other"))],
        "mappings": saved.newest(saved.PAST),
        "used": request.POST.get("used") or request.GET.get("mapping", ""),
    }
    return render(request, "insight/past/columns.html", context, status=422 if errors else 200)


@sign_in_required(*door.ROLES)
@require_POST
def leave_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """An import that was not started is left, and its file deleted."""
    one = door.found(request, import_id)
    try:
        flow.leave(one, actor=request.actor)
    except (Refusal, Absent):
        return redirect("past_report", import_id)
    messages.success(request, _("The file was deleted. Nothing of it was stored."))
    return redirect("past")


def _found_wrong(one: records.Brought, seen: Table) -> dict[str, str]:
    """What the reading of a long file found wrong with the columns that were chosen for it, by field."""
    if one.mapping is None or small(one.file.path, seen.form):
        return {}
    with suppress(NotRead):
        return dict(reading.profile(one, seen).too_many)
    return {}


def _proposed(seen: Table) -> Past:
    body = [cells for _number, cells in seen.body]
    ours = agencies()
    return Past(
        zone=zone().key,
        header_row=seen.header_row,
        header_rows=seen.header_rows,
        columns=propose(seen.names, body, ours),
        fixed={"agency": next(iter(ours))} if len(ours) == 1 else {},
    )


def _saved(words: str, one: records.Brought, otherwise: Past, seen: Table) -> tuple[Past, Table]:
    """A saved mapping, on this file's own header; a column that this file does not have is left out and said."""
    try:
        kept = saved.edition_of(words, saved.PAST).mapping
    except Refusal:
        return otherwise, seen
    own = {name: column for name, column in kept.columns.items() if column in seen.names}
    return replace(kept, header_row=seen.header_row, header_rows=seen.header_rows, columns=own), seen


def _read_as(request: HttpRequest, one: records.Brought, seen: Table) -> HttpResponse:
    """Read the file in another form, or its names from other rows."""
    form = Form(**one.form)
    if form.kind == "xlsx":
        form = replace(form, sheet=request.POST.get("sheet", "")[:60])
    elif request.POST.get("delimiter") in DELIMITERS:
        form = replace(form, delimiter=request.POST["delimiter"])
    row, rows = request.POST.get("header_row", ""), request.POST.get("header_rows", "")
    if not (row.isascii() and row.isdigit() and len(row) < 5 and rows in ("0", "1", "2")):
        raise Refusal(("header_row", _("Write the number of the row, like 3.")))
    if asked := form != Form(**one.form):
        actions.read_as(one.id, form, actor=request.actor)
        one = records.import_of(one.id, actor=request.actor)
    header = (int(row), int(rows))
    if not asked and header != (seen.header_row, seen.header_rows):
        told = Past(zone=zone().key, header_row=header[0], header_rows=header[1])
        again = table(replace(one, mapping=told))
        if header[1] and not again.header_rows:
            raise Refusal(("header_row", _("There is no such row among the first 50. Look at the numbers above.")))
        proposed = replace(_proposed(again), header_row=header[0], header_rows=header[1])
        actions.choose(one.id, proposed, actor=request.actor)
    return redirect("past_columns", one.id)


def _edition(request: HttpRequest, told: Past) -> str:
    """The saved edition that this mapping still is, word for word."""
    used = request.POST.get("used", "")
    try:
        kept = saved.edition_of(used, saved.PAST) if used else None
    except Refusal:
        return ""
    return kept.words if kept and kept.mapping.columns == told.columns else ""


def _told(request: HttpRequest, one: records.Brought, seen: Table) -> Past:
    """The mapping as the form says it. Spellings and answers given before stay."""
    told = request.POST
    before = one.mapping or Past()
    if told.get("used"):
        before, _seen = _saved(told["used"], one, before, seen)
    columns = {name: told[f"column_{name}"] for name in FIELDS if told.get(f"column_{name}")}
    return Past(
        source=told.get("source", "").strip(),
        zone=told.get("zone", ""),
        header_row=seen.header_row,
        header_rows=seen.header_rows,
        columns=columns,
        fixed={name: told[f"fixed_{name}"] for name in FIELDS if told.get(f"fixed_{name}") and name not in columns},
        words={name: pairs for name, pairs in before.words.items() if name in columns},
        orders=before.orders,
        turned=before.turned,
        answers=before.answers,
        repeats=before.repeats,
    )


def _shown(seen: Table) -> list[tuple[int, list[str], str]]:
    """The first rows with their numbers, and what each is: above the names, the names, or a row."""
    found = []
    for number, cells in seen.first[: SHOWN_ROWS + max(0, seen.last_header_row)]:
        kind = "" if number > seen.last_header_row else "names" if number >= seen.header_row else "above"
        found.append((number, [shown(cell) for cell in cells], kind))
    return found[:14]


def _fields(told: Past, seen: Table, errors: dict[str, str]) -> list[dict]:
    columns = [("", _("Nothing: stays unknown"))]
    for name in seen.used:
        place = seen.names.index(name)
        cells = [shown(cells[place])[:LONGEST_EXAMPLE] for _n, cells in seen.body if place < len(cells)]
        examples = ", ".join(list(dict.fromkeys(cell for cell in cells if cell))[:EXAMPLES])
        columns.append((name, f"{name}: {examples}" if examples else name))
    ours = agencies()
    return [
        {
            "name": name,
            "label": what.label,
            "hint": what.hint,
            "columns": columns,
            "column": told.columns.get(name, ""),
            "error": errors.get(name, ""),
            "fixable": name == "agency",
            "fixed": told.fixed.get(name, ""),
            "fixed_options": [("", _("Choose")), *terms_of(name, ours).items()] if name == "agency" else [],
            "group": GROUPS[what.kind] if name != "agency" else "what",
        }
        for name, what in FIELDS.items()
    ]


GROUPS = {TIME: "times", CLOCK: "times", ID: "who", TERM: "what", YES_NO: "what", OPEN: "what", SCALE: "who"}
