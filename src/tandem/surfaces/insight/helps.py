"""The page of what helps whom: what teams do, for which group, and how it went, with every reason not to trust it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures import helps
from tandem.measures.helps import EVERYONE, Cell, Helps, Table
from tandem.measures.reading import percent
from tandem.surfaces.insight import equity, kept, periods, small, views
from tandem.surfaces.insight.equity import Shown
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.split_words import NAMES
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.terms import Role

HEADS = {
    "calming": gettext_lazy("Ways of calming, and how often the person was much calmer afterwards"),
    "handing": gettext_lazy("Handing over, and how often a service had seen the person in 30 days"),
}
STARTS = {
    "calming": gettext_lazy("the same distress before"),
    "handing": gettext_lazy("the same need"),
}


@dataclass(frozen=True)
class Panel:
    """One group, all ways, drawn on one line from 0 to 100 %."""

    head: str
    rows: tuple[Shown, ...]

    @property
    def all_hidden(self) -> bool:
        return all(one.hidden for one in self.rows)


@dataclass(frozen=True)
class Told:
    """One question for one way to group people, as its reader sees it."""

    id: str
    measure: str
    head: str
    starts: str
    findings: tuple[str, ...]
    panels: tuple[Panel, ...]
    rows: tuple[tuple[str, tuple[Shown, ...]], ...]
    any_hidden: bool


@require_safe
@sign_in_required(*views.READERS)
def page(request: HttpRequest) -> HttpResponse:
    """Everyone first; groups one tap away. A way stands where the list has it, never where its share would put it."""
    by = request.GET.get("for", EVERYONE)
    if by not in (EVERYONE, *helps.BY):
        raise Http404
    stretch = periods.chosen(request.GET.get("period"), clock.now(), zone())
    context = {**views.periods_of(stretch), "by": by, "by_words": NAMES.get(by, _("Everyone"))}
    facts, span = mart(), views.span_of(stretch)
    try:
        found = kept.page("helps", helps.TABLES, lambda: helps.helps(facts, **span), facts, **span)
    except views.UNFINISHED as failure:
        return views.page_stopped(request, _("What helps whom"), failure, context)
    hides = request.actor.role == Role.EVALUATOR
    context |= {
        "sentence": sentence(found),
        "told": [told(found.tables[one.id, by], one.measure, hides=hides) for one in helps.QUESTIONS],
        "tabs": [(EVERYONE, _("Everyone")), *((one, NAMES[one]) for one in helps.BY)],
        "compared": found.compared,
        "least": helps.LEAST,
    }
    return render(request, "insight/helps.html", context)


def sentence(found: Helps) -> str:
    """How many of all comparisons of the page lie apart: what it shows, and how little that says."""
    if not found.compared:
        return _("Too little is counted to compare what teams do.")
    apart = sum(len(table.apart) for table in found.tables.values())
    if not apart:
        return _("Nothing teams do stands out by more than chance explains, for anyone.")
    return ngettext(
        "%(apart)s of %(compared)s comparison stands out. That is a question to study, not an answer.",
        "%(apart)s of %(compared)s comparisons stand out. That is a question to study, not an answer.",
        found.compared,
    ) % {"apart": apart, "compared": found.compared}


def told(table: Table, measure: str, *, hides: bool) -> Told:
    hidden = _hidden(table) if hides else set()
    rows = tuple(
        (line.label, tuple(_shown(table, line.id, line.label, i, cell, hidden) for i, cell in enumerate(line.cells)))
        for line in table.lines
    )
    panels = tuple(Panel(head, tuple(cells[i] for _label, cells in rows)) for i, (_id, head) in enumerate(table.heads))
    findings = tuple(
        _finding(line.label, head, cell)
        for line, head, cell in table.apart
        if not _is_hidden(table, line, head, hidden)
    )
    some = [panel for panel in panels if any(one.hidden or one.n not in ("", "0") for one in panel.rows)]
    return Told(
        table.question, measure, str(HEADS[table.question]), str(STARTS[table.question]), findings, tuple(some), rows,
        bool(hidden),
    )  # fmt: skip


def _is_hidden(table: Table, line: helps.Line, head: str, hidden: set) -> bool:
    group = next(id for id, words in table.heads if words == head)
    return (line.id, group) in hidden


def _hidden(table: Table) -> set[tuple]:
    counts: Mapping[tuple, tuple[int, int]] = {
        (line.id, id): (cell.n, cell.k)
        for line in table.lines
        for (id, _head), cell in zip(table.heads, line.cells, strict=True)
    }
    return small.hidden_cells(counts)


def _shown(table: Table, way: str | None, label: str, place: int, cell: Cell, hidden: set) -> Shown:
    if (way, table.heads[place][0]) in hidden:
        return Shown(label, hidden=True)
    if cell.share is None:
        return Shown(label, n=f"{cell.n:,}")
    return equity.show(label, cell, False, 1.0)


def _finding(way: str, head: str, cell: Cell) -> str:
    words = _("%(way)s: %(share)s, where the other ways came to %(expected)s.")
    if head:
        words = _("%(head)s, %(way)s: %(share)s, where the other ways came to %(expected)s.")
    return words % {"head": _(head), "way": _(way), "share": percent(cell.share), "expected": percent(cell.expected)}
