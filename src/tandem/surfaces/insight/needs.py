"""The page of what is needed and not there: unmet needs and why, eligible calls unserved by hour and place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures import needs
from tandem.measures.bars import Column, columns
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.chart import Chart
from tandem.measures.needs import NeedFound, Needs, Share
from tandem.measures.reading import percent
from tandem.measures.result import Result
from tandem.measures.splits import GroupResult
from tandem.surfaces.insight import kept, periods, small, views
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.showing import said
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.terms import Role

ASKED = "referred_7_days"
HEAVY = 1.2


@dataclass(frozen=True)
class Row:
    """One need, or one place, as its reader sees it; nothing is told where `hidden`."""

    label: str
    hidden: bool = False
    counted: str = ""
    n: str = ""
    number: str = ""
    between: str = ""
    low: float = 0.0
    high: float = 0.0
    value: float = 0.0
    trend: str = ""
    reasons: str = ""
    open: str = ""


@require_safe
@sign_in_required(*views.READERS)
def page(request: HttpRequest) -> HttpResponse:
    """Largest first: a need is no person, so that here an order by size helps and names nobody."""
    stretch = periods.chosen(request.GET.get("period"), clock.now(), zone())
    context = views.periods_of(stretch)
    facts, span = mart(), views.span_of(stretch)
    try:
        found = kept.page("needs", needs.TABLES, lambda: needs.needs(facts, **span), facts, **span)
        asked = kept.compute(CATALOGUE[ASKED], facts, **span)
    except views.UNFINISHED as failure:
        return views.page_stopped(request, _("Greatest unmet needs"), failure, context)
    hides = request.actor.role == Role.EVALUATOR
    hours = _hidden(found.hours, hides=hides)
    context |= {
        "found": found,
        "sentence": sentence(found, hides=hides),
        "needs": need_rows(found.needs, hides=hides),
        "reasons": rows(found.reasons, _hidden(found.reasons, hides=hides)),
        "areas": rows(found.areas, _hidden(found.areas, hides=hides)),
        "hours": hour_chart(found.hours, hours),
        "hours_said": hours_sentence(found, hours),
        "any_hidden": hides,
        "not_asked": unknown_words(asked, hides=hides),
    }
    return render(request, "insight/needs.html", context)


def _hidden(some: Sequence[Share], *, hides: bool) -> set[str | None]:
    if not hides:
        return set()
    groups = [GroupResult(one.id, one.label, one.n, one.k, None, None) for one in some]
    return small.hidden_groups(groups, share=True)


def sentence(found: Needs, *, hides: bool) -> str:
    """The largest unmet need and the largest share of calls unserved, in one or two sentences."""
    hidden = _hidden([one.unmet for one in found.needs], hides=hides)
    shown = [one.unmet for one in found.needs if one.unmet.k and one.unmet.id not in hidden]
    told = []
    if shown:
        first = shown[0]
        told.append(
            ngettext(
                "Most often unmet: %(need)s, %(k)s time of %(n)s.",
                "Most often unmet: %(need)s, %(k)s times of %(n)s.",
                first.k,
            )
            % {"need": _(first.label).lower(), "k": f"{first.k:,}", "n": f"{first.n:,}"}
        )
    whole = found.unserved
    if whole.share is not None and not (hides and (small.is_small(whole.k) or small.is_small(whole.n - whole.k))):
        told.append(
            _("No team reached %(share)s of the calls meant for one, %(k)s of %(n)s.")
            % {"share": percent(whole.share), "k": f"{whole.k:,}", "n": f"{whole.n:,}"}
        )
    return " ".join(told) or _("Too little is counted to say what is missing most.")


def need_rows(some: Sequence[NeedFound], *, hides: bool) -> list[Row]:
    hidden = _hidden([one.unmet for one in some], hides=hides)
    loops = _hidden([one.open for one in some], hides=hides)
    said_rows = []
    for one in some:
        if one.unmet.id in hidden:
            said_rows.append(Row(one.unmet.label, hidden=True))
            continue
        # Why so few got stuck would tell of so few people: to a reader shown no small count only the whole is told why.
        reasons = "" if hides else "; ".join(f"{_(words).lower()} {n}" for words, n in one.reasons[:3])
        open_ = ""
        if one.open.n and one.open.id not in loops:
            open_ = _("%(k)s of %(n)s") % {"k": f"{one.open.k:,}", "n": f"{one.open.n:,}"}
        said_rows.append(row(one.unmet, trend=trend_words(one, hides=hides), reasons=reasons, open=open_))
    return said_rows


def rows(some: Sequence[Share], hidden: set) -> list[Row]:
    return [Row(one.label, hidden=True) if one.id in hidden else row(one) for one in some]


def row(one: Share, **more: str) -> Row:
    if one.share is None:
        return Row(one.label, counted=f"{one.k:,}", n=f"{one.n:,}", **more)
    low, high = (round(end * 100, 2) for end in one.interval)
    between = _("%(low)s to %(high)s") % {"low": f"{low:.0f}", "high": f"{high:.0f}"}
    value = round(one.share * 100, 2)
    return Row(one.label, False, f"{one.k:,}", f"{one.n:,}", percent(one.share), between, low, high, value, **more)


def trend_words(one: NeedFound, *, hides: bool) -> str:
    found = one.trend
    if found is None:
        return _("too few")
    both = (found.before, found.after)
    if hides and any(small.is_small(half.k) or small.is_small(half.n - half.k) for half in both):
        return _("not shown")
    words = {"more": _("rising: %(a)s, then %(b)s"), "less": _("falling: %(a)s, then %(b)s")}
    shares = {"a": percent(found.before.share), "b": percent(found.after.share)}
    return words.get(found.moved, _("%(a)s, then %(b)s: no change that chance does not explain")) % shares


def hour_chart(some: Sequence[Share], hidden: set) -> Chart:
    drawn = [Column(one.label, one.n, one.k, one.share, one.interval, one.id in hidden) for one in some]
    return columns(
        drawn,
        title=_("Eligible calls no team reached, by the hour they came in. Same numbers in the table below."),
        legend=_("Each column is a count of calls, by the agency's clock."),
        heads=(_("Hour"), _("Not reached"), _("Of eligible"), _("Share"), "95 %"),
        hidden=_("not shown"),
        few=_("too few to say"),
        every=3,
    )


def hours_sentence(found: Needs, hidden: set) -> str:
    """In which hours a share unserved lies above the whole by more than its interval allows."""
    whole = found.unserved
    if whole.share is None or hidden:
        return ""
    worse = [one for one in found.hours if one.share is not None and one.interval[0] > whole.share * HEAVY]
    if not worse:
        return _("No hour stands out far from the whole.")
    runs = _runs([int(one.id) for one in worse])
    return _("Clearly less often reached than the whole: %(hours)s.") % {"hours": ", ".join(runs)}


def _runs(hours: list[int]) -> list[str]:
    """Hours as "02:00 to 06:59", next to each other put together; over midnight too."""
    alone = [hour for hour in hours if (hour - 1) % 24 not in hours] or hours[:1]
    told = []
    for first in alone:
        last = first
        while (last + 1) % 24 in hours and (last + 1) % 24 != first:
            last = (last + 1) % 24
        told.append(_("%(first)s to %(last)s") % {"first": f"{first:02d}:00", "last": f"{last:02d}:59"})
    return told


def unknown_words(asked: Result, *, hides: bool) -> str:
    """In how many engaged contacts nobody said whether anything was needed."""
    count = next((one.count for one in asked.exclusions if one.id == "unknown"), 0)
    return said(count, small_hidden=hides)
