"""`POST /api/v1/intake/calls`, many calls at once beside it, signed consents, and the interface's own description.

There is no page of documentation that loads anything from elsewhere: `/api/v1/openapi.json` is the whole of it.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Status
from ninja.errors import AuthenticationError, HttpError
from ninja.security import HttpBearer

from tandem.foundation import rate
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.tokens import token_actor
from tandem.foundation.strict_json import BadJSON
from tandem.standards.calls import consents, eido_description
from tandem.standards.calls.shapes import CallIn, Problem, Taken
from tandem.standards.calls.take import read, take
from tandem.standards.door import Refused, answer_of, document, listed, problem
from tandem.vocabulary.refusal import Conflict, Refusal

JSON = "application/json"
REFUSALS = {
    400: "The document, or a field of it, can't be taken as it is.",
    401: "No token, or not one for intake.",
    409: "This call is known and reads differently, and `if_known` was `refuse`.",
    411: "The body came in chunks, without its length.",
    413: "The document is larger than the program takes.",
    415: "The body is packed, or is not JSON.",
    429: "Too many messages from this token. `Retry-After` says in how many seconds to go on.",
    503: "Tandem is not set up yet.",
}


class IntakeToken(HttpBearer):
    """A machine's token, made by the administrator; its work is taking calls and nothing else."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return token_actor(f"Bearer {token}", "intake", address=request.META.get("REMOTE_ADDR", ""))


api = NinjaAPI(
    title="Tandem intake",
    version="1",
    description="How other systems tell Tandem of calls and hand over signed consents. Made-up people only, until the"
    " program says otherwise.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="calls",
)


api.add_router("", consents.router)


def _described(refusals: dict[int, str]) -> dict:
    """The parts of the description that the code can't say: the body, and what each refusal means."""
    body = CallIn.model_json_schema(ref_template="#/components/schemas/{model}")
    body.pop("$defs", None)
    said = {status: {"description": words} for status, words in refusals.items()}
    said[429]["headers"] = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}}}
    said[401]["headers"] = {"WWW-Authenticate": {"schema": {"const": "Bearer"}}}
    return {
        "requestBody": {"required": True, "content": {JSON: {"schema": body}}},
        "responses": {200: {"description": "Known before; changed, or the same again."}, 201: {"description": "New."}}
        | said,
    }


@api.post(
    "/intake/calls",
    auth=IntakeToken(),
    operation_id="take_call",
    summary="Tell of a call",
    response={200: Taken, 201: Taken, **dict.fromkeys(REFUSALS, Problem)},
    openapi_extra=_described(REFUSALS),
)
def take_call(request: HttpRequest):
    """Store one call, decide who should go, and answer with the recommendation and what is still open.

    Idempotent by (`source`, `id`): the same again answers 200 with the same number. A later message that reads
    differently is a change, which stays on the call's history; a field it leaves out keeps what was said before.
    """
    wait = rate.wait_for("intake", str(request.auth.id), most=settings.INTAKE_PER_MINUTE, seconds=60)
    if wait:
        raise Refused(429, f"Too many messages. Go on in {wait} s.", {"Retry-After": str(wait)})
    kind = request.content_type
    if kind != JSON:
        raise Refused(415, "Send JSON, with Content-Type: application/json.")
    received = take(read(document(request)), actor=request.auth)
    return Status(201 if received.created else 200, answer_of(received))


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return problem(refused.status, refused.title, headers=refused.headers)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, "Send the token made for this door as a bearer token.", headers={"WWW-Authenticate": "Bearer"})


@api.exception_handler(HttpError)
def _other(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))


@api.exception_handler(BadJSON)
def _unreadable(request: HttpRequest, bad: BadJSON) -> HttpResponse:
    return problem(400, "The document can't be read as JSON.", [{"field": bad.where, "message": bad.reason}])


@api.exception_handler(Refusal)
def _not_taken(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = 409 if isinstance(refusal, Conflict) else 400
    return problem(status, "The call can't be taken as it is.", listed(refusal.errors))


def openapi(request: HttpRequest) -> HttpResponse:
    """The interface as OpenAPI 3.1, with the EIDO door beside it. About the program's doors, so that anyone may read it."""
    found = api.get_openapi_schema(path_prefix="api/v1/")
    found["components"]["schemas"] |= CallIn.model_json_schema(ref_template="#/components/schemas/{model}")["$defs"]
    found["paths"] |= eido_description.paths(REFUSALS)
    return JsonResponse(found)
