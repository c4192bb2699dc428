"""PUT /phone/api/photo/<id>: the bytes of one photo. A piece of work ties it to a contact; until then it is nobody's."""

import hashlib
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.domain.phones import actions, pieces
from tandem.domain.phones.rules import LARGEST_PHOTO
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.attachments.store import keep
from tandem.surfaces.field.phone.answers import problems, signed_in, told
from tandem.surfaces.field.phone.turn import one_at_a_time
from tandem.surfaces.field.phone.verbs.photo import PROGRAM_PAPER, not_kept
from tandem.surfaces.field.phone.work import whole
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.phones import WorkState

# What nobody ties to a contact goes after so long.
UNTIED_FOR = timedelta(days=90)
STARTS = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))


def kind_of(body: bytes) -> str:
    """What its first bytes say it is: jpeg, png or webp; "" for anything else, whatever it calls itself."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in STARTS if body.startswith(start)), "")


@require_http_methods(["PUT"])
@signed_in()
def photo(request: HttpRequest, photo_id: UUID) -> JsonResponse:
    """Keep it whole or not at all; the same bytes again get the same receipt.

    With the header `Tandem-Program-Paper: yes` (the paper of a program for alcohol or drug treatment) nothing is kept.
    """
    body = whole(request, LARGEST_PHOTO)
    if body is None:
        return problems(413, ("photo", _("This photo is larger than 5 MB. Take it smaller.")))
    digest = hashlib.sha256(body).hexdigest()
    if digest != request.headers.get("Tandem-Hash"):
        return problems(400, ("photo", _("Only a part of this photo arrived. Send it again.")))
    if request.headers.get("Tandem-Program-Paper"):
        return _receipt(photo_id, digest, WorkState.REFUSED, (PROGRAM_PAPER, not_kept()))
    actor = request.actor
    one_at_a_time(actor.id)
    known = pieces.photo_known(photo_id)
    if known:
        return _receipt(photo_id, digest, WorkState.APPLIED if known == (actor.id, digest) else WorkState.RIVAL)
    kind = kind_of(body)
    if not kind:
        sentence = _("This is no photo: JPEG, PNG and WebP are taken.")
        return _receipt(photo_id, digest, WorkState.REFUSED, ("photo", sentence))
    until = clock.now() + UNTIED_FOR
    file = keep([body], f"photo.{kind}", category=Category.CLINICAL_NOTE, owner_id=actor.id, expires_at=until)
    by = actor if actor.may(Permission.PHONE_WORK) else Actor.system("phone", Permission.PHONE_WORK)
    actions.keep_photo(photo_id, actor=by, author=actor, file=file, kind=kind)
    return _receipt(photo_id, digest, WorkState.APPLIED)


def _receipt(photo_id: UUID, digest: str, state: WorkState, *found: tuple[str, str]) -> JsonResponse:
    status = {WorkState.APPLIED: 200, WorkState.RIVAL: 409}.get(state, 422)
    return told(
        status,
        id=str(photo_id),
        hash=digest,
        state=str(state),
        received=clock.now().isoformat().replace("+00:00", "Z"),
        version=0,
        problems=[{"field": field, "sentence": sentence} for field, sentence in found],
        conflicts=[],
        made={},
        clock=None,
    )
