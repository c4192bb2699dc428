"""POST /phone/api/referrals/<id>/link: a new link for the desk of a referral that was sent. It needs signal.

The link is stored nowhere, here or on the phone: making it again is the way to see it again, and ends the one before.
"""

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.disclosure import NotReleased
from tandem.domain.releases.referring import send
from tandem.foundation.accounts.actor import NotAllowed
from tandem.surfaces.field.door import WRITERS
from tandem.surfaces.field.phone.answers import problems, signed_in, told
from tandem.surfaces.field.phone.carried.plain import at
from tandem.surfaces.field.referral import words_for_desk
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal


@require_POST
@signed_in(*WRITERS)
def link(request: HttpRequest, referral_id: UUID) -> JsonResponse:
    """200 with the link; 409 where the person's yes has ended; 422 where it can't be sent again."""
    if not request.actor.may(Permission.REFERRAL_WRITE):
        return told(404)
    try:
        made = send(referral_id, actor=request.actor)
    except (Absent, NotAllowed, NotReleased):
        return told(404)
    except Refusal as refused:
        return problems(422, *refused.errors)
    if made is None:
        return problems(409, ("agreement", _("The person's yes has ended. Ask them again.")))
    address = request.build_absolute_uri(reverse("partner", args=[made.token]))
    words = words_for_desk(request.membership.organization.short_name, address)
    return told(200, link=address, words=words, until=at(made.expires_at))
