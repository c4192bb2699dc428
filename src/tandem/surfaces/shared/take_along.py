"""A text that is taken along by hand: shown exactly, then copied or printed once that is written down.

Used by the doors that offer one. What a person reads on a screen they may also select by hand; the look itself is on
the record, and the button writes down what it was taken for.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tandem.disclosure import ListRelease, Release
from tandem.domain.releases.copying import Text, destinations, take_along
from tandem.foundation import clock
from tandem.vocabulary.copying import CopyWay
from tandem.vocabulary.refusal import Refusal


def taken(
    request: HttpRequest, text: Text, *, release: Release | ListRelease, subject_id: UUID
) -> tuple[HttpResponse | None, dict, Refusal | None]:
    """Answer a post of the copy form: (what to send back or None, context of the page, what was refused).

    A script that asks for JSON gets the text once it is written down; without one the page comes back saying so.
    """
    places = destinations(text, actor=request.actor, release=release)
    context = {"text": text, "places": [(str(key), _place(name, leaves)) for key, name, leaves in places]}
    context["place"] = request.POST.get("recipient") or str(places[0][0])
    if request.method != "POST":
        return None, context, None
    way = request.POST.get("way", "")
    try:
        taken_now = take_along(
            text,
            actor=request.actor,
            release=release,
            subject_id=subject_id,
            way=way,
            recipient_id=_uuid(context["place"]),
        )
    except Refusal as refused:
        return None, context, Refusal(*(("recipient", words) for _field, words in refused.errors))
    if way == CopyWay.PRINTED:
        page = {"text": text, "body": taken_now.body, "by": request.actor.name, "at": clock.now(), "back": request.path}
        return render(request, "shared/print.html", page), context, None
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"text": taken_now.body}), context, None
    return None, context | {"written_down": True, "body": taken_now.body}, None


def _place(name: str, leaves: bool) -> str:
    if leaves:
        return _("%(name)s: leaves your organization, on the person's agreement") % {"name": name}
    return _("%(name)s: stays in your organization") % {"name": name}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refusal(("recipient", _("Choose where it goes."))) from None
