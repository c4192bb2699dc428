"""One measure by group: who is reached and for whom it ends how, with what chance alone would do said beside."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures.measure import MINUTES
from tandem.measures.reading import listed, minutes, percent
from tandem.measures.splits import GroupResult, Split, split, splits_of
from tandem.surfaces.insight import periods, small, views
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.split_words import NAMES, names
from tandem.surfaces.shared.session import sign_in_required


@dataclass(frozen=True)
class Row:
    """One group as shown. `number` is None where there is a count only; `hidden` where the reader is shown neither."""

    label: str
    hidden: bool
    n: str = ""
    counted: str = ""
    number: str | None = None
    between: str = ""
    low: float = 0.0
    high: float = 0.0
    value: float = 0.0
    apart: str | None = None


@require_safe
@sign_in_required(*views.READERS)
def groups(request: HttpRequest, measure_id: str, by: str) -> HttpResponse:
    """The page. A measure or a split there is none of is absent; a count that stopped says so."""
    found = views.measure_of(measure_id)
    if by not in splits_of(found):
        raise Http404
    stretch = periods.chosen(request.GET.get("period"), clock.now(), zone())
    card = views.card_of(request, found, stretch)
    context = {**views.periods_of(stretch), "card": card, "measure": found, "by": by, "by_words": NAMES[by]}
    try:
        told = None if card.stopped else split(found, mart(), by, **views.span_of(stretch))
    except views.UNFINISHED as failure:
        context["card"] = views.Card(found, stopped=views.stopped(found, failure))
        told = None
    if told is None:
        return render(request, "insight/stopped.html", context, status=503)
    share = found.unit != MINUTES
    hidden = small.hidden_groups(told.groups, share=share) if views.small_hidden(request, found) else set()
    context |= {
        "rows": [_row(one, share, one.id in hidden) for one in told.groups],
        "share": share,
        "sentence": sentence(told, hidden, share=share),
        "more": told.more,
        "others": [one for one in names(found) if one[0] != by],
        "any_hidden": bool(hidden),
    }
    return render(request, "insight/groups.html", context)


def sentence(told: Split, hidden: set, *, share: bool) -> str:
    """What the split shows, said honestly: which groups lie apart, and how many are in no group."""
    known = [one for one in told.groups if one.id is not None and one.value is not None and one.id not in hidden]
    if len(known) < 2:
        return _("Too little is known to compare groups.")
    said = []
    if share:
        for side, words in (
            ("below", _("%(names)s: lower than the others by more than chance explains.")),
            ("above", _("%(names)s: higher than the others by more than chance explains.")),
        ):
            apart = [one.label for one in known if one.apart == side]
            if apart:
                said.append(words % {"names": listed(apart)})
        if not said:
            said.append(_("No group differs from the others by more than chance explains."))
    else:
        low, high = min(known, key=lambda one: one.value), max(known, key=lambda one: one.value)
        said.append(
            _("Medians lie between %(low)s minutes (%(first)s) and %(high)s (%(last)s).")
            % {"low": minutes(low.value), "first": low.label, "high": minutes(high.value), "last": high.label}
        )
    if told.n and told.unknown >= told.n / 5:
        said.append(
            _("For %(share)s nobody wrote it down, so this is not the whole picture.")
            % {"share": percent(told.unknown / told.n)}
        )
    return " ".join(said)


def _row(one: GroupResult, share: bool, hidden: bool) -> Row:
    if hidden:
        return Row(one.label, True)
    counted = f"{one.numerator:,}" if share else ""
    if one.value is None:
        return Row(one.label, False, f"{one.n:,}", counted)
    if not share:
        return Row(one.label, False, f"{one.n:,}", counted, _("%(m)s min") % {"m": minutes(one.value)})
    low, high = one.interval.low * 100, one.interval.high * 100
    between = _("%(low)s to %(high)s") % {"low": f"{low:.0f}", "high": f"{high:.0f}"}
    return Row(
        one.label, False, f"{one.n:,}", counted, percent(one.value), between, low, high, one.value * 100, one.apart
    )
