"""Files in: send one, say what its columns mean, see the first rows, have it taken in, read what was refused."""

from dataclasses import replace
from uuid import UUID
from zoneinfo import available_timezones

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.foundation.attachments.doors import as_attachment, takes_files
from tandem.foundation.attachments.store import megabytes
from tandem.foundation.jobs.asking import stop
from tandem.foundation.organizations import roster
from tandem.foundation.organizations.program import program, zone
from tandem.standards.tabular import imports, saved
from tandem.standards.tabular.imports import ImportView
from tandem.standards.tabular.mapping import FIELDS, OURS, WORDED, Mapping, Source, label_of, suggest
from tandem.standards.tabular.read import preview, spellings
from tandem.standards.tabular.table import DELIMITERS, ENCODINGS, Form, Look
from tandem.standards.tabular.times import DATE_FORMS
from tandem.surfaces.program.views.forms import tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.behavioral import SIGN_LABELS
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role

ADMIN = (Role.ADMIN,)
# A cell as an example of its column.
EXAMPLES, LONGEST_EXAMPLE = 2, 24
LONGEST_SHOWN = 80


@takes_files
@sign_in_required(*ADMIN)
@require_http_methods(["GET", "POST"])
def begin_page(request: HttpRequest) -> HttpResponse:
    """Send a file; below it, the imports of late."""
    if program() is None:
        return redirect("set_up")
    errors: dict[str, str] = {}
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise Refusal(("file", _("Choose a file from your computer.")))
            begun = imports.begin(file.chunks(), file.name, actor=request.actor)
        except Refusal as refusal:
            errors = dict(refusal.errors)
        else:
            return redirect("import_columns", begun)
    context = {
        "errors": errors,
        "summary": tied(errors.items()),
        "limit": megabytes(imports.limit()),
        "imports": imports.imports_of(request.actor),
        "mappings": saved.newest(),
    }
    return render(request, "program/import.html", context, status=422 if errors else 200)


@sign_in_required(*ADMIN)
@require_http_methods(["GET", "POST"])
def columns_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What each column means; also how the file is read, where the guess was wrong."""
    found, seen = _opened(request, import_id)
    if found.run:
        return redirect("import_report", import_id)
    errors: dict[str, str] = {}
    told = found.mapping or _suggested(seen)
    if request.GET.get("mapping"):
        told = _saved(request.GET["mapping"], told)
    if request.method == "POST":
        try:
            if request.POST.get("verb") == "form":
                imports.read_as(import_id, _form(request, found.form), actor=request.actor)
                return redirect("import_columns", import_id)
            told = _told(request, found)
            imports.choose(import_id, told, actor=request.actor)
            return redirect("import_preview", import_id)
        except Refusal as refusal:
            errors = dict(refusal.errors)
    context = {
        "found": found,
        "seen": seen,
        "told": told,
        "fields": _fields(told, seen, errors),
        "errors": errors,
        "summary": _summary(errors),
        "agencies": [("", _("Choose"))] + [(str(one.id), one.name) for one in roster.organizations()],
        "agency": str(told.agency_id or ""),
        "zones": [(one, one.replace("_", " ")) for one in _zones()],
        "date_forms": [(code, words) for code, (words, _forms) in DATE_FORMS.items()],
        "delimiters": list(DELIMITERS.items()),
        "encodings": list(ENCODINGS.items()),
        "sheets": [(name, name) for name in seen.sheets],
        "mappings": saved.newest(),
        "used": request.POST.get("used") or request.GET.get("mapping", ""),
    }
    return render(request, "program/import_columns.html", context, status=422 if errors else 200)


@sign_in_required(*ADMIN)
@require_http_methods(["GET", "POST"])
def words_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Their words as ours, field by field."""
    found, seen = _opened(request, import_id)
    if found.run or found.mapping is None:
        return redirect("import_report" if found.run else "import_columns", import_id)
    groups, errors, told = _word_groups(found, seen), {}, found.mapping.words
    if request.method == "POST":
        told = {name: _words_told(request, name) for name, *_rest in groups}
        mapping = replace(found.mapping, words={name: pairs for name, pairs in told.items() if pairs})
        try:
            imports.choose(import_id, mapping, actor=request.actor)
            return redirect("import_preview", import_id)
        except Refusal as refusal:
            errors = dict(refusal.errors)
    context = {
        "found": found,
        "errors": errors,
        "groups": [
            (
                name,
                label,
                [(word, count, told.get(name, {}).get(word, "")) for word, count in words],
                close,
                ", ".join(sorted(OURS.get(name, ()))),
                errors.get(f"words_{name}", ""),
            )
            for name, label, words, close in groups
        ],
        "summary": _summary(errors),
    }
    return render(request, "program/import_words.html", context, status=422 if errors else 200)


@sign_in_required(*ADMIN)
@require_http_methods(["GET", "POST"])
def preview_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The first rows as they will be stored; start from here, or keep the mapping under a name."""
    found, seen = _opened(request, import_id)
    if found.run or found.mapping is None:
        return redirect("import_report" if found.run else "import_columns", import_id)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            if request.POST.get("verb") == "save":
                name = request.POST.get("save_as", "")
                if not name.strip():
                    raise Refusal(("save_as", _("Write the name to keep it under.")))
                imports.choose(import_id, found.mapping, actor=request.actor, save_as=name)
                messages.success(request, _("The mapping is kept. The command line knows it by the same name."))
                return redirect("import_preview", import_id)
            imports.start(import_id, actor=request.actor)
            return redirect("import_report", import_id)
        except Refusal as refusal:
            errors = dict(refusal.errors)
    try:
        rows = preview(seen, imports.plan_of(found, seen))
    except Refusal:
        return redirect("import_columns", import_id)
    shown = [name for name in FIELDS if name in found.mapping.fields and name != "received_time"]
    context = {
        "found": found,
        "total": seen.total,
        "heads": [label_of(name) for name in shown],
        "rows": [
            (
                row,
                [(_as_shown(row.values.get(name)), row.problems.get(name, "")) for name in shown],
                row.problems.get("row"),
            )
            for row in rows
        ],
        "bad": sum(1 for row in rows if row.problems),
        "worded": any(found.mapping.fields.get(name, Source()).column for name in WORDED),
        "errors": errors,
        "summary": _summary(errors),
        "save_as": request.POST.get("save_as", found.edition.rpartition("/")[0]),
    }
    return render(request, "program/import_preview.html", context, status=422 if errors else 200)


@sign_in_required(*ADMIN)
@require_safe
def report_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """How far it is; when it is over, what was taken in and what was refused, with reasons."""
    found = _found(request, import_id)
    if found.run is None:
        return redirect("import_columns", import_id)
    if request.GET.get("part") == "run":
        answer = render(request, "program/_run.html", {"run": found.run, "run_url": request.path})
        if found.run.over:
            # The report takes the place of the bar.
            answer["HX-Refresh"] = "true"
        return answer
    refused, gone = [], False
    if found.run.over:
        try:
            refused = [(one, label_of(one.field)) for one in imports.refused_rows(found)]
        except Absent:
            gone = True
    context = {
        "found": found,
        "run": found.run,
        "run_url": request.path,
        "import_id": import_id,
        "refused": refused,
        "gone": gone,
        "most": imports.MOST_LISTED,
        "days": imports.REFUSED_DAYS,
    }
    return render(request, "program/import_report.html", context)


@sign_in_required(*ADMIN)
@require_POST
def stop_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    found = _found(request, import_id)
    if found.run is None:
        raise Http404
    stop(found.run.id, actor=request.actor)
    return redirect("import_report", import_id)


@sign_in_required(*ADMIN)
@require_safe
def refused_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The refused rows as a CSV that a spreadsheet opens as text."""
    found = _found(request, import_id)
    if found.refused_file is None:
        raise Http404
    try:
        return as_attachment(found.refused_file, ours=True)
    except Absent:
        raise Http404 from None


def _found(request: HttpRequest, import_id: UUID) -> ImportView:
    try:
        return imports.import_of(import_id, actor=request.actor)
    except Absent:
        raise Http404 from None


def _opened(request: HttpRequest, import_id: UUID) -> tuple[ImportView, Look]:
    found = _found(request, import_id)
    try:
        return found, imports.look_at(found)
    except (Absent, Refusal):
        raise Http404 from None


def _suggested(seen: Look) -> Mapping:
    dispatch = next((one for one in roster.organizations() if one.kind == OrganizationKind.PSAP), None)
    return Mapping(
        source="",
        agency_id=dispatch.id if dispatch else None,
        zone=zone().key,
        fields=suggest(seen.names()),
        header=seen.header,
    )


def _saved(words: str, otherwise: Mapping) -> Mapping:
    try:
        return saved.edition_of(words).mapping
    except Refusal:
        return otherwise


def _form(request: HttpRequest, before: Form) -> Form:
    if before.kind == "xlsx":
        return replace(before, sheet=request.POST.get("sheet", "")[:60])
    delimiter, encoding = request.POST.get("delimiter"), request.POST.get("encoding")
    if delimiter not in DELIMITERS or encoding not in ENCODINGS:
        raise Refusal(("delimiter", _("Choose one of the list.")))
    return replace(before, delimiter=delimiter, encoding=encoding)


def _told(request: HttpRequest, found: ImportView) -> Mapping:
    """The mapping as the form says it."""
    told = request.POST
    fields = {
        name: Source(told.get(f"column_{name}", ""), told.get(name, ""))
        for name in FIELDS
        if told.get(f"column_{name}") or told.get(name, "").strip()
    }
    try:
        agency = UUID(told.get("agency", ""))
    except ValueError:
        agency = None
    if agency not in {one.id for one in roster.organizations()}:
        agency = None
    return Mapping(
        source=told.get("source", ""),
        agency_id=agency,
        zone=told.get("zone", ""),
        fields=fields,
        words=_words_before(told.get("used", ""), found),
        date_form=told.get("date_form", ""),
        header=told.get("header") == "on",
        keep_repeats=told.get("keep_repeats") == "on",
    )


def _words_before(used: str, found: ImportView) -> dict[str, dict[str, str]]:
    """Words given before stay; a saved mapping that was chosen brings its own."""
    if used:
        try:
            return saved.edition_of(used).mapping.words
        except Refusal:
            return {}
    return found.mapping.words if found.mapping else {}


def _fields(told: Mapping, seen: Look, errors: dict[str, str]) -> list[dict]:
    names, body = seen.names(), seen.shown[1 if told.header else 0 :]
    columns = [("", _("Nothing, or one value for all"))]
    for place, name in enumerate(names):
        cells = [row[place][:LONGEST_EXAMPLE] for row in body if place < len(row)]
        examples = ", ".join(dict.fromkeys(cell for cell in cells[:5] if cell))
        columns.append((name, f"{name}: {examples[: EXAMPLES * LONGEST_EXAMPLE]}" if examples else name))
    return [
        {
            "name": name,
            "label": label_of(name),
            "columns": columns,
            "column": told.fields.get(name, Source()).column,
            "fixed": told.fields.get(name, Source()).fixed,
            "error": errors.get(name, ""),
            "fixable": name not in ("id", "received_at", "received_time", "latitude", "longitude", "sign"),
        }
        for name in FIELDS
    ]


def _word_groups(found: ImportView, seen: Look) -> list[tuple[str, str, list[tuple[str, int]], list[list[str]]]]:
    """(field, label, words with counts, spellings that are close) of each field that words can be given for."""
    return [
        (name, label_of(name), imports.words_in(found, seen, column), spellings(seen, column))
        for name in WORDED
        if (column := found.mapping.fields.get(name, Source()).column)
    ]


def _words_told(request: HttpRequest, name: str) -> dict[str, str]:
    theirs, ours = request.POST.getlist(f"their_{name}"), request.POST.getlist(f"our_{name}")
    return {word: mine.strip() for word, mine in zip(theirs, ours, strict=False) if mine.strip()}


def _as_shown(value: object) -> object:
    if isinstance(value, dict):
        value = ", ".join(SIGN_LABELS[sign] for sign in value)
    if isinstance(value, str):
        value = value.replace("\0", "\ufffd")
    if isinstance(value, str) and len(value) > LONGEST_SHOWN:
        return f"{value[:LONGEST_SHOWN]}…"
    return value


def _summary(errors: dict[str, str]) -> list[tuple[str, str]]:
    """Errors for the summary: those of a field point at its column."""
    return [(f"id_column_{name}" if name in FIELDS else f"id_{name}", sentence) for name, sentence in errors.items()]


def _zones() -> list[str]:
    return sorted(
        one for one in available_timezones() if one.startswith(("America/", "Pacific/", "US/")) or one == "UTC"
    )
