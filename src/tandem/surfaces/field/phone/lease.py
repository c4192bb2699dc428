"""GET /phone/api/lease/<word>: whether a phone may keep what it carries, and whether there is more.

The word is the only proof; no session needed.
"""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from tandem.domain.phones import actions, leases
from tandem.foundation import rate
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.phone.answers import told
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.phones import LeaseEnd

MOST_A_MINUTE = 60


@require_GET
def lease(request: HttpRequest, word: str) -> JsonResponse:
    """A word that nobody was given is over: the phone drops what it carries either way."""
    wait = rate.wait_for("phone-lease", request.META.get("REMOTE_ADDR", ""), most=MOST_A_MINUTE * 10, seconds=60)
    wait = wait or rate.wait_for("phone-lease-word", word, most=MOST_A_MINUTE, seconds=60)
    if wait:
        answer = told(429)
        answer["Retry-After"] = str(wait)
        return answer
    held, why = leases.standing(actions.digest_of(word))
    if why is None:
        return told(200, stands=True, news=leases.news(held))
    if held and not held.ended_why and why != LeaseEnd.RETAKE:
        actions.end(held.id, actor=Actor.system("phone", Permission.PHONE_WORK), why=why)
    return told(200, stands=False, why=str(why))
