"""Keep a piece with where it stands. Its words are kept only while somebody still needs them."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from tandem.domain.phones.models import KEPT, Rival, Work
from tandem.domain.phones.rules import LARGEST_KEPT_RAW, Piece
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.phones import WorkState

# Whose words are needed no more.
WORDLESS = (WorkState.APPLIED,)


@dataclass(frozen=True)
class Answer:
    """What became of one piece. `problems` and `conflicts` are words for its author; `made` ids here for the phone's."""

    state: WorkState
    why: str = ""
    version: int = 0
    problems: tuple[tuple[str, str], ...] = ()
    conflicts: tuple[dict, ...] = ()
    made: dict[str, UUID] = field(default_factory=dict)


def keep(
    piece: Piece,
    answer: Answer,
    *,
    actor: Actor,
    author: Actor,
    received: datetime,
    skew_s: int | None,
    category: Category,
    person_id: UUID | None = None,
    incident_id: UUID | None = None,
    new: bool = False,
) -> None:
    """Note what became of a piece, new or tried again, in the transaction that did it. `author` is whose work it is;
    `actor` may be Tandem itself where the author has lost the right to do anything at all. `new` says that none of
    this id was here before, where the caller knows it.

    The words of one that was not applied are kept under `category`, the strictest of what it says.
    """
    with act(actor, Permission.PHONE_WORK, kind="work", subject=piece.id) as doing:
        row = None if new else Work.objects.filter(pk=piece.id).first()
        before = row.state if row else ""
        row = row or _new(piece, author, received, skew_s)
        row.state, row.why, row.version, row.subject = answer.state, answer.why, answer.version, piece.subject
        row.conflicting = sorted(str(one["field"]) for one in answer.conflicts)
        row.made = {kind: str(made) for kind, made in answer.made.items()} or row.made
        row.applied_at = doing.at if answer.state == WorkState.APPLIED else None
        if before:
            row.save()
        else:
            doing.add(row)
        doing.detail = {"verb": piece.verb, "state": str(answer.state)} | ({"before": before} if before else {})
        if before:
            forget_words(piece.id)
        if answer.state not in WORDLESS:
            _put(piece.raw, row, answer, category, person_id, incident_id, doing)


def _new(piece: Piece, author: Actor, received: datetime, skew_s: int | None) -> Work:
    return Work(
        id=piece.id,
        verb=piece.verb,
        subject=piece.subject,
        branch=piece.branch,
        step=piece.step,
        trunk=piece.trunk,
        after=list(piece.after),
        settles=piece.settles,
        author=author.id,
        author_name=author.name,
        role=str(author.role or ""),
        organization_id=author.organization_id,
        fields=sorted(str(name)[:120] for name in piece.fields),
        hash=piece.hash,
        made_at=piece.made_at,
        received_at=received,
        skew_seconds=skew_s,
    )


def _put(
    body: dict,
    row: Work,
    answer: Answer,
    category: Category,
    person_id: UUID | None,
    incident_id: UUID | None,
    doing: Act,
    digest: str = "",
) -> None:
    doing.add(
        KEPT[category](
            work=row,
            person_id=person_id,
            incident_id=incident_id,
            organization_id=row.organization_id,
            hash=digest or row.hash,
            body=dict(body),
            answer={"problems": [list(one) for one in answer.problems], "conflicts": list(answer.conflicts)},
            kept_at=doing.at,
        )
    )


def forget_words(work_id: UUID, *, digest: str = "") -> None:
    """Take away what is kept of a piece, all of it or one body of it. Inside an act."""
    for table in KEPT.values():
        found = table.objects.filter(work_id=work_id)
        (found.filter(hash=digest) if digest else found).delete()


def rival(
    piece: Piece,
    *,
    actor: Actor,
    author: Actor,
    category: Category,
    person_id: UUID | None = None,
    incident_id: UUID | None = None,
) -> None:
    """Another body came under a known id: both are kept, and nothing is applied. The same one again adds nothing."""
    with act(actor, Permission.PHONE_WORK, kind="work", subject=piece.id) as doing:
        row = Work.objects.get(pk=piece.id)
        if row.rivals.filter(hash=piece.hash).exists():
            return
        doing.add(Rival(work=row, author=author.id, author_name=author.name, hash=piece.hash, received_at=doing.at))
        answer = Answer(WorkState.RIVAL)
        _put(piece.raw, row, answer, category, person_id, incident_id, doing, digest=piece.hash)
        doing.detail = {"verb": piece.verb, "state": str(WorkState.RIVAL)}


def keep_unread(body: bytes, *, author: Actor) -> None:
    """What came at the door and is no piece of work: its first 64 kB, sealed, for review. The same text is kept once."""
    digest = hashlib.sha256(body).hexdigest()
    by = author if author.may(Permission.PHONE_WORK) else Actor.system("phone", Permission.PHONE_WORK)
    with act(by, Permission.PHONE_WORK, kind="work") as doing:
        if Work.objects.filter(author=author.id, hash=digest, why="unread").exists():
            return
        row = Work(
            id=uuid4(),
            verb="",
            subject=author.id,
            branch=author.id,
            step=1,
            trunk=0,
            author=author.id,
            author_name=author.name,
            role=str(author.role or ""),
            organization_id=author.organization_id,
            hash=digest,
            state=WorkState.REVIEW,
            why="unread",
            made_at=doing.at,
            received_at=doing.at,
        )
        row.save(force_insert=True)
        doing.about("work", row.pk)
        doing.detail = {"state": "unread", "bytes": len(body)}
        raw = body[:LARGEST_KEPT_RAW].decode("utf-8", "replace").replace("\0", "\ufffd")
        # It might hold anything, and is kept with the strictest.
        _put({"raw": raw}, row, Answer(WorkState.REVIEW), Category.PART2_RECORD, None, None, doing)
