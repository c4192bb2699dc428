"""What the pages of grants say: money in plain dollars, pace in a sentence, promises with their state, days in words."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.grants.keeping import (
    CLOSE,
    FEW,
    MET,
    NOT_MET,
    NOT_YET,
    ON_THE_WAY,
    Kept,
    keeping,
    not_begun,
    target_words,
)
from tandem.measures.grants.money import Standing, standing
from tandem.measures.grants.records import Due, GrantRow
from tandem.measures.grants.terms import Deliverable, Terms
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.kept import compute_all
from tandem.vocabulary.grants import BUDGET_LABELS, MONEY_LABELS, Counted


def kept_of(terms: Terms, today: date) -> list[Kept]:
    """Each promise with where it stands, counted over the grant's whole months up to its own day."""
    this_month = f"{today:%Y-%m}"
    if terms.first_month > this_month:
        return [not_begun(one, CATALOGUE[one.measure], today) for one in terms.deliverables]
    by_end = defaultdict(set)
    for one in terms.deliverables:
        by_end[_end(one.due, this_month)].add(one.measure)
    asked = {"start_month": terms.first_month, "zone": str(zone()), "now": clock.now()}
    found = {
        end: compute_all([CATALOGUE[id] for id in CATALOGUE if id in ids], mart(), end_month=end, **asked)
        for end, ids in by_end.items()
    }
    return [keeping(one, found[_end(one.due, this_month)][one.measure], today) for one in terms.deliverables]


def _end(due: date, this_month: str) -> str:
    return min(f"{due:%Y-%m}", this_month)


def dollars(cents: int) -> str:
    """ "$450,000", "−$1,204.50"."""
    size = f"{abs(cents) // 100:,}" if cents % 100 == 0 else f"{abs(cents) / 100:,.2f}"
    return f"{'−' if cents < 0 else ''}${size}"


def share(value: float) -> str:
    return f"{100 * value:.0f} %"


def headline(terms: Terms, money: Standing) -> str:
    """One sentence for somebody who reads nothing else."""
    told = {"left": dollars(money.left), "of": dollars(terms.cents)}
    if money.pace == "over":
        return _("The grant is over; %(left)s of %(of)s was not drawn.") % told
    if money.pace == "":
        return _("The grant has not begun; %(of)s is awarded.") % told
    words = {
        "even": _("Money and time keep pace: %(left)s of %(of)s is left."),
        "ahead": _("Money goes faster than time: %(left)s of %(of)s is left."),
        "behind": _("Money goes slower than time: %(left)s of %(of)s is left."),
    }
    return words[money.pace] % told


def pace(terms: Terms, money: Standing) -> str:
    """How the money stands against the time, with what it would come to on the last day."""
    told = _("%(gone)s of the time is over and %(spent)s of the money is drawn.") % {
        "gone": share(money.gone),
        "spent": share(money.spent),
    }
    if money.at_end is None:
        return told
    last = {"day": day(terms.last_day), "sum": dollars(round(abs(money.at_end), -4))}
    if money.at_end >= 0:
        return told + " " + _("At this pace %(sum)s would be left on %(day)s.") % last
    return told + " " + _("At this pace the money would end before %(day)s: %(sum)s would be missing.") % last


def day(on: date) -> str:
    return date_format(on, "M j, Y")


def when(days: int) -> str:
    """ "today", "in 12 days", "3 days late"."""
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}


_KIND = {"report": gettext_lazy("Report"), "deliverable": gettext_lazy("Promise"), "end": gettext_lazy("Last day")}


@dataclass(frozen=True)
class DueLine:
    """One thing with a day, in words. `tone` is the class of its chip."""

    kind: str
    words: str
    on: str
    when: str
    tone: str
    grant: str
    grant_id: object


def due_lines(found: list[Due]) -> list[DueLine]:
    return [
        DueLine(
            str(_KIND[one.kind]),
            one.words or _("The grant ends"),
            day(one.on),
            when(one.days),
            "warn" if one.late or one.remind else "",
            one.grant,
            one.grant_id,
        )
        for one in found
    ]


_STATE = {
    MET: (gettext_lazy("met"), "ok"),
    NOT_MET: (gettext_lazy("not met"), "warn"),
    CLOSE: (gettext_lazy("too close to say"), ""),
    ON_THE_WAY: (gettext_lazy("on the way"), ""),
    FEW: (gettext_lazy("too few to say"), "unknown"),
    NOT_YET: (gettext_lazy("not measurable yet"), "unknown"),
}


def state(code: str, so_far: bool) -> dict:
    """A promise's state as a word and a tone; one whose day has not come is never "not met" for good."""
    words, tone = _STATE[code]
    if so_far and code in (MET, NOT_MET):
        words = _("met so far") if code == MET else _("not met so far")
        tone = tone if code == MET else ""
    return {"state": str(words), "tone": tone}


def promise(one: Kept) -> dict:
    """A promise as a row."""
    return {
        "words": one.deliverable.words,
        "measure": one.measure_name,
        "measure_id": one.deliverable.measure,
        "edition": one.edition.rpartition("/")[2],
        "target": one.target,
        "now": one.now,
        "interval": one.interval,
        # A promise that is a plain count is of nothing.
        "of": "" if one.n is None or one.deliverable.counted == Counted.COUNT else f"{one.n:,}",
        **state(one.state, one.so_far),
        "why": one.why,
        "due": day(one.deliverable.due),
    }


def card(row: GrantRow, today: date) -> dict:
    """A grant on the list."""
    money = standing(row.terms, row.draws, today)
    return {"id": row.id, "terms": row.terms, "headline": headline(row.terms, money), **bars(money)}


def bars(money: Standing) -> dict:
    return {"gone": round(100 * money.gone), "spent": round(100 * min(1, money.spent))}


def money_rows(money: Standing) -> list[dict]:
    return [
        {
            "words": one.line.words or BUDGET_LABELS[one.line.category],
            "category": BUDGET_LABELS[one.line.category],
            "held": dollars(one.line.cents),
            "drawn": dollars(one.drawn),
            "left": dollars(one.left),
            "over": one.left < 0,
        }
        for one in money.lines
    ]


def draw_rows(row: GrantRow) -> list[dict]:
    names = {one.id: one.words or BUDGET_LABELS[one.category] for one in row.terms.lines}
    return [
        {
            "id": one.id,
            "on": day(one.on),
            "kind": MONEY_LABELS[one.kind],
            "line": names.get(one.line, ""),
            "sum": dollars(one.cents),
            "note": one.note,
            "by": one.entered_by,
            "replaced": one.replaced,
            "none": one.cents == 0,
        }
        for one in row.draws
    ]


def target_of(one: Deliverable) -> str:
    return target_words(one, CATALOGUE[one.measure])
