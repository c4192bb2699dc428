"""Who gains: the groups of persons that may be shown, on one scale, and what is said of those that may not."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.domain.incidents.criteria import BY_NAME
from tandem.planning.replay import Replay, protected
from tandem.planning.replay.told import Dimension, Group
from tandem.surfaces.plan.lab import drawing
from tandem.surfaces.plan.lab.carrying import percent
from tandem.vocabulary.splits import SPLIT_LABELS

# What people said of themselves; the age the call tells is the caller's guess, and has other bands.
OWN = {
    "race": gettext_noop("Race or ethnicity"),
    "gender": gettext_noop("Gender"),
    "age_band": gettext_noop("Age by date of birth"),
}
TOLD = {"age_group": gettext_noop("Age as told on the call")}


@dataclass(frozen=True)
class Person:
    """One group of persons that may be shown. `label` names it whole, `short` under its heading `of`; `first` is the row
    that the heading stands above."""

    label: str
    short: str
    of: str
    group: Group
    first: bool = False
    span: drawing.Span | None = None

    @property
    def was(self) -> str:
        return percent(self.group.in_force, self.group.calls, 0)

    @property
    def now(self) -> str:
        return percent(self.group.draft, self.group.calls, 0)


def people(told: Replay) -> dict:
    """The groups with 11 calls and more on each side, on one scale, and how many are not shown.

    `unknown` are (what is not known, calls), as far as that number may be told; `none` is what is known of no call.
    """
    everybody = _("All people")
    rows = [Person(everybody, everybody, "", Group(None, told.compared, told.eligible, told.eligible_draft))]
    hidden, unknown, none = 0, [], []
    for dimension in told.people:
        title = _title(dimension)
        away = protected([_cells(one) for one in dimension.groups])
        hidden += len(away)
        kept = [one for at, one in enumerate(dimension.groups) if at not in away]
        if [one.value for one in dimension.groups] == [None]:
            none.append(title)
            continue
        unknown += [(title, one.calls) for one in kept if one.value is None]
        for one in (one for one in kept if one.value is not None):
            words = _words(dimension, one.value)
            rows.append(Person(f"{title}: {words}", words, title, one, first=rows[-1].of != title))
    spans, ticks, height = drawing.spans([one.group for one in rows], [one.first for one in rows])
    rows = [replace(one, span=span) for one, span in zip(rows, spans, strict=True)]
    return {"rows": rows, "ticks": ticks, "hidden": hidden, "unknown": unknown, "none": none, "height": height}


def _title(dimension: Dimension) -> str:
    if dimension.own:
        return _(OWN[dimension.name])
    return _(TOLD[dimension.name]) if dimension.name in TOLD else BY_NAME[dimension.name].label


def _words(dimension: Dimension, value: str) -> str:
    if dimension.own:
        return SPLIT_LABELS[dimension.name].get(value, value)
    return BY_NAME[dimension.name].words(value)


def _cells(one: Group) -> tuple[int, ...]:
    """Every count that a row of a group tells, and what it leaves of the whole."""
    return one.calls, one.in_force, one.calls - one.in_force, one.draft, one.calls - one.draft


def gap(groups: dict) -> str:
    """The group whose distance from everybody changes most, as a sentence; "" where no group is shown."""
    everyone, *rest = groups["rows"]

    def gaps(one: Person) -> tuple[float, float]:
        a, b = everyone.group, one.group
        return abs(a.in_force / a.calls - b.in_force / b.calls), abs(a.draft / a.calls - b.draft / b.calls)

    if not rest:
        return ""
    one = max(rest, key=lambda each: abs(gaps(each)[0] - gaps(each)[1]))
    was, now = (round(100 * each) for each in gaps(one))
    told = {"group": one.label, "was": was, "now": now}
    if was == now:
        return _("No group moves closer to all people or away from them by a point.")
    if now < was:
        return _("The gap between %(group)s and all people closes from %(was)d to %(now)d points.") % told
    return _("The gap between %(group)s and all people widens from %(was)d to %(now)d points.") % told
