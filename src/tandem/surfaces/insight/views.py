"""The Insight door: each question with its honest number, one measure whole, and the rows behind it.

Results are pseudonymous counts and open to all roles that may read measures; the rows behind them are records, opened
one by one with the reader's own role.
"""

import logging
import secrets
from dataclasses import dataclass

import duckdb
import pyarrow as pa
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.foundation import clock
from tandem.foundation.organizations.program import program, zone
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.chart import bar_chart, chart
from tandem.measures.measure import GROUPS, HOURS, Measure
from tandem.measures.period import month_words
from tandem.measures.result import Result
from tandem.measures.results import each
from tandem.measures.results import rows as rows_behind
from tandem.measures.tables import TABLES
from tandem.surfaces.insight import asked, filled, kept, periods, showing, split_words, steps
from tandem.surfaces.insight.behind import PAGE, opened
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.kept import compute, compute_all
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.terms import Role

READERS = (Role.CLINICIAN, Role.CLINICAL_SUPERVISOR, Role.EVALUATOR)
LONGEST_SEARCH = 80
ALL = "all"
ROW_READERS = (Role.CLINICIAN, Role.CLINICAL_SUPERVISOR)
# What counting may run into: the engine, the disk, memory. It is said as "did not finish", never as "no data".
UNFINISHED = (duckdb.Error, pa.ArrowException, OSError, MemoryError)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stopped:
    """A count that did not finish. `reference` finds the reason in the server's log."""

    at: object
    reference: str


@dataclass(frozen=True)
class Card:
    measure: Measure
    result: Result | None = None
    headline: showing.Headline | None = None
    stopped: Stopped | None = None
    why_not: str = ""


@require_safe
@sign_in_required(*READERS)
def catalogue(request: HttpRequest) -> HttpResponse:
    """The questions of one subject, those in which some words stand, or all ("all"), with their numbers."""
    stretch = periods.chosen(request.GET.get("period"), clock.now(), zone())
    words, group = request.GET.get("q", "")[:LONGEST_SEARCH], request.GET.get("group", ALL)
    if group not in {ALL, *map(slugify, GROUPS)}:
        raise Http404
    found = [
        measure
        for measure in CATALOGUE.values()
        if group in (ALL, slugify(measure.group)) and _fits(measure, words.casefold().split())
    ]
    cards = cards_of(request, found, stretch)
    groups = [(name, [cards[measure.id] for measure in found if measure.group == name]) for name in GROUPS]
    groups = [one for one in groups if one[1]]
    alone = groups[0][0] if group != ALL and groups else ""
    context = {**periods_of(stretch), "groups": groups, "q": words, "group": group, "alone": alone}
    return render(request, "insight/catalogue.html", context)


@require_safe
@sign_in_required(*READERS)
def measure(request: HttpRequest, measure_id: str) -> HttpResponse:
    """One measure whole: the number, what it is of, its months, what was left out and what is missing."""
    found = measure_of(measure_id)
    stretch = periods.chosen(request.GET.get("period"), clock.now(), zone())
    card = card_of(request, found, stretch)
    context = {**periods_of(stretch), "card": card, "measure": found, "words": TABLES[found.table]}
    context["program_name"] = program().name
    if card.stopped:
        return render(request, "insight/stopped.html", context, status=503)
    hidden = small_hidden(request, found)
    shown = showing.without_small(card.result) if hidden else card.result
    context |= {
        "result": shown,
        "trend": showing.without_small_labels(chart(shown)) if hidden else chart(shown),
        "mix": bar_chart(shown),
        "mix_hidden": [part.label for part in showing.hidden_parts(card.result, shown)],
        "left_out": showing.left_out(shown, small_hidden=hidden),
        "set_aside": showing.set_aside(shown.exclusions, small_hidden=hidden),
        "impossible": showing.said(shown.impossible, small_hidden=hidden),
        "n": showing.said(shown.n, small_hidden=hidden),
        "past": showing.said(shown.past, small_hidden=hidden),
        "may_open": request.actor.role in ROW_READERS,
        "small_hidden": hidden,
        "splits": split_words.names(found),
        "way": _way(request, found, stretch),
        "each": _each(found, card.result, stretch),
        "asked": _asked(request, found, card.result, stretch),
    }
    return render(request, "insight/measure.html", context)


@require_safe
@sign_in_required(*READERS)
def rows(request: HttpRequest, measure_id: str) -> HttpResponse:
    """The rows behind a number, each by a release of its own; an evaluator gets the count."""
    found = measure_of(measure_id)
    stretch = periods.chosen(request.GET.get("period"), clock.now(), zone())
    part = request.GET.get("part", "denominator")
    try:
        number = int(request.GET.get("page", "1"))
        page = rows_behind(found, mart(), **span_of(stretch), part=part, page=number, size=PAGE)
    except ValueError:
        raise Http404 from None
    except UNFINISHED as failure:
        context = {**periods_of(stretch), "measure": found, "card": Card(found, stopped=stopped(found, failure))}
        return render(request, "insight/stopped.html", context, status=503)
    context = {
        **periods_of(stretch),
        "measure": found,
        "words": TABLES[found.table],
        "part": part,
        "measure_url": f"{reverse('measure', args=[found.id])}?period={stretch.id}",
        "part_words": _part_words(found, part),
        "page": page,
        "total": showing.said(page.total, small_hidden=small_hidden(request, found)),
        "may_open": request.actor.role in ROW_READERS,
    }
    if context["may_open"]:
        records = opened(request.actor, found.table, [row.record for row in page.rows])
        reasons = {one.id: one.words for one in found.exclusions}
        context["rows"] = [
            (records[row.record], month_words(row.month), reasons.get(row.kind, ""))
            for row in page.rows
            if row.record in records
        ]
    return render(request, "insight/rows.html", context)


def _way(request: HttpRequest, found: Measure, stretch: periods.Stretch) -> steps.Way | None:
    """The way from call to closed loop, on the page of a measure that is a step of it."""
    if (step := steps.step_of(found)) is None:
        return None
    try:
        hides = request.actor.role == Role.EVALUATOR
        return steps.way(mart(), span_of(stretch), hides=hides, here=step[0], window=step[1])
    except UNFINISHED as failure:
        stopped(found, failure)
        return None


def _each(found: Measure, result: Result, stretch: periods.Stretch) -> str:
    """What half and nine in ten of the rows of a sum of hours came to, "" where it is none or there are too few."""
    if found.unit != HOURS:
        return ""
    span, facts = span_of(stretch), mart()
    try:
        told = kept.page(f"each {found.id}", found.tables, lambda: each(found, facts, result.n, **span), facts, **span)
    except UNFINISHED as failure:
        stopped(found, failure)
        return ""
    return showing.each_words(result, told) if told else ""


def _asked(request: HttpRequest, found: Measure, result: Result, stretch: periods.Stretch) -> asked.Asked | None:
    """Who is missing from the number, on the page of a measure that leaves out whom nobody asked."""
    try:
        return asked.asked(found, result, mart(), span_of(stretch), hides=small_hidden(request, found))
    except UNFINISHED as failure:
        stopped(found, failure)
        return None


def _fits(measure: Measure, words: list[str]) -> bool:
    """Whether every word stands in what the measure says of itself."""
    text = f"{measure.name} {measure.question} {measure.numerator} {measure.denominator} {measure.group}".casefold()
    return all(word in text for word in words)


def measure_of(measure_id: str) -> Measure:
    if measure_id not in CATALOGUE:
        raise Http404
    return CATALOGUE[measure_id]


def cards_of(request: HttpRequest, found: list[Measure], stretch: periods.Stretch) -> dict[str, Card]:
    """The cards of several measures, counted together. What does not finish together is tried one by one, and said."""
    try:
        results = compute_all(found, mart(), **span_of(stretch))
    except UNFINISHED:
        return {measure.id: card_of(request, measure, stretch) for measure in found}
    return {measure.id: _shown(request, measure, results[measure.id]) for measure in found}


def card_of(request: HttpRequest, found: Measure, stretch: periods.Stretch) -> Card:
    try:
        result = compute(found, mart(), **span_of(stretch))
    except UNFINISHED as failure:
        return Card(found, stopped=stopped(found, failure))
    return _shown(request, found, result)


def _shown(request: HttpRequest, found: Measure, result: Result) -> Card:
    headline = showing.Headline.of_result(result, small_hidden=small_hidden(request, found))
    return Card(found, result, headline, why_not=showing.why_not(result, small_hidden=small_hidden(request, found)))


def stopped(found: Measure, failure: BaseException) -> Stopped:
    return stopped_count(found.id, failure)


def page_stopped(request: HttpRequest, name: str, failure: BaseException, context: dict) -> HttpResponse:
    """What a page of several measures says whose count did not finish: that, and nothing of it."""
    card = {"stopped": stopped_count(name, failure)}
    return render(request, "insight/page_stopped.html", {**context, "name": name, "card": card}, status=503)


def stopped_count(what: str, failure: BaseException) -> Stopped:
    reference = secrets.token_hex(3).upper()
    log.error("The count of %s did not finish, reference %s", what, reference, exc_info=failure)
    return Stopped(timezone.now(), reference)


def span_of(stretch: periods.Stretch) -> dict:
    return {"start_month": stretch.start, "end_month": stretch.end, "zone": str(zone()), "now": clock.now()}


def periods_of(stretch: periods.Stretch) -> dict:
    """What every page over a period shows: which it is, which there are, and at its foot what is filled to when.

    At its top stands how far the facts are counted, while they never were whole.
    """
    told = {"filled": filled.tables, "filling": filled.running}
    return {"stretch": stretch, "stretches": periods.stretches(clock.now(), zone()), **told}


def small_hidden(request: HttpRequest, found: Measure) -> bool:
    """Whether this reader is shown no count under eleven; of answers promised to be nobody's, no reader is."""
    return found.hides_small or request.actor.role == Role.EVALUATOR


def _part_words(found: Measure, part: str) -> str:
    """What the rows of a part are, in words."""
    plain = {
        "denominator": _("Counted over"),
        "numerator": _("Counted in"),
        "impossible": _("Times set aside"),
        **{one.id: one.words for one in found.counts},
        **{
            one.id: (_("Left out: %(lower)s%(what)s") % {"lower": one.words[:1].lower(), "what": one.words[1:]})
            for one in found.exclusions
        },
        **(found.parts or {}),
    }
    return plain[part]
