"""The run's line of time on the console: signs as rings, hand-offs as bars, what was sent in as diamonds, now as a stop."""

from html import escape

from django.utils.translation import gettext as _

from tandem.surfaces.rehearse.words import clock_words, role
from tandem.training.sessions.records import HappeningRow, TeamView
from tandem.vocabulary.training import Happened

WIDE, HIGH = 568, 34
HAND_OFFS = (Happened.LEAD_TAKEN, Happened.LEAD_HANDED_OVER, Happened.LEAD_OFFERED)
SENT = (Happened.INJECTED, Happened.SPOKE)
# The line is at least this long, so that the first minutes do not fill it.
SHORTEST = 6 * 60_000


def line_of(team: TeamView) -> str:
    """One SVG, its `desc` saying what lies on it."""
    end = max(SHORTEST, round(team.clock_ms * 1.25))
    now = _x(team.clock_ms, end)
    rows = [one for one in team.timeline if one.at_ms <= team.clock_ms]
    marks = "".join(mark for one in rows if (mark := _mark(one, end)))
    signs = sum(1 for one in rows if one.kind == Happened.CUE_SEEN)
    hands = sum(1 for one in rows if one.kind in HAND_OFFS)
    told = _("%(signs)s signs seen, %(hands)s times the lead was spoken of.") % {"signs": signs, "hands": hands}
    branch = (
        ""
        if team.branch_ms is None
        else f'<path d="M{_x(team.branch_ms, end):.1f} 5v24" stroke="#c05600" stroke-width="3"/>'
    )
    return (
        f'<svg class="rc-line" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(told)}">'
        f'<rect y="13" width="{WIDE}" height="8" rx="4" fill="#dfe1e2"/><rect y="13" width="{now:.1f}" height="8" rx="4" fill="#005ea2"/>'
        f'{branch}{marks}<rect x="{now - 3:.1f}" y="5" width="6" height="24" rx="2" fill="#1b1b1b"/></svg>'
    )


def _x(at_ms: int, end: int) -> float:
    return 6 + at_ms / end * (WIDE - 12)


def _mark(one: HappeningRow, end: int) -> str:
    x, at = _x(one.at_ms, end), clock_words(one.at_ms)
    who = role(one.seat) if one.seat else ""
    if one.kind == Happened.CUE_SEEN:
        title = _("%(at)s: %(who)s saw a sign") % {"at": at, "who": who}
        return f'<circle cx="{x:.1f}" cy="17" r="5.5" fill="#fff" stroke="#1b1b1b" stroke-width="2"><title>{escape(title)}</title></circle>'
    if one.kind in HAND_OFFS:
        title = _("%(at)s: the lead, %(who)s") % {"at": at, "who": who}
        return f'<rect x="{x - 2:.1f}" y="4" width="4" height="26" fill="#8a4f00"><title>{escape(title)}</title></rect>'
    if one.kind in SENT:
        title = _("%(at)s: sent in") % {"at": at}
        return f'<path d="M{x:.1f} 10l7 7-7 7-7-7z" fill="#fff" stroke="#3d4551" stroke-width="2"><title>{escape(title)}</title></path>'
    return ""
