"""What the next shift must know: open calls, loops due, notes unsigned, cautions that end; each as far as it may."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.domain.encounters.records import unsigned_notes
from tandem.domain.followups.records import FollowUpRow, overdue_queue
from tandem.domain.incidents import records as calls
from tandem.domain.people import records as people
from tandem.domain.releases.opening import open_list, shown
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role

CAUTION_DAYS = timedelta(days=7)
# Enough to begin with; the count says how many there are.
NOTES_SHOWN = 8
CARE = (Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR)


def open_calls(actor: Actor) -> dict:
    """Every open call for dispatch; for a team the calls it is on."""
    if actor.role == Role.DISPATCHER:
        release = open_list(actor, "board")
        rows = calls.open_calls(release=release)
        shown(actor, release, [one.id for one in rows])
        listed = [Line("board:call", one.id, one.place, one.received_at, _board_words(one)) for one in rows]
        return {"calls_title": _("Open calls"), "calls": tuple(listed)}
    return {"calls_title": _("Calls your team is on"), "calls": tuple(_own(actor))}


@dataclass(frozen=True)
class Line:
    """One call of the hand-over. `page` names the page that the reader may look at it on."""

    page: str
    id: UUID
    place: str
    received_at: datetime
    words: str

    @property
    def url(self) -> str:
        return reverse(self.page, args=[self.id])


def _board_words(call: calls.OpenCall) -> str:
    return f"{call.response_words}. {', '.join(call.units) or 'No team yet'}."


def _own(actor: Actor) -> list[Line]:
    try:
        release = open_list(actor, "my_call")
    except Absent:
        return []
    if not release.allows(Category.CAD_FACTS):
        return []
    listed = []
    for one, _team in calls.my_assignments(actor.id, release=release):
        call = calls.call(one.incident_id, release=release)
        words = f"{one.unit}, {one.status.replace('_', ' ')}."
        listed.append(Line("board:intake", call.id, call.place or _("Place unknown"), call.received_at, words))
    shown(actor, release, [one.incident_id for one, _team in calls.my_assignments(actor.id, release=release)])
    return listed


def care(actor: Actor) -> dict:
    """The care side of the hand-over; nothing of it is there for anybody else."""
    nothing = {"cautions": None, "loops": None, "notes": None}
    if actor.role not in CARE:
        return nothing
    try:
        release = open_list(actor, "handover")
    except Absent:
        return nothing
    cautions = people.expiring_cautions(release=release, until=clock.now() + CAUTION_DAYS)
    queue = overdue_queue(release)
    today = timezone.localdate()
    due = [one for one in queue.rows if not isinstance(one, FollowUpRow) or _due(one, today)]
    notes = unsigned_notes(release=release, limit=NOTES_SHOWN)
    newest = notes.rows
    persons = [one.person_id for one in [*due, *newest]]
    names = people.names(persons, release=release) if release.allows(Category.DEMOGRAPHICS) else {}
    shown(actor, release, [*(one.person_id for one in cautions), *names])
    return {
        "cautions": cautions,
        "loops": [_loop(one, names) for one in due],
        "notes": notes,
        "note_rows": [(one, names.get(one.person_id)) for one in newest],
    }


def _due(row: FollowUpRow, today) -> bool:
    return row.overdue or timezone.localdate(row.due_by) <= today


def _loop(row, names: dict) -> dict:
    follow_up = isinstance(row, FollowUpRow)
    return {
        "who": names.get(row.person_id),
        "what": "Follow-up" if follow_up else _("Referral"),
        "words": row.window if follow_up else row.label,
        "since": row.since,
    }
