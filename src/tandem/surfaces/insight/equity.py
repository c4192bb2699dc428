"""The page of equity: reach and outcome of all main measures by group, beside what chance alone would do."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures import equity
from tandem.measures.equity import Cell, Line, Table
from tandem.measures.reading import listed, percent
from tandem.measures.result import FEW
from tandem.measures.splits import GroupResult
from tandem.measures.suppress import is_small
from tandem.surfaces.insight import kept, periods, small, views
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.split_words import NAMES
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.splits import OF_PERSON
from tandem.vocabulary.terms import Role

# The head of each column: short, since seven of them stand side by side.
HEADS = {
    "eligible_served": gettext_lazy("Reached"),
    "contact_outcome_mix": gettext_lazy("Engaged"),
    "connected_30_days": gettext_lazy("Connected"),
    "loop_closed_30_days": gettext_lazy("Loop closed"),
    "arrest_share": gettext_lazy("Arrest"),
    "ed_transport_share": gettext_lazy("Emergency department"),
    "hold_share": gettext_lazy("Hold"),
}
OVER = {
    "eligible_served": gettext_lazy("of eligible calls"),
    "contact_outcome_mix": gettext_lazy("of closed contacts"),
    "connected_30_days": gettext_lazy("of engaged people who needed something"),
    "loop_closed_30_days": gettext_lazy("of referrals sent"),
    "arrest_share": gettext_lazy("of engaged contacts"),
    "ed_transport_share": gettext_lazy("of engaged contacts"),
    "hold_share": gettext_lazy("of engaged contacts"),
}
# From a fifth in no group on, the rest are not the whole picture.
MANY = 0.2
SCALES = (0.05, 0.1, 0.2, 0.5, 1.0)


@dataclass(frozen=True)
class Shown:
    """One cell as its reader sees it. `number` is None where there is a count only; nothing is told where `hidden`.

    `low`, `high`, `value` and the chance are places on the panel's line, 0 to 100.
    """

    label: str
    hidden: bool = False
    n: str = ""
    counted: str = ""
    number: str | None = None
    between: str = ""
    by_chance: str = ""
    low: float = 0.0
    high: float = 0.0
    value: float = 0.0
    chance: tuple[float, float] | None = None
    apart: str | None = None


@dataclass(frozen=True)
class Panel:
    """One measure over all groups, drawn on one line from 0 to `top`."""

    id: str
    head: str
    over: str
    top: str
    middle: str
    rows: tuple[Shown, ...]

    @property
    def all_hidden(self) -> bool:
        return bool(self.rows) and all(one.hidden for one in self.rows)


@dataclass(frozen=True)
class Row:
    """One group over all measures. `eligible` is what the reader may see of its eligible calls."""

    label: str
    unknown: bool
    eligible: str
    of_eligible: str
    cells: tuple[Shown, ...]


@require_safe
@sign_in_required(*views.READERS)
def page(request: HttpRequest) -> HttpResponse:
    """One way to group people, with all main measures; the others one tap away."""
    by = request.GET.get("by", equity.BY[0])
    if by not in equity.BY:
        raise Http404
    stretch = periods.chosen(request.GET.get("period"), clock.now(), zone())
    context = {**views.periods_of(stretch), "by": by, "by_words": NAMES[by]}
    facts, span = mart(), views.span_of(stretch)
    try:
        tables = kept.page("equity", equity.TABLES, lambda: equity.equity(facts, **span), facts, **span)
    except views.UNFINISHED as failure:
        return views.page_stopped(request, _("Equity"), failure, context)
    hides = request.actor.role == Role.EVALUATOR
    table = tables[by]
    hidden = {id: hidden_of(table, id) if hides else set() for id in equity.MAIN}
    context |= {
        "sentence": sentence(table, hidden),
        "findings": findings(table, hidden),
        "table": table,
        "tabs": [(one, NAMES[one]) for one in equity.BY],
        "panels": [panel(table, id, hidden[id]) for id in equity.MAIN],
        "rows": rows(table, hidden),
        "heads": [(id, HEADS[id], OVER[id]) for id in equity.MAIN],
        "unknown": unknown_words(table, hidden, hides=hides),
        "selected": selected(table, by, hidden),
        "of_person": by in OF_PERSON,
        "any_hidden": any(hidden.values()),
        "few": FEW,
    }
    return render(request, "insight/equity.html", context)


def hidden_of(table: Table, id: str) -> set[str | None]:
    """The groups of one measure left blank for a reader who is shown no small count."""
    some = (GroupResult(line.id, line.label, line.cells[id].n, line.cells[id].k, None, None) for line in table.lines)
    return small.hidden_groups(some, share=True)


def sentence(table: Table, hidden: dict[str, set]) -> str:
    """How many of how many comparisons lie apart: what the table shows, before which."""
    if not table.compared:
        return _("Too little is known to compare groups.")
    apart = _apart(table, hidden)
    if not apart:
        return _("No group differs from the others by more than chance explains.")
    groups = list(dict.fromkeys(line.label for line, _id, _side in apart))
    if len(groups) > 3:
        return _("%(n)s shares of %(groups)s groups differ by more than chance explains.") % {
            "n": len(apart), "groups": len(groups),
        }  # fmt: skip
    return _("%(groups)s: some shares differ from the others' by more than chance explains.") % {
        "groups": listed(groups)
    }


def findings(table: Table, hidden: dict[str, set]) -> list[tuple[str, str, str]]:
    """Each share that lies apart: group, which and how, and the words of the range."""
    said = []
    for line, id, side in _apart(table, hidden):
        cell = line.cells[id]
        what = _("%(head)s: higher") if side == "above" else _("%(head)s: lower")
        words = _("%(share)s; chance alone would give %(low)s to %(high)s") % {
            "share": f"{cell.share * 100:.1f} %", "low": f"{cell.chance[0] * 100:.1f}",
            "high": f"{cell.chance[1] * 100:.1f} %",
        }  # fmt: skip
        said.append((line.label, what % {"head": HEADS[id]}, words))
    return said


def _apart(table: Table, hidden: dict[str, set]) -> list[tuple[Line, str, str]]:
    return [one for one in table.apart if one[0].id not in hidden[one[1]]]


def panel(table: Table, id: str, hidden: set) -> Panel:
    shares = [line.cells[id] for line in table.lines if line.cells[id].share is not None and line.id not in hidden]
    ends = [end for cell in shares for end in (cell.interval[1], cell.chance[1] if cell.chance else 0.0)]
    top = next((scale for scale in SCALES if scale >= max(ends, default=0.0)), 1.0)
    some = table.lines if any(line.cells[id].n for line in table.lines) else ()
    shown = tuple(show(line.label, line.cells[id], line.id in hidden, top) for line in some)
    return Panel(id, HEADS[id], OVER[id], percent(top), f"{top * 50:g}", shown)


def rows(table: Table, hidden: dict[str, set]) -> list[Row]:
    said = []
    for line in table.lines:
        cells = tuple(show(line.label, line.cells[id], line.id in hidden[id], 1.0) for id in equity.MAIN)
        blank = line.id in hidden[equity.REACHED]
        of = ""
        if line.of_eligible and not blank:
            share, low, high = line.of_eligible
            of = _("%(share)s of all, %(low)s to %(high)s") % {
                "share": percent(share), "low": f"{low * 100:.0f}", "high": f"{high * 100:.0f}",
            }  # fmt: skip
        said.append(Row(line.label, line.id is None, "" if blank else f"{line.eligible:,}", of, cells))
    return said


def show(label: str, cell: Cell, hidden: bool, top: float) -> Shown:
    """A cell on a line from 0 to `top`."""
    if hidden:
        return Shown(label, hidden=True)
    if cell.share is None:
        return Shown(label, n=f"{cell.n:,}", counted=f"{cell.k:,}")
    low, high = cell.interval
    words = _("%(low)s to %(high)s") % {"low": f"{low * 100:.0f}", "high": f"{high * 100:.0f}"}
    chance = cell.chance
    by_chance = (
        _("%(low)s to %(high)s") % {"low": f"{chance[0] * 100:.0f}", "high": f"{chance[1] * 100:.0f}"} if chance else ""
    )
    return Shown(
        label, False, f"{cell.n:,}", f"{cell.k:,}", percent(cell.share), words, by_chance,
        _place(low, top), _place(high, top), _place(cell.share, top),
        chance and (_place(chance[0], top), _place(chance[1] - chance[0], top)),
        cell.apart,
    )  # fmt: skip


def selected(table: Table, by: str, hidden: dict[str, set]) -> list[str]:
    """What to say where many are in no group: who is known was met, so that reach by group is of those met."""
    said, (n, of) = [], table.unknown[equity.REACHED]
    if by in OF_PERSON and of >= FEW and n >= of * MANY and None not in hidden[equity.REACHED]:
        said.append(
            _(
                "For %(share)s of eligible calls nobody knows the group, and most of it is learned once a team is there. "
                "“Reached” by this group says little: look at area and time of day."
            )
            % {"share": percent(n / of)}
        )
    n, of = table.unknown["contact_outcome_mix"]
    if of >= FEW and n >= of * MANY and None not in hidden["contact_outcome_mix"]:
        said.append(
            _("For %(share)s of contacts nobody wrote it down, so this is not the whole picture.")
            % {"share": percent(n / of)}
        )
    return said


def _place(share: float, top: float) -> float:
    return round(share / top * 100, 2)


def unknown_words(table: Table, hidden: dict[str, set], *, hides: bool) -> list[tuple[str, str]]:
    """For each measure how many rows are in no group. Where that group is left blank, so is its number here."""
    told = []
    for id, (n, of) in table.unknown.items():
        if None in hidden[id] or (hides and (is_small(n) or is_small(of - n))):
            told.append((HEADS[id], _("not shown")))
        else:
            told.append((HEADS[id], _("%(n)s of %(of)s") % {"n": f"{n:,}", "of": f"{of:,}"}))
    return told
