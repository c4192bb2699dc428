"""Calls I took: what was said at intake beside what the team found. Only one's own, for thirty days."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tandem.domain.incidents import records
from tandem.domain.releases.opening import open_list, shown
from tandem.surfaces.board.doors import CALL_TAKERS, board_release, door
from tandem.vocabulary.terms import Role

# Most calls end without a word; the newest are enough to see that.
SHOWN = 10


@require_GET
@door(*CALL_TAKERS)
def taken(request: HttpRequest) -> HttpResponse:
    """For a call-taker: how the information held, and what the team thanks for. Nothing about what came of a call."""
    actor = request.actor
    release = board_release(actor) if actor.role == Role.DISPATCHER else open_list(actor, "my_call")
    calls = records.taken_calls(actor.id, release=release)
    shown(actor, release, [one.id for one in calls])
    told = [one for one in calls if one.feedback]
    waiting = [one for one in calls if not one.feedback]
    context = {"told": told, "waiting": waiting[:SHOWN], "more": len(waiting[SHOWN:]), "count": len(calls)}
    return render(request, "board/taken.html", context)
