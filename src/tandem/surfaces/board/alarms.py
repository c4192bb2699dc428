"""What somebody must act on now: an SOS, a late check-in, a roll call that waits. The same strip on every board.

Its buttons belong to one hidden form of the page, so that the strip holds no token and is drawn once for all boards.
"""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tandem.domain.incidents.records import OnBoard
from tandem.domain.safety import records
from tandem.domain.safety.records import Watch
from tandem.foundation import clock
from tandem.surfaces.board import drawn
from tandem.vocabulary.terms import Role


def draw(index: list[OnBoard], watches: list[Watch], *, role: Role) -> str:
    """The strip, for readers of this role: a dispatcher hears an SOS, a supervisor sees that one is open."""
    calls = {one.id: one for one in index}
    now = clock.now()
    late = tuple(one for one in watches if one.late(now))
    sos, roll = tuple(records.open_sos()), records.open_roll()
    places = {one.incident_id: calls[one.incident_id] for one in (*late, *sos) if one.incident_id in calls}
    key = ("alarms", late, sos, roll, tuple(places.values()), role, drawn.minute())
    context = {
        "sos": [(one, calls.get(one.incident_id)) for one in sos],
        "late": [(one, calls.get(one.incident_id)) for one in late],
        "roll": roll,
        "may_hear": role == Role.DISPATCHER,
        "say": _sentence(late, sos),
    }
    return drawn.once(key, lambda: render_to_string("board/_alarms.html", context))


def _sentence(late: tuple[Watch, ...], sos: tuple[records.SosSummary, ...]) -> str:
    """What a screen reader is told first."""
    if waiting := [one for one in sos if one.heard_at is None]:
        return f"SOS from {waiting[0].name}, {waiting[0].unit}."
    if quiet := [one for one in late if one.heard_at is None]:
        return _("%(unit)s has not checked in.") % {"unit": quiet[0].unit}
    return ""


def by_team(watches: list[Watch]) -> dict[UUID, Watch]:
    """Each team's check-in by team, for its row: one that somebody took up no longer rings there."""
    return {one.team_id: one for one in watches}


def draw_watching(index: list[OnBoard], watches: list[Watch], *, role: Role) -> str:
    """The list of teams on calls with their timers."""
    known = {one.id: one for one in index}
    rows = [(one, known.get(one.incident_id)) for one in watches]
    return render_to_string("board/_watching.html", {"rows": rows, "may_status": role == Role.DISPATCHER})
