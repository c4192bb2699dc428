"""The door for a CAD or a 911 call handling system: `POST /api/v1/intake/eido`."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from tandem.foundation.organizations.tokens import token_actor
from tandem.foundation.strict_json import BadJSON
from tandem.standards.door import Refused, answer_of, document, listed, problem
from tandem.standards.eido.intake import take
from tandem.standards.eido.validation import BadEIDO
from tandem.vocabulary.refusal import Refusal


@csrf_exempt
def eido(request: HttpRequest) -> JsonResponse:
    """Answer `{"id", "number", "created", "recommendation"}`; 400 names what to mend; 401 without a token."""
    if request.method != "POST":
        return problem(405, "Send the document with POST.", headers={"Allow": "POST"})
    actor = token_actor(request.headers.get("Authorization", ""), "intake", address=request.META.get("REMOTE_ADDR", ""))
    if actor is None:
        return problem(401, "Send the intake token as a bearer token.", headers={"WWW-Authenticate": "Bearer"})
    try:
        received = take(document(request), actor=actor)
    except Refused as refused:
        return problem(refused.status, refused.title, headers=refused.headers)
    except BadJSON as bad:
        return problem(400, "The document can't be read as JSON.", [{"field": bad.where, "message": bad.reason}])
    except BadEIDO as bad:
        return problem(400, "The document is not an EIDO Tandem can take.", listed(bad.errors))
    except Refusal as refusal:
        return problem(400, "The call can't be taken as it is.", listed(refusal.errors))
    return JsonResponse(answer_of(received), status=201 if received.created else 200)
