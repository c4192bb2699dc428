"""`POST /api/v1/consents`: another system hands over a signed consent, with every element or not at all (42 CFR 2.31).

The token's organization is the one that may share. `person` is Tandem's id of somebody whose record it holds. A scan comes
as base64; the three statements are the words the person was given. Idempotent by `id`: the same id again answers 409.
"""

import base64
import binascii
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from ninja.security import HttpBearer

from tandem.domain.consents.actions import Draft, problems_before_signing, record_written
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.attachments.store import discard, keep
from tandem.foundation.organizations.tokens import token_actor
from tandem.standards.calls.consent_shapes import REFUSALS, Kept, described
from tandem.standards.calls.shapes import Problem
from tandem.standards.door import Refused, document, listed, problem
from tandem.vocabulary.law import Basis, Category
from tandem.vocabulary.refusal import Absent, Conflict, Refusal

SCANS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
TEXTS = (
    "recipient_class",
    "part",
    "purpose_words",
    "until_event",
    "signer",
    "signer_name",
    "signer_tie",
    "signature",
    "language",
    "edition",
    "right_to_revoke",
    "redisclosure",
    "refusing",
    "proceeding",
)
KNOWN = {"kind", "person", "recipient", "categories", "purposes", "until", "given_at", "scan", "id", *TEXTS}
router = Router()


class ConsentToken(HttpBearer):
    """A machine's token, made for consents and for nothing else."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return token_actor(f"Bearer {token}", "consents", address=request.META.get("REMOTE_ADDR", ""))


@router.post(
    "/consents",
    auth=ConsentToken(),
    operation_id="hand_over_consent",
    summary="Hand over a signed consent",
    response={201: Kept, **dict.fromkeys(REFUSALS, Problem)},
    openapi_extra=described(),
)
def hand_over(request: HttpRequest):
    """Store one signed consent, with every element of 42 CFR 2.31(a), or nothing: each missing one is named.

    The token's organization is the one that may share. Idempotent by `id`: the same id again answers 409.
    """
    if request.content_type != "application/json":
        raise Refused(415, "Send JSON, with Content-Type: application/json.")
    told = document(request)
    try:
        made = _record(told, request.auth)
    except Absent:
        return problem(404, "There is no such person for this token.")
    except Conflict as conflict:
        return problem(409, "This consent is known.", listed(conflict.errors))
    except Refusal as refusal:
        return problem(400, "This consent can't be taken as it is.", listed(refusal.errors))
    return Status(201, {"id": str(made)})


def _record(told: object, actor: Actor) -> UUID:
    if not isinstance(told, dict):
        raise Refusal(("", "Send one JSON object."))
    unknown = sorted(set(told) - KNOWN)
    if unknown:
        raise Refusal(*((str(name)[:60], "This field is not known.") for name in unknown[:20]))
    draft = Draft(
        kind=_text(told, "kind"),
        person_id=_id(told, "person", required=True),
        recipient_id=_id(told, "recipient"),
        categories=_words(told, "categories"),
        purposes=_words(told, "purposes"),
        until=_time(told, "until"),
        given_at=_time(told, "given_at", required=True),
        how="machine",
        id=_id(told, "id"),
        **{name: _text(told, name) for name in TEXTS if name in told},
    )
    if "scan" not in told:
        return record_written(draft, actor=actor)
    found = problems_before_signing(draft, actor=actor)
    if found:
        raise Refusal(*found)
    category = Category.CLINICAL_NOTE if draft.kind == Basis.PSY_AUTHORIZATION else Category.PART2_RECORD
    kept = keep([_scan(told["scan"])], "consent", category=category, owner_id=actor.organization_id)
    try:
        return record_written(Draft(**{**vars(draft), "scan": kept.id}), actor=actor)
    except BaseException:
        discard(kept.id)
        raise


def _text(told: dict, name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str):
        raise Refusal((name, "This must be text."))
    return value


def _words(told: dict, name: str) -> tuple[str, ...]:
    value = told.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value) or len(value) > 20:
        raise Refusal((name, "This must be a list of words."))
    return tuple(value)


def _id(told: dict, name: str, *, required: bool = False) -> UUID | None:
    value = told.get(name)
    if value is None and not required:
        return None
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError):
        raise Refusal((name, "This must be an id, like 3f2b8c1e-5a64-4c1f-9a0e-0c2f6a1b7d10.")) from None


def _time(told: dict, name: str, *, required: bool = False) -> datetime | None:
    value = told.get(name)
    if value is None and not required:
        return None
    try:
        found = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        found = None
    if found is None or found.tzinfo is None:
        raise Refusal((name, "Say the time with its offset, like 2026-11-22T21:41:00-05:00."))
    return found


def _scan(value: object) -> bytes:
    try:
        body = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError):
        body = b""
    if not body.startswith(SCANS):
        raise Refusal(("scan", "Send a PDF, JPEG or PNG as base64."))
    return body
