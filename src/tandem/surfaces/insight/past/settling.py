"""The pages that settle what a file leaves open: its spellings, and the look once more before it counts."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.measures.past import records
from tandem.measures.past.fields import FIELDS, OPEN, label_of
from tandem.measures.past.mapping import terms_of
from tandem.measures.past.spelling import WHY, Proposing, spellings
from tandem.surfaces.insight.past import door, flow, reading
from tandem.surfaces.insight.past.profiles import evident
from tandem.surfaces.insight.past.reporting import grouped
from tandem.surfaces.insight.past.tables import Table
from tandem.surfaces.insight.past.trying import agencies
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Refusal

UNKNOWN = "?"


@sign_in_required(*door.ROLES)
@require_http_methods(["GET", "POST"])
@door.reads("spellings")
def spellings_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Each field's spellings with how often they stand there, and the word of ours that is proposed for each."""
    one, seen, away = door.on_its_way(request, import_id)
    if away:
        return away
    groups, errors = _groups(one, seen), {}
    if request.method == "POST":
        try:
            words = {name: _said(request, name, lines) for name, _label, lines, _options in groups}
            told = evident(replace(one.mapping, words=words), reading.profile(one, seen).orders)
            flow.choose(one, told, actor=request.actor, edition=one.edition)
            return redirect("past_times", import_id)
        except Refusal as refusal:
            errors = dict(refusal.errors)
    context = {
        "one": one,
        "steps": door.steps(one, "spellings"),
        "groups": groups,
        "errors": errors,
        "summary": door.summary(errors),
    }
    return render(request, "insight/past/spellings.html", context, status=422 if errors else 200)


def _groups(one: records.Brought, seen: Table) -> list[tuple]:
    """(field, label, lines, options) for each field whose column holds words."""
    ours, found = agencies(), []
    words = reading.profile(one, seen).words
    for name in (name for name in FIELDS if name in words):
        counted = words[name]
        terms = terms_of(name, ours)
        given = one.mapping.words.get(name, {})
        lines = spellings(name, counted, terms)
        if FIELDS[name].kind == OPEN:
            options = [(text, text) for text in dict.fromkeys([each.term for each in lines] + [e.text for e in lines])]
        else:
            options = list(terms.items())
        exact = Proposing(name, terms).exact
        rows = [
            {
                "text": each.text,
                "count": each.count,
                "rows": ", ".join(map(str, each.rows)),
                "ours": (given[each.text] or UNKNOWN) if each.text in given else each.term or UNKNOWN,
                "why": "" if exact(each.text) or each.text in given else WHY.get(each.why, ""),
                "place": i,
            }
            for i, each in enumerate(lines)
        ]
        found.append((name, label_of(name), rows, [(UNKNOWN, _("Leave unknown")), *options]))
    return found


def _said(request: HttpRequest, name: str, lines: list[dict]) -> dict[str, str]:
    """Spelling → our word as the form says, "" for one left unknown. What was not on the page is not taken."""
    said = {}
    for line in lines:
        told = request.POST.get(f"{name}_{line['place']}")
        if told is None:
            raise Refusal((f"{name}_{line['place']}", _("Choose a word, or leave it unknown.")))
        said[line["text"]] = "" if told == UNKNOWN else told
    return said


@sign_in_required(*door.ROLES)
@require_http_methods(["GET", "POST"])
@door.reads("look")
def look_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What the import would come to, counted over the whole file; start from here, or keep the mapping under a name."""
    one, seen, away = door.on_its_way(request, import_id)
    if away:
        return away
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            if request.POST.get("verb") == "save":
                kept = flow.keep_mapping(one, request.POST.get("save_as", ""), actor=request.actor)
                messages.success(request, _("The mapping is kept as %(name)s.") % {"name": kept})
                return redirect("past_look", import_id)
            flow.start(one, actor=request.actor)
            return redirect("past_report", import_id)
        except Refusal as refusal:
            errors = dict(refusal.errors)
    tally = reading.trial(one, seen)
    if tally.opened and not errors:
        return redirect(f"{reverse('past_times', args=[import_id])}?more=1")
    found = [
        records.Found(became, name, reason, rows, tally.examples.get((became, name, reason), []))
        for (became, name, reason), rows in tally.found.items()
    ]
    context = {
        "one": one,
        "steps": door.steps(one, "look"),
        "tally": tally,
        "groups": grouped(found),
        "known": [
            (label_of(name), count, one.mapping.columns[name])
            for name, count in tally.known.items()
            if name in one.mapping.columns
        ],
        "not_read": [name for name in seen.used if name not in one.mapping.columns.values()],
        "months": sorted(tally.months),
        "errors": errors,
        "summary": door.summary(errors),
        "save_as": request.POST.get("save_as", one.edition.rpartition("/")[0]),
    }
    return render(request, "insight/past/look.html", context, status=422 if errors else 200)
