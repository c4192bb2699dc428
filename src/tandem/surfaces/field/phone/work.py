"""PUT /phone/api/work: what a phone has in its queue, as often as it likes; the same answers each time.

Each piece comes out by itself, in a part of the transaction of its own, and has its own answer: one that is nothing, or
that breaks something here, takes none of the others with it.
"""

import json
import logging
import math
import time
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, JsonResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.domain.phones import actions
from tandem.domain.phones.rules import LARGEST_SENT, MOST_SENT, BadWork, Piece, TooLarge, moment
from tandem.foundation import rate
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import is_unwritable
from tandem.foundation.database.part import broken
from tandem.foundation.strict_json import BadJSON, loads
from tandem.surfaces.field.phone.answers import problems, signed_in, told
from tandem.surfaces.field.phone.taking import piece_of, take
from tandem.surfaces.field.phone.turn import Turn, one_at_a_time

# So many that are no piece of work are kept for review in an hour, of one sender.
MOST_UNREAD = 60
# After so many seconds the rest is for the phone's next request: others wait for what this one holds.
LONGEST_TURN = 2.0

logger = logging.getLogger(__name__)


@require_http_methods(["PUT"])
@signed_in()
def work(request: HttpRequest) -> JsonResponse:
    """Take them in their order; an answer to each, `{status, body}`, in the same order.

    401 without a session: the phone keeps all. 400 for what is no list of pieces: the text is kept for review.
    """
    body = whole(request, LARGEST_SENT)
    if body is None:
        return problems(413, ("work", _("This is larger than 512 kB. Send fewer pieces at a time.")))
    if len(body) < int(request.headers.get("Content-Length") or 0):
        return problems(400, ("work", _("Only a part of this arrived. Send it again.")))
    try:
        documents = listed(loads(body, limit=LARGEST_SENT, depth=18))
    except BadJSON as bad:
        return _unread(request.actor, body, ("work", bad.reason))
    except BadWork as bad:
        return _unread(request.actor, body, *bad.problems)
    answers = list(_taken(request, documents))
    return told(200, answers=answers)


def listed(document: object) -> list[object]:
    """The pieces of one request, unread. Raises BadWork for anything but a list of at most `MOST_SENT`."""
    found = document.get("pieces") if isinstance(document, dict) else None
    if not isinstance(found, list) or not 0 < len(found) <= MOST_SENT:
        raise BadWork(("pieces", _("Send a list of 1 to %(most)d pieces.") % {"most": MOST_SENT}))
    return found


def _taken(request: HttpRequest, documents: list[object]) -> Iterator[dict]:
    read = [_read(one) for one in documents]
    ids = [one.id for one in read if isinstance(one, Piece)]
    turn, ends = None, math.inf
    for one, document in zip(read, documents, strict=True):
        if isinstance(one, BadWork):
            yield _no_piece(request.actor, document, one)
            continue
        if time.monotonic() > ends:
            yield {"status": 503, "body": {}}
            continue
        if turn is None:
            turn = _turn(request)
            turn.begin(ids)
            ends = min(ends, time.monotonic() + LONGEST_TURN)
        try:
            found = take(one, turn)
            yield {"status": found.status, "body": found.document}
        except Exception as error:
            # What it looked up or opened is undone with it.
            turn = None
            if isinstance(error, InterfaceError) or is_unwritable(error) or broken():
                raise
            if isinstance(error, OperationalError):
                # Somebody else holds what it needs, and waits for what this request holds.
                ends = -math.inf
                yield {"status": 503, "body": {}}
                continue
            logger.exception("A piece of work could not be taken")
            yield {"status": 500, "body": {}}


def _turn(request: HttpRequest) -> Turn:
    told_now = moment(request.headers.get("Tandem-Now"))
    return Turn(request.actor, lease=request.headers.get("Tandem-Lease", "")[:100], phone_now=told_now)


def _read(document: object) -> Piece | BadWork:
    try:
        return piece_of(document)
    except BadWork as bad:
        return bad


def _no_piece(actor: Actor, document: object, bad: BadWork) -> dict:
    found = [{"field": field, "sentence": sentence} for field, sentence in bad.problems]
    if isinstance(bad, TooLarge):
        return {"status": 413, "body": {"problems": found}}
    _keep_unread(actor, json.dumps(document, ensure_ascii=False).encode())
    return {"status": 400, "body": {"problems": found}}


def _unread(actor: Actor, body: bytes, *found: tuple[str, str]) -> JsonResponse:
    _keep_unread(actor, body)
    return problems(400, *found)


def _keep_unread(actor: Actor, body: bytes) -> None:
    """What can't be read is kept for review, the same text once, and not without end."""
    if not rate.wait_for("phone-unread", str(actor.id), most=MOST_UNREAD, seconds=3600):
        one_at_a_time(actor.id)
        actions.keep_unread(body, author=actor)


def whole(request: HttpRequest, limit: int) -> bytes | None:
    """The body, None where it is larger than `limit` bytes; what broke off on the way as far as it came."""
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > limit:
        return None
    try:
        body = request.read(limit + 1)
    except UnreadablePostError:
        return b""
    return None if len(body) > limit else body
