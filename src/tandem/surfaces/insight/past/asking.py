"""The page that asks about times: each way a cell can be read in two, with what each answer would read."""

from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.foundation import clock
from tandem.measures.past import records
from tandem.measures.past.fields import TIMES, label_of
from tandem.measures.past.mapping import CHOICES, EACH, ONCE, Past, Plan
from tandem.measures.past.tally import Tally
from tandem.measures.past.times import DAY_FIRST, MONTH_FIRST, Answers, Orders, Parts, parts, read
from tandem.surfaces.insight.past import door, flow, reading
from tandem.surfaces.insight.past.profiles import evident
from tandem.surfaces.insight.past.tables import Table
from tandem.surfaces.insight.past.trying import plan_of
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Refusal


@sign_in_required(*door.ROLES)
@require_http_methods(["GET", "POST"])
@door.reads("times", posted="look")
def times_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What can be read two ways is asked, each answer with what it would read."""
    one, seen, away = door.on_its_way(request, import_id)
    if away:
        return away
    errors: dict[str, str] = {}
    orders = reading.profile(one, seen).orders
    told = evident(one.mapping, orders)
    if request.method == "POST":
        try:
            told = _answered(request, one, orders)
            flow.choose(one, told, actor=request.actor, edition=one.edition)
            one = records.import_of(import_id, actor=request.actor)
            if not reading.trial(one, seen).opened:
                return redirect("past_look", import_id)
        except Refusal as refusal:
            errors = dict(refusal.errors)
    elif told != one.mapping:
        # Come in by its address, past the page that notes what the dates say of themselves.
        return redirect("past_spellings", import_id)
    tally = reading.trial(one, seen)
    questions = _questions(told, orders, tally)
    more = not errors and bool(tally.opened) and (request.method == "POST" or "more" in request.GET)
    context = {
        "one": one,
        "steps": door.steps(one, "times"),
        "questions": questions,
        "more": more,
        "columns": _columns(one, seen),
        "zone": told.zone,
        "repeats_each": told.repeats == EACH,
        "errors": errors,
        "summary": door.summary(errors),
        "zones": door.zones(),
    }
    return render(request, "insight/past/times.html", context, status=422 if errors else 200)


def _answered(request: HttpRequest, one: records.Brought, orders: dict[str, Orders]) -> Past:
    told = evident(replace(one.mapping, orders={}), orders)
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


def _questions(told: Past, columns: dict[str, Orders], tally: Tally) -> list[dict]:
    """Each question with its choices and what each would read. One answered before stays, with its answer."""
    found = []
    for i, (column, orders) in enumerate(columns.items()):
        if orders.asks:
            found.append(_of_order(i, column, orders, told))
        if orders.may_be_turned:
            found.append(_of_turned(i, column, orders, told))
    words = _words()
    for name, (legend, hint, choices) in words.items():
        if name in tally.opened or name in told.answers:
            found.append(
                {
                    "name": name,
                    "legend": legend,
                    "hint": hint,
                    "count": tally.opened.get(name, 0),
                    "examples": [f"{_('row')} {row}: {text}" for row, text in tally.open.get(name, []) if text],
                    "options": choices,
                    "value": told.answers.get(name, ""),
                }
            )
    return found


def _of_order(i: int, column: str, orders: Orders, told: Past) -> dict:
    place = ZoneInfo(told.zone) if told.zone in available_timezones() else UTC
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
        "value": told.orders.get(column, ""),
    }


def _of_turned(i: int, column: str, orders: Orders, told: Past) -> dict:
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
        "value": told.turned.get(column, ""),
    }


def _read_as(text: str, column: str, order: str, place: tzinfo) -> str:
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


def _columns(one: records.Brought, seen: Table) -> list[dict]:
    """Each column of times with the first cells and what they are read as now."""
    plan, found = plan_of(one, seen), []
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
