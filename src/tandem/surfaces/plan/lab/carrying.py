"""Whether the teams could carry it: what the records say of now, and what the sums say of now and of the draft."""

from django.utils.translation import gettext as _

from tandem.measures.statistics import wilson
from tandem.planning.replay.told import Carried, Load, Move

# The price of a draft is worth a warning from this many more calls in 100 that find every team busy.
PRICE = 0.03
# A wait is worth a sentence from so many minutes more.
LONGER = 2
# A model that is off by more than so many minutes, and by more than a quarter, is said to be off.
OFF_MINUTES, OFF_SHARE = 2, 0.25
# From this share of calls in hours with more work than teams on there is no median wait.
HALF = 0.5


def percent(part: int, whole: int, digits: int = 1) -> str:
    return f"{100 * part / whole:.{digits}f} %" if whole else _("unknown")


def interval(part: int, whole: int) -> str:
    """The 95 % interval of a share (Wilson)."""
    low, high = wilson(part, whole)
    return _("%(low).1f to %(high).1f %%") % {"low": 100 * low, "high": 100 * high}


def sides(load: Load) -> list[tuple[str, Carried]]:
    hours = {"from": f"{load.from_hour:02d}:00", "to": f"{load.to_hour:02d}:00"}
    return [
        (_("Recorded"), load.recorded),
        (_("Same sum, now"), load.now),
        (_("This edition"), load.draft),
        (_("One more team, %(from)s to %(to)s") % hours, load.more),
    ]


def rows(load: Load) -> list[tuple[str, list[str]]]:
    """What is asked, and the answer for each of `sides`."""
    asked = (
        (_("Team busy"), lambda one: share(one.busy)),
        (_("All busy, goes without"), lambda one: share(one.all_busy)),
        (_("All busy, waits"), lambda one: share(one.waiting)),
        (_("Median wait"), wait),
        (_("No team on shift"), lambda one: share(one.no_team)),
    )
    return [(label, [words(one) for _label, one in sides(load)]) for label, words in asked]


def share(value: float | None) -> str:
    return _("unknown") if value is None else f"{100 * value:.0f} %"


def wait(one: Carried) -> str:
    if one.wait is not None:
        return _("%(n).0f min") % {"n": one.wait}
    return _("no end") if endless(one) else _("unknown")


def endless(one: Carried) -> bool:
    """Whether half of the calls and more come in hours with more work than teams."""
    return one.growing is not None and one.growing >= HALF


def checked(load: Load) -> str:
    """How the model of waiting stands to what was recorded, in a sentence or two."""
    now, recorded = load.now, load.recorded.wait
    if recorded is None:
        return _("Nobody recorded when teams were sent, so the median wait can't be checked.")
    if now.wait is None:
        return _("The queueing model can't say a median wait for these months; recorded was %(n).0f min.") % {
            "n": recorded
        }
    said = _("The queueing model says a median wait of %(model).0f min for these months, recorded %(recorded).0f min.")
    off = abs(now.wait - recorded)
    words = said % {"model": now.wait, "recorded": recorded}
    if off > max(OFF_MINUTES, OFF_SHARE * recorded):
        words += " " + _("They lie apart: read its minutes as a direction, not as a promise.")
    return words


def price(load: Load, moves: tuple[Move, ...]) -> list[str]:
    """What the draft would cost the teams, in sentences."""
    return [*_busy(load, moves), *_longer(load)]


def _longer(load: Load) -> list[str]:
    now, draft = load.now.wait, load.draft.wait
    if now is not None and endless(load.draft):
        return [_("Half of the calls and more would come in hours with more work than teams.")]
    if now is None or draft is None or draft - now < LONGER:
        return []
    return [_("The median wait for a team would be %(draft).0f min, now %(now).0f.") % {"draft": draft, "now": now}]


def _busy(load: Load, moves: tuple[Move, ...]) -> list[str]:
    now, draft, more = (round(100 * (one.all_busy or 0)) for one in (load.now, load.draft, load.more))
    if draft - now < 100 * PRICE:
        words = _("The teams on shift could carry it: all busy for %(draft)d calls in 100, now %(now)d.")
        return [words % {"draft": draft, "now": now}]
    told = {
        "draft": draft,
        "now": now,
        "more": more,
        "from": f"{load.from_hour:02d}:00",
        "to": f"{load.to_hour:02d}:00",
    }
    said = [_("All teams would be busy for %(draft)d calls in 100, now %(now)d.") % told]
    said.append(_("With one more team from %(from)s to %(to)s it would be %(more)d.") % told)
    first = next((move for move in moves if move.side == "draft" and move.kind in ("new", "changed")), None)
    if first and len(moves) > 1:
        said.append(_("Or begin with rule %(n)s only.") % {"n": first.row.removeprefix("rule-")})
    return said
