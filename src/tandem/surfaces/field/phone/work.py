"""PUT /phone/api/work/<id>: one piece of work, as often as the phone likes; the same answer each time."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.domain.phones import actions
from tandem.domain.phones.rules import LARGEST, BadWork, moment
from tandem.foundation import rate
from tandem.foundation.strict_json import BadJSON, loads
from tandem.surfaces.field.phone.answers import problems, signed_in, told
from tandem.surfaces.field.phone.taking import one_at_a_time, take

# So many that are no piece of work are kept for review in an hour, of one sender.
MOST_UNREAD = 60


@require_http_methods(["PUT"])
@signed_in()
def work(request: HttpRequest, work_id: UUID) -> JsonResponse:
    """Take it. 401 without a session: the phone keeps it. 400 with what is wrong: the text is kept for review."""
    body = whole(request, LARGEST)
    if body is None:
        return problems(413, ("work", _("This piece is larger than 256 kB. Shorten its words.")))
    if len(body) < int(request.headers.get("Content-Length") or 0):
        return problems(400, ("work", _("Only a part of this arrived. Send it again.")))
    try:
        document = loads(body, limit=LARGEST, depth=16)
        found = take(
            document,
            actor=request.actor,
            work_id=work_id,
            phone_now=moment(request.headers.get("Tandem-Now")),
            lease=request.headers.get("Tandem-Lease", "")[:100],
        )
    except BadJSON as bad:
        return _unread(request, body, ("work", bad.reason))
    except BadWork as bad:
        return _unread(request, body, *bad.problems)
    return told(found.status, **found.document)


def _unread(request: HttpRequest, body: bytes, *found: tuple[str, str]) -> JsonResponse:
    """What can't be read is kept for review, the same text once, and not without end."""
    if not rate.wait_for("phone-unread", str(request.actor.id), most=MOST_UNREAD, seconds=3600):
        one_at_a_time(request.actor.id)
        actions.keep_unread(body, author=request.actor)
    return problems(400, *found)


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
