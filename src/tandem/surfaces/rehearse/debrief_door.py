"""Who comes to a debrief: the room's instructor, and whoever was in the room. For everybody else there is none.

A phone is known by the key of its seat; a learner with an account finds the debrief again by their sign-in, when the
key is long gone.
"""

from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.surfaces.rehearse.door import COOKIE, leads, never_kept, the_room
from tandem.training.debrief import records as debriefs
from tandem.training.debrief.visible import Reader
from tandem.training.sessions import records
from tandem.training.sessions.records import RoomRow, RunRow
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class Visit:
    """One look: who looks, as whom they act, at which team of which room."""

    room: RoomRow
    team: str
    reader: Reader
    actor: Actor
    language: str = ""

    @property
    def runs(self) -> tuple[RunRow, ...]:
        """The runs of this team, oldest first."""
        return tuple(one for one in records.all_runs(self.room.id) if one.team == self.team)

    @property
    def may_go_again(self) -> bool:
        """Whether this reader may take the team back to a moment."""
        alone = self.room.solo and self.reader.member is not None
        return self.reader.instructor or (alone and self.reader.member.user_id == self.room.opened_by)


def visit(request: HttpRequest, code: str) -> Visit:
    """Who looks at this room. Raises Http404 for anybody who was not in it."""
    room = the_room(code)
    asked = request.POST.get("team") or request.GET.get("team") or "A"
    if leads(request.actor, room):
        if asked not in {one.team for one in room.runs}:
            raise Http404
        reader = Reader(request.actor.name, None, request.actor.organization_id)
        return Visit(room, asked, reader, request.actor)
    sitting = records.sitting(request.COOKIES.get(COOKIE))
    found = None
    if sitting is not None and sitting.room_id == room.id:
        found = debriefs.member_of(room.id, hold=sitting.hold_id)
    elif request.actor is not None:
        found = debriefs.member_of(room.id, user_id=request.actor.id)
    if found is None:
        raise Http404
    team, member = found
    actor = Actor(
        kind="user" if member.user_id else "guest",
        id=member.user_id,
        name=member.name,
        organization_id=member.organization_id,
        grants=frozenset({Permission.TRAINING_PLAY}),
    )
    language = sitting.language if sitting else ""
    return Visit(room, team, Reader(member.name, member, member.organization_id), actor, language)


def visited(view):
    """Only for those who were in the room, or lead it: `view(request, visit, …)`. Never kept by a browser."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, *args, **kwargs) -> HttpResponse:
        try:
            return never_kept(view(request, visit(request, code), *args, **kwargs))
        except (Absent, NotAllowed) as no:
            raise Http404 from no

    return guarded
