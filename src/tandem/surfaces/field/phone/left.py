"""POST /phone/api/left: work that was left on a phone, sealed to the server, handed over by whoever holds the phone.

Who hands it over proves nothing and learns nothing. What was sealed under its author's own lease is theirs; anything
else is kept too, and says that nobody can tell whose it is. All of it waits for a supervisor.
"""

import json
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tandem.domain.phones import actions, pieces
from tandem.domain.phones.actions import Answer
from tandem.domain.phones.rules import BadWork, Piece, read
from tandem.foundation import clock, rate
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Membership
from tandem.foundation.strict_json import BadJSON, loads
from tandem.surfaces.field.phone.answers import problems, told
from tandem.surfaces.field.phone.sealed import Unopened, unsealed
from tandem.surfaces.field.phone.taking import kept_about
from tandem.surfaces.field.phone.turn import one_at_a_time
from tandem.surfaces.field.phone.verbs import VERBS
from tandem.surfaces.field.phone.work import whole
from tandem.surfaces.shared.session import actor_of
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.phones import WorkState

LARGEST = 2 * 1_048_576
MOST_PACKAGES = 50
CALLS_A_MINUTE = 20
PACKAGES_AN_HOUR = 300


@csrf_exempt
@require_POST
def left(request: HttpRequest) -> JsonResponse:
    """202 with the ids the server has now; the phone forgets these and keeps the rest."""
    if wait := rate.wait_for("phone-left", request.META.get("REMOTE_ADDR", ""), most=CALLS_A_MINUTE, seconds=60):
        answer = told(429)
        answer["Retry-After"] = str(wait)
        return answer
    body = whole(request, LARGEST)
    if body is None:
        return problems(413, ("packages", _("This is larger than 2 MB. Send fewer packages at a time.")))
    try:
        document = loads(body, limit=LARGEST, depth=8)
    except BadJSON as bad:
        return problems(400, ("packages", bad.reason))
    packages = document.get("packages") if isinstance(document, dict) else None
    if not isinstance(packages, list) or len(packages) > MOST_PACKAGES:
        return problems(400, ("packages", _("Send a list of at most 50 packages.")))
    return told(202, taken=[str(one) for one in filter(None, map(_package, packages))])


def _package(package: object) -> UUID | None:
    """Keep one package; its id once the server has it, None for one that nobody could have sealed here."""
    if not isinstance(package, dict):
        return None
    try:
        work_id, author_id = UUID(str(package.get("id"))), UUID(str(package.get("author")))
    except ValueError:
        return None
    job = Membership.objects.filter(user_id=author_id).select_related("user", "organization").order_by("-created_at")
    author = next((actor_of(one) for one in job[:1]), None)
    if author is None:
        return None
    if rate.wait_for("phone-left-of", str(author_id), most=PACKAGES_AN_HOUR, seconds=3600):
        return None
    one_at_a_time(author_id)
    try:
        piece, word = _read(unsealed(package.get("sealed"), f"{work_id} {author_id}"))
    except (Unopened, BadJSON, BadWork):
        actions.keep_unread(json.dumps(package.get("sealed")).encode(), author=author)
        return work_id
    return work_id if piece.id == work_id and _kept(piece, author, word) else None


def _read(text: bytes) -> tuple[Piece, str]:
    """(the piece, the word of the lease it was made under or "")."""
    document = loads(text, depth=16)
    word = ""
    if isinstance(document, dict) and "piece" in document:
        word, document = str(document.get("lease") or ""), document["piece"]
    piece = read(document)
    if piece.verb not in VERBS:
        raise BadWork(("verb", _("There is no such verb.")))
    return piece, word


def _kept(piece: Piece, author: Actor, word: str) -> bool:
    lease = pieces.lease(actions.digest_of(word)) if word else None
    proved = lease is not None and lease.user == author.id
    if proved:
        author = _in_that_job(author, lease.job)
    system = Actor.system("phone", Permission.PHONE_WORK)
    before = pieces.known(piece.id)
    if before and before.author != author.id:
        return False
    category, person_id, incident_id = kept_about(piece, VERBS[piece.verb], author)
    about = {"category": category, "person_id": person_id, "incident_id": incident_id}
    if before:
        if before.hash != piece.hash:
            actions.rival(piece, actor=system, author=author, **about)
        return True
    piece = replace(piece, subject=pieces.real(piece.subject, author.id), received=clock.now())
    answer = Answer(WorkState.REVIEW, why="left" if proved else "unproven")
    actions.keep(piece, answer, actor=system, author=author, received=piece.received, skew_s=None, **about)
    return True


def _in_that_job(author: Actor, job: UUID) -> Actor:
    found = Membership.objects.filter(pk=job).select_related("user", "organization").first()
    return actor_of(found) if found else author
