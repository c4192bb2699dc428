"""The way from an eligible call to a closed loop, as its readers see it: who fell out where, and of what each step is."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.foundation.marts import Mart
from tandem.measures import funnel_kept
from tandem.measures.funnel import CLOSED, CONNECTED, ELIGIBLE, ENGAGED, SERVED, WINDOW, Funnel, Step
from tandem.measures.measure import Measure
from tandem.measures.period import Period
from tandem.measures.reading import percent
from tandem.measures.result import FEW
from tandem.surfaces.insight import kept
from tandem.surfaces.insight.showing import said
from tandem.surfaces.insight.small import hidden_steps

NAMES = {
    ELIGIBLE: gettext_lazy("Eligible"),
    SERVED: gettext_lazy("Served"),
    ENGAGED: gettext_lazy("Engaged"),
    CONNECTED: gettext_lazy("Connected"),
    CLOSED: gettext_lazy("Closed"),
}
HINTS = {
    ELIGIBLE: gettext_lazy("calls that met the criteria"),
    SERVED: gettext_lazy("a team reached the call"),
    ENGAGED: gettext_lazy("contacts: the person and the team talked"),
    CONNECTED: gettext_lazy("seen by a service in time"),
    CLOSED: gettext_lazy("the service said completed"),
}
# What each step is of, among what may be hidden.
WHOLE = {SERVED: ELIGIBLE, ENGAGED: "contacts", CONNECTED: "watched", CLOSED: CONNECTED}
# The measures that are a step, and the days in which somebody must have come, where the measure says so.
STEP_OF = {
    "eligible_served": (SERVED, WINDOW),
    "contact_outcome_mix": (ENGAGED, WINDOW),
    "connected_30_days": (CONNECTED, timedelta(days=30)),
    "connected_90_days": (CONNECTED, timedelta(days=90)),
    "connected_365_days": (CONNECTED, timedelta(days=365)),
    "loop_closed_7_days": (CLOSED, WINDOW),
    "loop_closed_14_days": (CLOSED, timedelta(days=14)),
    "loop_closed_30_days": (CLOSED, timedelta(days=30)),
    "loop_closed_90_days": (CLOSED, timedelta(days=90)),
}
# The measure that counts a step on a page of its own.
MEASURE_OF = {SERVED: "eligible_served", ENGAGED: "contact_outcome_mix", CONNECTED: "connected_30_days"}


@dataclass(frozen=True)
class Shown:
    """One step. `share` is its bar, percent of the longest; `between` its 95 % interval; "" where there is none to tell."""

    id: str
    name: str
    hint: str
    n: str
    share: float
    of_before: str
    loss: str
    of: str
    part: str
    between: str
    left_out: tuple[tuple[str, str], ...]
    here: bool


@dataclass(frozen=True)
class Way:
    steps: tuple[Shown, ...]
    sentence: str
    days: int
    notes: tuple[str, ...]
    any_hidden: bool


def way(mart: Mart, span: dict, *, hides: bool, window: timedelta = WINDOW, here: str = "") -> Way | None:
    """The funnel of these months as shown; None where nothing was counted. `here` is the step of the page it stands on."""
    told = counted(mart, span, window)
    if not any(step.n for step in told.steps):
        return None
    hidden = hidden_steps(told) if hides else set()
    longest = max(step.n for step in told.steps) or 1
    steps = tuple(_step(told, step, hidden, longest, hides=hides, here=here) for step in told.steps)
    return Way(steps, _sentence(told, hidden), told.days, _notes(told, hides), bool(hidden))


def step_of(measure: Measure) -> tuple[str, timedelta] | None:
    return STEP_OF.get(measure.id)


def counted(mart: Mart, span: dict, window: timedelta = WINDOW) -> Funnel:
    """The funnel of these months: of this process's memory, of what the worker kept beside the facts, or counted now."""

    def count() -> Funnel:
        filled = funnel_kept.filled_to(mart.ledger())
        months = (span["start_month"], span["end_month"])
        period = Period.looked_at(*months, zone=span["zone"], now=span["now"], filled_to=filled)
        return funnel_kept.counted(mart, period, window)

    return kept.page(f"funnel {window.days}", funnel_kept.TABLES, count, mart, **span)


def _step(told: Funnel, step: Step, hidden: set[str], longest: int, *, hides: bool, here: str) -> Shown:
    blank = step.id in hidden
    of_hidden = WHOLE.get(step.id) in hidden
    n = _("not shown") if blank else f"{step.n:,}"
    of = "" if step.of is None or of_hidden else f"{step.of:,}"
    tells = not blank and bool(of) and step.of >= FEW
    part = percent(step.share) if tells else ""
    between = f"{step.interval[0] * 100:.0f} – {step.interval[1] * 100:.0f}" if tells else ""
    of_before = (
        _("%(part)s of %(of)s") % {"part": part, "of": of} if part else _("of %(of)s") % {"of": of} if of else ""
    )
    aside = step.id == CONNECTED and "recent" in hidden
    left_out = tuple(
        (words, _("not shown") if aside else said(count, small_hidden=hides)) for words, count in step.left_out if count
    )
    share = 0.0 if blank else round(step.n / longest * 100, 2)
    return Shown(
        step.id, str(NAMES[step.id]), _hint(told, step), n, share, of_before, _loss(told, step, hidden), of, part, between,
        left_out, step.id == here,
    )  # fmt: skip


def _hint(told: Funnel, step: Step) -> str:
    if step.id == CONNECTED:
        return _("seen by a service in %(days)s days") % {"days": told.days}
    return str(HINTS[step.id])


def _loss(told: Funnel, step: Step, hidden: set[str]) -> str:
    """Who fell out before this step, in words."""
    lost = 0 if step.of is None else step.of - step.n
    if step.id == SERVED and "unserved" not in hidden:
        return _("%(n)s eligible calls had no team.") % {"n": f"{lost:,}"}
    if step.id == ENGAGED:
        shown = [f"{words.lower()} {n:,}" for words, n in told.fell_out if n and words not in hidden]
        rest = _("the rest not shown") if any(words in hidden for words, n in told.fell_out if n) else ""
        some = ", ".join([*shown, *([rest] if rest else [])])
        return _("Not engaged: %(some)s.") % {"some": some} if some else ""
    if step.id == CONNECTED and "not_connected" not in hidden and lost:
        return _("%(n)s engaged people had not been seen by a service.") % {"n": f"{lost:,}"}
    if step.id == CLOSED and "not_closed" not in hidden and lost:
        return _("%(n)s were seen, and the service has not said completed.") % {"n": f"{lost:,}"}
    return ""


def _sentence(told: Funnel, hidden: set[str]) -> str:
    """Where most are lost: the step with the smallest share of the one before, of those with enough to tell."""
    some = [one for one in told.steps if one.of and one.of >= FEW and not hidden & {one.id, WHOLE[one.id]}]
    if not some:
        return _("Too little is counted to say where people fall out.")
    least = min(some, key=lambda step: step.share)
    said_of = {
        SERVED: _("The largest loss is before we arrive: a team reached %(share)s of the eligible calls."),
        ENGAGED: _("The largest loss is at the door: in %(share)s of the contacts the person and the team talked."),
        CONNECTED: _("The largest loss is after we leave: %(share)s of those engaged were seen by a service in time."),
        CLOSED: _("The largest loss is at the end: of those seen, the service said completed for %(share)s."),
    }
    return said_of[least.id] % {"share": percent(least.share)}


def _notes(told: Funnel, hides: bool) -> tuple[str, ...]:
    notes = []
    if told.unknown:
        notes.append(
            _(
                "%(n)s engaged contacts were with somebody never identified: they count as not connected, since nobody can tell."
            )
            % {"n": said(told.unknown, small_hidden=hides)}
        )
    if told.by_response:
        notes.append(
            _("%(n)s eligible calls had no answer of the criteria (old files): they count by the response they got.")
            % {"n": said(told.by_response, small_hidden=hides)}
        )
    return tuple(notes)
