"""Who is missing from a measure's number, as its page says it: how many nobody wrote down, and which groups more often."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tandem.foundation.marts import Mart
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.measure import Measure
from tandem.measures.missing import Group, Missing, is_asked, missing, paired
from tandem.measures.reading import listed, percent
from tandem.measures.result import FEW, Result
from tandem.measures.splits import GroupResult
from tandem.measures.suppress import is_small
from tandem.measures.tables import ANSWERS
from tandem.surfaces.insight import kept, small
from tandem.surfaces.insight.split_words import NAMES

TWICE = "distress_mix"


@dataclass(frozen=True)
class Row:
    """One group: of `n` rows `k` were written down; nothing is told where `hidden`."""

    by: str
    label: str
    hidden: bool
    k: str
    n: str
    share: str
    between: str
    apart: str | None


@dataclass(frozen=True)
class Asked:
    """`sentences` say how many are missing and who; `rows` are the table twin, empty where no group can be told."""

    sentences: tuple[str, ...]
    rows: tuple[Row, ...]
    any_hidden: bool


def asked(measure: Measure, result: Result, mart: Mart, span: dict, *, hides: bool) -> Asked | None:
    """None for a measure that leaves nobody out for not being asked, and where nothing was counted."""
    if measure.table == ANSWERS:
        return _answers(result, mart, span)
    if not is_asked(measure) or not result.n:
        return None
    found = kept.page(f"missing {measure.id}", measure.tables, lambda: missing(measure, mart, **span), mart, **span)
    hidden = {by: _hidden(found, by) if hides else set() for by in {one.by for one in found.groups}}
    rows = tuple(_row(one, one.id in hidden[one.by]) for one in found.groups)
    few = hides and (is_small(found.known) or is_small(found.n - found.known))
    sentences = [] if few else [_whole(found)]
    if measure.id == TWICE and not few and (sentence := _fall(measure, mart, span)):
        sentences.append(sentence)
    sentences.append(_who(found, hidden))
    return Asked(tuple(sentences), rows, any(hidden.values()))


def _hidden(found: Missing, by: str) -> set[str | None]:
    some = (GroupResult(one.id, one.label, one.n, one.k, None, None) for one in found.groups if one.by == by)
    return small.hidden_groups(some, share=True)


def _whole(found: Missing) -> str:
    if found.n < FEW:
        return _("Known for %(k)s of %(n)s.") % {"k": f"{found.known:,}", "n": f"{found.n:,}"}
    return _("Known for %(k)s of %(n)s (%(share)s); for %(rest)s nobody wrote it down.") % {
        "k": f"{found.known:,}", "n": f"{found.n:,}", "share": percent(found.known / found.n),
        "rest": f"{found.n - found.known:,}",
    }  # fmt: skip


def _fall(measure: Measure, mart: Mart, span: dict) -> str:
    """By how much the number fell in those who gave it twice."""
    found = kept.page(f"paired {measure.id}", measure.tables, lambda: paired(measure, mart, **span), mart, **span)
    if found is None:
        return ""
    return _("In %(n)s pairs the number fell by %(fall)s points on average, likely between %(low)s and %(high)s.") % {
        "n": f"{found.n:,}", "fall": f"{found.fall:.1f}", "low": f"{found.low:.1f}", "high": f"{found.high:.1f}",
    }  # fmt: skip


def _who(found: Missing, hidden: dict[str, set]) -> str:
    less = [one for one in found.groups if one.apart == "below" and one.id not in hidden[one.by]]
    if not found.compared:
        return _("Too little is known to say who is missing more often.")
    if not less:
        return _("No group is missing more often than chance explains, of %(n)s compared.") % {"n": found.compared}
    names = listed(f"{_(one.label)} ({percent(one.share)})" for one in less)
    return _("Written down less often than for others, by more than chance explains: %(names)s.") % {"names": names}


def _row(one: Group, hidden: bool) -> Row:
    by = str(NAMES[one.by])
    if hidden:
        return Row(by, one.label, True, "", "", "", "", None)
    if one.interval is None:
        return Row(by, one.label, False, f"{one.k:,}", f"{one.n:,}", "", "", None)
    low, high = one.interval
    between = _("%(low)s to %(high)s") % {"low": f"{low * 100:.0f}", "high": f"{high * 100:.0f}"}
    return Row(by, one.label, False, f"{one.k:,}", f"{one.n:,}", percent(one.share), between, one.apart)


def _answers(result: Result, mart: Mart, span: dict) -> Asked | None:
    """Answers carry nobody's key, so that only the months can be set beside them."""
    if not result.n:
        return None
    engaged = kept.compute(CATALOGUE["contact_outcome_mix"], mart, **span).numerator
    said = []
    if not is_small(result.n) and not is_small(engaged) and engaged:
        said.append(
            _("%(n)s answers stand beside %(engaged)s engaged contacts of the same months: at most %(share)s answered.")
            % {"n": f"{result.n:,}", "engaged": f"{engaged:,}", "share": percent(min(1.0, result.n / engaged))}
        )
    said.append(_("Whose an answer is stands nowhere, as was promised. So nobody can say who is missing."))
    return Asked(tuple(said), (), False)
