"""Read criteria: the edition in force or any other, what two have in common and not, and the file."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tandem.domain.incidents import editions
from tandem.domain.incidents.criteria.coverage import TooTangled, coverage
from tandem.domain.incidents.criteria.difference import difference
from tandem.domain.incidents.criteria.edition import EXTRA
from tandem.surfaces.plan import showing
from tandem.surfaces.plan.door import READERS, door, found, onward, place
from tandem.vocabulary.refusal import Absent, Refusal

MOST_OVERLAPS = 200


@require_GET
@door(*READERS)
def criteria(request: HttpRequest) -> HttpResponse:
    """Straight to the edition in force: what a call gets now. Before set-up there is none, and set-up comes first."""
    try:
        return onward(place(editions.holding()))
    except Refusal:
        return onward("/")


@require_GET
@door(*READERS)
def edition(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Who do we send? The table read down, its checks, who signed, and what it changes in plain words."""
    one = found(name, number)
    return render(request, "plan/edition.html", showing.edition(request.actor, one))


@require_GET
@door(*READERS)
def compare(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """This edition beside any other: cell by cell, cases and pathways, and the calls that get another answer."""
    one = found(name, number)
    choices = [*editions.line(), *editions.withdrawn(), *editions.templates()]
    wanted = request.GET.get("with", "")
    other = next((each for each in choices if each.key == wanted), None)
    if other is None:
        other = showing.before(one) or next((each for each in choices if each.key != one.key), one)
    changed = difference(other.draft, one.draft)
    context = {
        "one": one,
        "other": other,
        "changed": changed,
        "columns": changed.column_labels,
        "rows": [row for row in changed.rows if row.kind != "gone"],
        "gone": [row for row in changed.rows if row.kind == "gone"],
        "options": [
            (each.key, f"{each.title}, {each.number}: {each.state_words}") for each in choices if each.key != one.key
        ],
        "levels": one.draft.levels,
    }
    return render(request, "plan/compare.html", context)


@require_GET
@door(*READERS)
def overlaps(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Which rows fit the same mixes of facts, and which of them wins because it is higher."""
    one = found(name, number)
    draft = one.draft
    try:
        counted = coverage(draft.fields, draft.rules)
    except (TooTangled, KeyError, IndexError):
        raise Absent from None
    decided = list(zip(draft.rules, counted.decided, strict=True))
    context = {"one": one, "counted": counted, "overlaps": counted.overlaps[:MOST_OVERLAPS], "decided": decided}
    return render(request, "plan/overlaps.html", context)


@require_GET
@door(*READERS)
def download(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The edition as one file, with its test cases and pathways: what `upload` takes, here or elsewhere."""
    one = found(name, number)
    whole = editions.document_of(one.row) if one.row else editions.file_of(one.key)
    order = ("contentType", "edition", "nodes", "edges", *EXTRA[1:])
    text = json.dumps({key: whole[key] for key in order if key in whole}, indent=2, ensure_ascii=False)
    answer = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.name}-edition-{one.number}.json"'
    return answer
