"""What every door for machines does alike: what it refuses unread, one shape of error, and what a sender is told."""

from collections.abc import Iterable

from django.http import HttpRequest, JsonResponse, UnreadablePostError

from tandem.domain.incidents.actions import Received
from tandem.foundation.organizations.program import program
from tandem.foundation.strict_json import BadJSON, loads
from tandem.vocabulary.terms import RESPONSE_LABELS


class Refused(Exception):
    """A message that is refused before its content counts. `status` is the answer's; `title` a sentence."""

    def __init__(self, status: int, title: str, headers: dict[str, str] | None = None):
        super().__init__(title)
        self.status, self.title, self.headers = status, title, headers or {}


def problem(status: int, title: str, errors: list[dict] | None = None, headers: dict | None = None) -> JsonResponse:
    """An error a person can act on (RFC 9457 names, plain words)."""
    return JsonResponse({"title": title, "errors": errors or []}, status=status, headers=headers)


def listed(errors: Iterable[tuple[str, str]]) -> list[dict]:
    """(field, sentence) as the interface tells them."""
    return [{"field": field, "message": message} for field, message in errors]


def document(request: HttpRequest) -> object:
    """The one JSON value in the body, read strictly. Raises Refused before the body is read, BadJSON for what it is."""
    settings = program()
    if settings is None:
        raise Refused(503, "Tandem is not set up yet.")
    limit = settings.intake_limit_bytes
    _refuse_unread(request, limit)
    return loads(_body(request), limit=limit)


def _refuse_unread(request: HttpRequest, limit: int) -> None:
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding != "identity":
        # A few packed bytes can hold a gigabyte.
        raise Refused(415, "Send the document as it is, without Content-Encoding: packed bodies are not opened.")
    length = request.headers.get("Content-Length", "").strip()
    if not length and request.headers.get("Transfer-Encoding"):
        raise Refused(411, "Send the document with its Content-Length, not in chunks.")
    if length and not (length.isascii() and length.isdigit()):
        raise Refused(400, "Content-Length is not a number of bytes.")
    if len(length) > 15 or int(length or 0) > limit:
        raise Refused(413, f"The document is larger than {limit} bytes.")


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


def answer_of(received: Received) -> dict:
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
