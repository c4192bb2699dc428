"""POST /phone/api/asks/<id>/take: be there by phone for an officer alone. It needs signal: the first one has it."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from tandem.domain.incidents import actions
from tandem.foundation.accounts.actor import NotAllowed
from tandem.surfaces.field.door import WRITERS
from tandem.surfaces.field.phone.answers import problems, signed_in, told
from tandem.vocabulary.refusal import Absent, Conflict, Refusal


@require_POST
@signed_in(*WRITERS)
def take(request: HttpRequest, tele_id: UUID) -> JsonResponse:
    """200 with the call it is about, again for who has it; 409 with who took it; 422 with why not."""
    try:
        assignment_id = actions.take_tele(tele_id, actor=request.actor)
    except (Absent, NotAllowed):
        return told(404)
    except Conflict as taken:
        return problems(409, *taken.errors)
    except Refusal as refused:
        return problems(422, *refused.errors)
    return told(200, call=str(assignment_id))
