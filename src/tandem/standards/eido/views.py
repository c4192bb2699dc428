"""The door for a CAD or a 911 call handling system: `POST /api/v1/intake/eido`."""

import logging

from django.http import HttpRequest, JsonResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from tandem.foundation.organizations.program import program
from tandem.foundation.organizations.tokens import token_actor
from tandem.foundation.strict_json import BadJSON, loads
from tandem.standards.eido.intake import take
from tandem.standards.eido.validation import BadEIDO
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import RESPONSE_LABELS

log = logging.getLogger(__name__)


def problem(status: int, title: str, errors: list[dict] | None = None) -> JsonResponse:
    """An error a person can act on (RFC 9457 names, plain words)."""
    return JsonResponse({"title": title, "errors": errors or []}, status=status)


@csrf_exempt
def eido(request: HttpRequest) -> JsonResponse:
    """Answer `{"id", "number", "created", "recommendation"}`; 400 names what to mend; 401 without a token."""
    if request.method != "POST":
        answer = problem(405, "Send the document with POST.")
        answer["Allow"] = "POST"
        return answer
    actor = token_actor(request.headers.get("Authorization", ""), "intake", address=request.META.get("REMOTE_ADDR", ""))
    if actor is None:
        answer = problem(401, "Send the intake token as a bearer token.")
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    settings = program()
    if settings is None:
        return problem(503, "Tandem is not set up yet.")
    limit = settings.intake_limit_bytes
    if refused := _refused_unread(request, limit):
        return refused
    try:
        document = loads(_body(request), limit=limit)
        received = take(document, actor=actor)
    except BadJSON as bad:
        return problem(400, "The document can't be read as JSON.", [{"field": bad.where, "message": bad.reason}])
    except BadEIDO as bad:
        return problem(400, "The document is not an EIDO Tandem can take.", _listed(bad.errors))
    except Refusal as refusal:
        return problem(400, "The call can't be taken as it is.", _listed(refusal.errors))
    return JsonResponse(answer_of(received), status=201 if received.created else 200)


def _refused_unread(request: HttpRequest, limit: int) -> JsonResponse | None:
    """What the headers alone refuse, before a byte of the body is read; None where it may be read."""
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding != "identity":
        # A few packed bytes can hold a gigabyte.
        return problem(415, "Send the document as it is, without Content-Encoding: packed bodies are not opened.")
    length = request.headers.get("Content-Length", "").strip()
    if not length and request.headers.get("Transfer-Encoding"):
        return problem(411, "Send the document with its Content-Length, not in chunks.")
    if length and not (length.isascii() and length.isdigit()):
        return problem(400, "Content-Length is not a number of bytes.")
    if len(length) > 15 or int(length or 0) > limit:
        return problem(413, f"The document is larger than {limit} bytes.")
    return None


def _body(request: HttpRequest) -> bytes:
    """The whole body. Raises BadJSON where fewer bytes came than were announced: half a document is none."""
    announced = int(request.headers.get("Content-Length") or 0)
    try:
        body = request.read()
    except UnreadablePostError:
        body = b""
    if len(body) < announced:
        raise BadJSON(f"Only {len(body)} of {announced} bytes arrived. Send the document again.")
    return body


def _listed(errors) -> list[dict]:
    return [{"field": field, "message": message} for field, message in errors]


def answer_of(received) -> dict:
    """What the sender is told: ids, and the recommendation with its reason and the questions still open."""
    decided = received.decision
    questions = [{"input": one.name, "question": one.title, "changes": one.text} for one in decided.open_questions]
    return {
        "id": str(received.id),
        "number": received.number,
        "created": received.created,
        "changed": list(received.changed),
        "recommendation": {
            "response": decided.response,
            "words": RESPONSE_LABELS[decided.response],
            "reason": decided.reason,
            "meanwhile": decided.meanwhile,
            "edition": decided.edition_id,
            "rule": decided.rule_label,
            "open_questions": questions,
        },
    }
