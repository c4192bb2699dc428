"""Who is signed in on this phone; without anybody, the word that lets it sign in again."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET

from tandem.foundation.accounts.actor import Actor


def me(actor: Actor) -> dict:
    """One human at one job."""
    return {
        "id": str(actor.id),
        "name": actor.name,
        "role": str(actor.role),
        "profession": str(actor.profession or ""),
        "organization": str(actor.organization_id),
    }


@require_GET
def who(request: HttpRequest) -> JsonResponse:
    """GET /phone/api/me. 200 without a session too, so that a phone tells "sign in again" from "no signal"."""
    csrf = get_token(request)
    actor = request.actor
    found = {"signed_in": False, "csrf": csrf}
    if actor is not None:
        mine = me(actor)
        found = {"signed_in": True, "csrf": csrf, "user": mine.pop("id"), **mine}
    answer = JsonResponse(found)
    answer["Cache-Control"] = "no-store"
    return answer
