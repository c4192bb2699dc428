"""A form that the law permits without consent: filled in, read word for word, then sent. For the doors that offer one."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tandem.disclosure import Release
from tandem.domain.releases.forms import Sheet
from tandem.domain.releases.forms.sending import Preview, prefilled, preview, send
from tandem.domain.releases.recipients import Recipient, choices, outside, registered
from tandem.vocabulary.disclosing import MEDIUM_LABELS, Medium
from tandem.vocabulary.refusal import Refusal

WAYS = (Medium.VOICE, Medium.PAPER, Medium.MESSAGE)


def digest(lines: list[list[str]]) -> str:
    """A mark of exactly these words, so that what is sent is what was read."""
    return hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()


def key_of(text: str) -> UUID:
    """The key of one sending, made when the page was: sent twice, it leaves once. Raises Refusal for no key."""
    try:
        return UUID(text)
    except ValueError:
        raise Refusal(("preview", _("Read it again, then send it."))) from None


@dataclass
class Shown:
    """What the page shows. `sent` is the id in the accounting once it has left; `read` is there while it is read."""

    context: dict
    refused: Refusal | None = None
    sent: UUID | None = None


def form_out(
    request: HttpRequest, sheet: Sheet, *, release: Release, to: Recipient | None = None, case_id: UUID | None = None
) -> Shown:
    """One step of a form. `to` is the recipient where it is settled already, as in a release case."""
    told: Mapping[str, str] = request.POST if request.method == "POST" else prefilled(sheet, release=release)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    context = _context(request, sheet, told, to)
    if step not in ("read", "send"):
        return Shown(context)
    try:
        way = request.POST.get("way", "")
        if way not in WAYS:
            raise Refusal(("way", _("Choose how it goes.")))
        receiver = to or _recipient(request.POST)
        read = preview(sheet, told)
        if step == "send":
            if request.POST.get("seen") != digest(read.lines):
                raise Refusal(("preview", _("This is not what you read. Read it again, then send it.")))
            key = key_of(request.POST.get("key", ""))
            sent = send(
                sheet,
                told,
                actor=request.actor,
                release=release,
                to=receiver,
                medium=way,
                seen=read.lines,
                case_id=case_id,
                key=key,
            )
            return Shown(context, sent=sent)
    except Refusal as refused:
        return Shown(context, refused)
    return Shown(context | _reading(read, receiver, way))


def _reading(read: Preview, receiver: Recipient, way: str) -> dict:
    return {
        "read": read,
        "receiver": receiver,
        "seen": digest(read.lines),
        "key": str(uuid.uuid4()),
        "way_words": MEDIUM_LABELS[Medium(way)],
    }


def _recipient(posted: Mapping[str, str]) -> Recipient:
    chosen = posted.get("recipient", "")
    if not chosen:
        return outside(posted.get("recipient_name", ""), posted.get("recipient_address", ""))
    try:
        return registered(UUID(chosen))
    except ValueError:
        raise Refusal(("recipient", _("Choose one of the list, or name somebody else."))) from None


def _context(request: HttpRequest, sheet: Sheet, told: Mapping[str, str], to: Recipient | None) -> dict:
    rows = [
        {
            "one": one,
            "kind": {"text": "textarea", "choice": "select"}.get(one.kind, "text"),
            "options": [("", _("Choose")), *sheet.choices(one)],
            "value": told.get(one.name, ""),
        }
        for one in sheet.fields
    ]
    return {
        "sheet": sheet,
        "rows": rows,
        "hidden": [(one.name, told.get(one.name, "")) for one in sheet.fields],
        "to": to,
        "places": [("", _("Somebody else, named below")), *((str(key), name) for key, name in choices())],
        "ways": [(str(way), MEDIUM_LABELS[way].capitalize()) for way in WAYS],
        "sent_to": {
            name: request.POST.get(name, "") for name in ("recipient", "recipient_name", "recipient_address", "way")
        },
    }
