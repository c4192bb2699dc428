"""Write a draft: its rows, its columns, and what it is written after. Each form is a plain post; nothing needs a script."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.domain.incidents.actions import drafts
from tandem.domain.incidents.criteria import table
from tandem.domain.incidents.criteria.edition import LONGEST_LEVEL, LONGEST_NAME, LONGEST_NOTE, MOST_NOTES
from tandem.domain.incidents.criteria.inputs import INPUTS
from tandem.domain.incidents.criteria.rules import Rule
from tandem.domain.incidents.editions import Listed
from tandem.foundation.attachments.doors import takes_files
from tandem.surfaces.plan import showing
from tandem.surfaces.plan.door import READERS, WRITERS, door, found, onward, place
from tandem.surfaces.plan.forms import USUAL, RowForm, responses
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import RESPONSE_LABELS, Response
from tandem.vocabulary.text import clean


def writable(name: str, number: int) -> Listed:
    """A draft to write in. What is signed, in force or shipped has no such page."""
    one = found(name, number)
    if not one.editable:
        raise Absent
    return one


def save(request: HttpRequest, one: Listed, how: Callable[[dict[str, Any]], dict[str, Any]]) -> Listed:
    """Write the change on the words that the writer saw. Raises Refusal, Conflict."""
    return drafts.change(one.key, how, actor=request.actor, seen=request.POST.get("seen", ""))


def refused(request: HttpRequest, one: Listed, refusal: Refusal) -> HttpResponse:
    """The edition's page again, with what could not be done: 409 where somebody else was faster."""
    context = showing.edition(request.actor, one)
    context["errors"] = [("", sentence) for _field, sentence in refusal.errors]
    return render(request, "plan/edition.html", context, status=409 if isinstance(refusal, Conflict) else 422)


@require_POST
@door(*WRITERS)
def begin(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """A new draft with the words of this edition."""
    return onward(place(drafts.begin(found(name, number).key, actor=request.actor)))


@takes_files
@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def upload(request: HttpRequest) -> HttpResponse:
    """A file as a new draft, or why it can't be taken and where."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        given = request.FILES.get("file")
        try:
            if given is None:
                raise Refusal(("file", _("Choose the file of an edition.")))
            if given.size > drafts.LARGEST_FILE:
                raise Refusal(("file", _("This file is larger than 512 kB. An edition is far smaller.")))
            return onward(place(drafts.upload(given.read(), actor=request.actor)))
        except Refusal as refusal:
            errors = [("id_file", sentence) for _field, sentence in refusal.errors]
    return render(request, "plan/upload.html", {"errors": errors}, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def row(request: HttpRequest, name: str, number: int, row: int) -> HttpResponse:
    """Change one row: each cell from its closed list, then who goes and what is said."""
    one = writable(name, number)
    draft = one.draft
    if row >= len(draft.rules):
        raise Absent
    last = row == len(draft.rules) - 1

    def how(content: dict[str, Any], rule: Rule) -> dict[str, Any]:
        rules = table.replaced(draft.rules, row, rule)
        return table.with_rules(content, draft.fields, rules)

    return _row_page(request, one, RowForm.of(draft.rules[row]), how, title=draft.rules[row].label, last=last, at=row)


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def new_row(request: HttpRequest, name: str, number: int, row: int) -> HttpResponse:
    """Write a row that will stand before the present one at `row`."""
    one = writable(name, number)
    draft = one.draft
    at = min(row, len(draft.rules) - 1)

    def how(content: dict[str, Any], rule: Rule) -> dict[str, Any]:
        origin: list[int | None] = list(range(len(draft.rules)))
        return table.with_places(content, table.inserted(draft.rules, at, rule), [*origin[:at], None, *origin[at:]])

    blank = RowForm({}, {})
    return _row_page(request, one, blank, how, title=_("New rule %(n)d") % {"n": at + 1}, last=False, at=None)


def _row_page(request, one: Listed, form: RowForm, how, *, title: str, last: bool, at: int | None) -> HttpResponse:
    draft, refusal = one.draft, None
    if request.method == "POST":
        form = RowForm.posted(request.POST, draft.fields)
        try:
            rule = table.row_from(draft.fields, form.chosen, form.said, last=last)
            return onward(place(save(request, one, lambda content: how(content, rule))))
        except Refusal as caught:
            refusal = caught
    faults = dict(refusal.errors) if refusal else {}
    context = {
        "one": one,
        "title": title,
        "last": last,
        "at": at,
        "places": len(draft.rules) - 1,
        "columns": form.columns(draft.fields, faults) if not last else [],
        "said": form.said,
        "faults": faults,
        "responses": responses(),
        "usual": USUAL,
        "errors": [(f"id_{field}" if field != "edition" else "", sentence) for field, sentence in faults.items()],
        "seen": request.POST.get("seen", one.content_hash),
    }
    status = 200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422
    return render(request, "plan/row.html", context, status=status)


@require_POST
@door(*WRITERS)
def rows(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Move a row up, down or to a place, or take it out. Its test cases go along."""
    one = writable(name, number)
    rules, do = one.draft.rules, request.POST.get("do", "")
    try:
        at = _number(request.POST.get("row", ""))
        if do == "remove":
            changed, origin = table.removed(rules, at), [*range(at), *range(at + 1, len(rules))]
        else:
            to = {"up": at - 1, "down": at + 1}.get(do)
            to = _number(request.POST.get("to", "")) - 1 if to is None else to
            changed = table.moved(rules, at, to)
            order = [place for place in range(len(rules)) if place != at]
            origin = [*order[:to], at, *order[to:]]
        save(request, one, lambda content: table.with_places(content, changed, origin))
    except Refusal as refusal:
        return refused(request, one, refusal)
    here = place(one)
    return onward(here if do == "remove" else f"{here}#rule-{to + 1}")


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 4:
        raise Refusal(("row", _("Choose a place in the table.")))
    return int(text)


@require_POST
@door(*WRITERS)
def columns(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Let the table read one more question, or one less that no row uses."""
    one = writable(name, number)
    wanted, there = request.POST.get("column", ""), request.POST.get("do") != "remove"
    try:
        save(request, one, lambda content: table.with_column(content, wanted, there=there))
    except Refusal as refusal:
        return refused(request, one, refusal)
    return onward(place(one))


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def about(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The edition's title, the practice it is written after, and the program's own words for each response."""
    one = writable(name, number)
    draft, refusal = one.draft, None
    said = {"title": draft.name, "source_notes": "\n".join(draft.source_notes)}
    levels = {response: draft.levels.get(response, "") for response in Response}
    if request.method == "POST":
        said = {"title": request.POST.get("title", "").strip(), "source_notes": request.POST.get("source_notes", "")}
        levels = {response: request.POST.get(f"level_{response}", "").strip() for response in Response}
        try:
            told = _about(said, levels)
            return onward(place(save(request, one, lambda content: table.with_about(content, **told))))
        except Refusal as caught:
            refusal = caught
    faults = dict(refusal.errors) if refusal else {}
    context = {
        "one": one,
        "said": said,
        "faults": faults,
        "levels": [(f"level_{each}", RESPONSE_LABELS[each], levels[each]) for each in Response],
        "errors": [(f"id_{field}" if field != "edition" else "", sentence) for field, sentence in faults.items()],
        "seen": request.POST.get("seen", one.content_hash),
        "free": [(each.name, each.label) for each in INPUTS if each.name not in draft.fields],
        "used": [(each.name, each.label) for each in INPUTS if each.name in draft.fields],
    }
    status = 200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422
    return render(request, "plan/about.html", context, status=status)


def _about(said: dict[str, str], levels: dict[Response, str]) -> dict[str, Any]:
    errors: list[tuple[str, str]] = []
    notes = [line.strip() for line in said["source_notes"].splitlines() if line.strip()]
    checks = [("title", said["title"], LONGEST_NAME, True)]
    checks += [("source_notes", note, LONGEST_NOTE, True) for note in notes]
    checks += [(f"level_{response}", words, LONGEST_LEVEL, False) for response, words in levels.items()]
    for field, text, limit, required in checks:
        try:
            clean(field, text, limit, required=required)
        except Refusal as refusal:
            errors += refusal.errors
    if not notes:
        errors.append(("source_notes", _("Name at least one published practice, one on each line.")))
    if len(notes) > MOST_NOTES:
        errors.append(("source_notes", _("At most %(n)d lines.") % {"n": MOST_NOTES}))
    if errors:
        raise Refusal(*errors)
    kept = {response.value: words for response, words in levels.items() if words}
    return {"name": said["title"], "source_notes": notes, "levels": kept}


@require_GET
@door(*READERS)
def cases(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Every test case with what it asks for and what it gets."""
    one = found(name, number)
    return render(request, "plan/cases.html", showing.cases(request.actor, one))


@require_GET
@door(*READERS)
def pathways(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Every pathway in words."""
    one = found(name, number)
    context = {"one": one, "pathways": one.draft.pathways, "may_write": showing.may_write(request.actor, one)}
    return render(request, "plan/pathways.html", context)
