"""The pages that settle what a file leaves open: its spellings, its times, and the look once more before it counts."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.foundation import clock
from tandem.measures.past import records
from tandem.measures.past.fields import FIELDS, OPEN, TIMES, label_of
from tandem.measures.past.mapping import CHOICES, EACH, ONCE, Past, Plan, terms_of
from tandem.measures.past.sifting import Tally
from tandem.measures.past.spelling import WHY, Proposing, spellings
from tandem.measures.past.times import DAY_FIRST, MONTH_FIRST, Answers, Orders, Parts, parts, read
from tandem.surfaces.insight.past import door, flow
from tandem.surfaces.insight.past.reporting import grouped
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Refusal

UNKNOWN = "?"


@sign_in_required(*door.ROLES)
@require_http_methods(["GET", "POST"])
def spellings_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Each field's spellings with how often they stand there, and the word of ours that is proposed for each."""
    one, seen, away = _on_its_way(request, import_id)
    if away:
        return away
    groups, errors = _groups(one, seen), {}
    if request.method == "POST":
        try:
            words = {name: _said(request, name, lines) for name, _label, lines, _options in groups}
            flow.choose(one, replace(one.mapping, words=words), actor=request.actor, edition=one.edition)
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


def _groups(one: records.Brought, seen: flow.Table) -> list[tuple]:
    """(field, label, lines, options) for each field whose column holds words."""
    agencies, found = flow.agencies(), []
    words = flow.profile(one, seen).words
    for name in (name for name in FIELDS if name in words):
        counted = words[name]
        terms = terms_of(name, agencies)
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
def times_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What can be read two ways is asked, each answer with what it would read."""
    one, seen, away = _on_its_way(request, import_id)
    if away:
        return away
    errors: dict[str, str] = {}
    mapping = one.mapping
    if request.method == "POST":
        try:
            mapping = _answered(request, one, seen)
            flow.choose(one, mapping, actor=request.actor, edition=one.edition)
            one = records.import_of(import_id, actor=request.actor)
            if not flow.trial(one, seen).opened:
                return redirect("past_look", import_id)
        except Refusal as refusal:
            errors = dict(refusal.errors)
    one = replace(one, mapping=_evident(mapping, flow.profile(one, seen).orders))
    tally = flow.trial(one, seen)
    questions = _questions(one, seen, tally)
    context = {
        "one": one,
        "steps": door.steps(one, "times"),
        "questions": questions,
        "more": request.method == "POST" and not errors and bool(tally.opened),
        "columns": _columns(one, seen),
        "repeats_each": one.mapping.repeats == EACH,
        "errors": errors,
        "summary": door.summary(errors),
        "zones": door.zones(),
    }
    return render(request, "insight/past/times.html", context, status=422 if errors else 200)


def _evident(mapping: Past, orders: dict[str, Orders]) -> Past:
    """The order of day and month, where the cells of a column allow only one."""
    known = {column: seen.known for column, seen in orders.items() if seen.known}
    return replace(mapping, orders={**known, **mapping.orders})


def _answered(request: HttpRequest, one: records.Brought, seen: flow.Table) -> Past:
    orders = flow.profile(one, seen).orders
    told = _evident(replace(one.mapping, orders={}), orders)
    given, turned = dict(told.orders), {}
    for i, (column, found) in enumerate(orders.items()):
        if found.asks and (said := request.POST.get(f"order_{i}")):
            given[column] = said
        if found.may_be_turned and (said := request.POST.get(f"turned_{i}")):
            turned[column] = said
    answers = {name: request.POST[name] for name in CHOICES if request.POST.get(name)}
    return replace(
        told,
        orders=given,
        turned=turned,
        answers={**one.mapping.answers, **answers},
        zone=request.POST.get("zone", one.mapping.zone),
        repeats=EACH if request.POST.get("repeats") == "on" else ONCE,
    )


def _questions(one: records.Brought, seen: flow.Table, tally: Tally) -> list[dict]:
    """Each question with its choices and what each would read. One answered before stays, with its answer."""
    place = ZoneInfo(one.mapping.zone)
    found = []
    for i, (column, orders) in enumerate(flow.profile(one, seen).orders.items()):
        if orders.asks:
            found.append(_of_order(i, column, orders, one, place))
        if orders.may_be_turned:
            found.append(_of_turned(i, column, orders, one))
    words = _words()
    for name, (legend, hint, choices) in words.items():
        if name in tally.opened or name in one.mapping.answers:
            found.append(
                {
                    "name": name,
                    "legend": legend,
                    "hint": hint,
                    "count": tally.opened.get(name, 0),
                    "examples": [f"{_('row')} {row}: {text}" for row, text in tally.open.get(name, []) if text],
                    "options": choices,
                    "value": one.mapping.answers.get(name, ""),
                }
            )
    return found


def _of_order(i: int, column: str, orders: Orders, one: records.Brought, place: ZoneInfo) -> dict:
    legend = _("Which comes first in “%(column)s”?") % {"column": column}
    hint = (
        _("Some rows can only be day first and others only month first. What does not fit your answer is set aside.")
        if orders.mixed
        else _("Every date in this column could be read both ways.")
    )
    options = []
    for order, label in ((MONTH_FIRST, _("The month")), (DAY_FIRST, _("The day"))):
        options.append(
            (order, label, "; ".join(_read_as(text, column, order, place) for _r, text in orders.examples[:3]))
        )
    return {
        "name": f"order_{i}",
        "legend": legend,
        "hint": hint,
        "count": orders.open + orders.day_only + orders.month_only,
        "examples": [],
        "options": options,
        "value": one.mapping.orders.get(column, ""),
    }


def _of_turned(i: int, column: str, orders: Orders, one: records.Brought) -> dict:
    return {
        "name": f"turned_{i}",
        "legend": _("Did the spreadsheet exchange day and month in “%(column)s”?") % {"column": column},
        "hint": _(
            "Its %(n)s real dates all have a day of 12 or less, and the dates it left as text are day first. That is what"
            " remains when a spreadsheet reads day-first dates as month-first."
        )
        % {"n": orders.held},
        "count": orders.held,
        "examples": [],
        "options": [("turn", _("Yes, turn them back"), ""), ("keep", _("No, keep them as they are"), "")],
        "value": one.mapping.turned.get(column, ""),
    }


def _read_as(text: str, column: str, order: str, place: ZoneInfo) -> str:
    """What a cell would read: "03/04/2024 is March 4, 2024"."""
    answers = Answers({column: order}, {}, "1900", "later", "first", "next")
    found = read(parts(text), column, answers, place, clock.now())
    if found.at is None:
        return _("%(text)s would be set aside") % {"text": text}
    day = found.at.astimezone(place)
    return f"{text} → {day:%B} {day.day}, {day.year}"


def _words() -> dict[str, tuple]:
    """Question → (legend, hint, choices with what each does)."""
    aside = ("aside", _("Set these times aside"), _("They stay unknown and are listed."))
    return {
        "serial": (
            _("Numbers stand where dates should be. Which calendar are they of?"),
            _("A spreadsheet stores a date as a number of days."),
            [
                ("1900", _("Excel"), _("45231.5 is November 1, 2023, 12:00")),
                ("1904", _("An old Mac's Excel"), _("45231.5 is November 2, 2027, 12:00")),
                aside,
            ],
        ),
        "next_day": (
            _("Some rows hold a time of day that is earlier than the call. Was that the next day?"),
            _("The file gives these times without a date."),
            [("next", _("Yes, after midnight"), _("23:50, then 00:15: 25 minutes")), aside],
        ),
        "gap": (
            _("Some times did not exist: the clocks went forward over them."),
            _("On a Sunday in March the clock goes from 02:00 to 03:00."),
            [("later", _("Nobody set that clock"), _("02:30 is read as 03:30")), aside],
        ),
        "fold": (
            _("Some times came twice: the clocks went back. Which one is meant?"),
            _("On a Sunday in November the hour after 01:00 comes twice."),
            [
                ("first", _("The first one"), _("01:30, still daylight time")),
                ("second", _("The second one"), _("01:30, standard time again")),
                aside,
            ],
        ),
    }


def _columns(one: records.Brought, seen: flow.Table) -> list[dict]:
    """Each column of times with the first cells and what they are read as now."""
    plan, found = flow.plan_of(one, seen), []
    now = clock.now()
    for name in TIMES:
        column = one.mapping.columns.get(name)
        if not column:
            continue
        at = seen.names.index(column)
        lines = []
        for number, cells in seen.body:
            text = str(cells[at]).strip() if at < len(cells) else ""
            if text and len(lines) < 3:
                lines.append((number, text[:40], _said_time(parts(cells[at]), column, plan, now)))
        found.append({"label": label_of(name), "column": column, "lines": lines})
    return found


def _said_time(found: Parts, column: str, plan: Plan, now: datetime) -> str:
    """What a cell is read as now; a clock alone, or a day alone, says no more than that."""
    if found.kind == "clock":
        return "{:02d}:{:02d}".format(*found.clock)
    reading = read(found, column, plan.answers, plan.zone, now)
    if reading.open:
        return _("asked above")
    if reading.at is None:
        return _("set aside")
    local = reading.at.astimezone(plan.zone)
    day = f"{local:%B} {local.day}, {local.year}"
    return day if found.kind == "date" and found.clock is None else f"{day}, {local:%H:%M}"


@sign_in_required(*door.ROLES)
@require_http_methods(["GET", "POST"])
def look_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What the import would come to, counted over the whole file; start from here, or keep the mapping under a name."""
    one, seen, away = _on_its_way(request, import_id)
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
    tally = flow.trial(one, seen)
    if tally.opened and not errors:
        return redirect("past_times", import_id)
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


def _on_its_way(request: HttpRequest, import_id: UUID):
    """(the import, its table, where to go instead): an import that has its columns and was not started."""
    one, seen = door.opened(request, import_id)
    if one.started:
        return one, seen, redirect("past_report", import_id)
    if one.mapping is None:
        return one, seen, redirect("past_columns", import_id)
    return one, seen, None
