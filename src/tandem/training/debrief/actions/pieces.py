"""Take one piece of a film: in its order, whole, of a type a recorder makes, and only while everybody agrees."""

import base64
import hashlib
import os
from datetime import timedelta
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db.models import Count, Sum

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.attachments.store import keep
from tandem.training.debrief.actions.held import NOT_ALL, OVER, held_recording
from tandem.training.debrief.models import Piece, Recording
from tandem.training.debrief.recordings import asking_of, moment_on_the_clock
from tandem.training.debrief.rules import LONGEST_PIECE_MS, Asking, RecordingState, check_size, type_of
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal

# A piece that could not be sent at once may come this much later.
LATEST_MS = 2 * 3600 * 1000
# How far the camera's reckoning and the server's may lie apart.
SLACK = timedelta(seconds=5)


def piece(
    recording_id: UUID,
    number: int,
    content: bytes,
    *,
    said_type: str,
    digest: str,
    ago_ms: int,
    lasts_ms: int,
    actor: Actor,
) -> int:
    """Take piece `number`, counted from 0, in order. Returns the number that is wanted next.

    `ago_ms`: how long before now it began, by the camera's own clock; `digest` is its SHA-256 in hex. A piece that is
    here already, and the same, is taken for granted. Raises Refusal for what is no such piece; Conflict out of order,
    for another piece under a number that is taken, where somebody has not agreed, and once it is over.
    """
    check_size(len(content), 0, 0)
    kind = type_of(said_type, content[:12])
    if hashlib.sha256(content).hexdigest() != digest.lower():
        raise Refusal(("piece", "The piece did not arrive whole. Send it again."))
    if not 0 < lasts_ms <= LONGEST_PIECE_MS or not 0 <= ago_ms <= LATEST_MS:
        raise Refusal(("piece", "A piece is at most a minute long and no older than two hours."))
    with act(actor, Permission.TRAINING_PLAY, kind="recording", subject=recording_id) as doing:
        held = held_recording(recording_id)
        if held.state not in (RecordingState.RECORDING, RecordingState.STOPPED):
            raise Conflict(("recording", OVER))
        before = Piece.objects.filter(recording=held)
        have = before.aggregate(n=Count("pk"), size=Sum("size"))
        if number < have["n"]:
            if before.get(number=number).sha256 == digest.lower():
                return have["n"]
            raise Conflict(("piece", f"There is another piece {number} already. Piece {have['n']} comes next."))
        if number > have["n"]:
            raise Conflict(("piece", f"Piece {have['n']} comes first."))
        if asking_of(held) is not Asking.AGREED:
            raise Conflict(("recording", NOT_ALL))
        begun = doing.at - timedelta(milliseconds=ago_ms)
        if begun < held.started_at - SLACK or (held.stopped_at and begun > held.stopped_at + SLACK):
            raise Refusal(("piece", "This piece is not of this recording."))
        check_size(len(content), have["size"] or 0, have["n"])
        told = {"category": Category.OPERATIONS, "owner_id": held.organization_id}
        kept = keep([_sealed(held, number, content)], "piece", **told)
        Piece.objects.create(
            recording=held,
            number=number,
            sha256=digest.lower(),
            size=len(content),
            kind=kind,
            at_ms=moment_on_the_clock(held.run_id, begun),
            lasts_ms=lasts_ms,
            file=kept.id,
            received_at=doing.at,
        )
        doing.detail = {"piece": number, "bytes": len(content)}
        return have["n"] + 1


def _sealed(held: Recording, number: int, content: bytes) -> bytes:
    """The bytes of a piece as they lie on the disk: bound to the recording and to their place in it."""
    nonce = os.urandom(12)
    return nonce + AESGCM(base64.b64decode(held.key)).encrypt(nonce, content, f"{held.pk}|{number}".encode())
