"""Ask for everything, answer, and fetch it: one asks with a reason, another says yes, only who asked fetches.

It stays with the organization that holds the data, so it is no disclosure; every step is in the audit trail.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.acts.act import act, allow
from tandem.foundation.archive.locked import ENDING, locking, new_key
from tandem.foundation.archive.models import ExportRequest
from tandem.foundation.archive.write import ZipTarget, write
from tandem.foundation.attachments import store
from tandem.foundation.audit.record import record
from tandem.foundation.jobs.asking import RunView, ask, run_of
from tandem.foundation.jobs.work import CannotFinish, Doing
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.runs import EXPORT_MOVES, EXPORT_STATE_LABELS, ExportState
from tandem.vocabulary.terms import Role
from tandem.vocabulary.text import clean

KIND = "archive.export"
SHORTEST_REASON, LONGEST_REASON = 15, 500
# A request nobody answered lapses; an archive nobody fetched is deleted.
ANSWER_HOURS, KEPT_HOURS = 72, 24


@dataclass(frozen=True)
class RequestView:
    """One request. `run` is there once it is approved and only for who asked."""

    id: UUID
    state: ExportState
    label: str
    who: str
    reason: str
    asked_at: datetime
    decided_at: datetime | None
    decided_by: str
    answer: str
    lapsed: bool
    run: RunView | None
    file: store.Kept | None
    downloaded_at: datetime | None
    opens_with: str = ""

    @property
    def key(self) -> str:
        """The id as a form sends it."""
        return str(self.id)


def ask_for_everything(reason: str, *, actor: Actor) -> UUID:
    """Ask for an archive. Raises Refusal for `reason`, Conflict while another request waits, NotAllowed."""
    clean("reason", reason, LONGEST_REASON, required=True)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(("reason", f"Say what it is for, in at least {SHORTEST_REASON} characters."))
    with act(actor, Permission.ARCHIVE_ASK, kind="archive") as doing:
        waits = ExportRequest.objects.filter(asked_by=actor.id, state=ExportState.ASKED)
        if any(not _lapsed(one) for one in waits):
            raise Conflict(("reason", "A request of yours waits already. Take it back to ask anew."))
        row = ExportRequest.objects.create(
            asked_by=actor.id, organization_id=actor.organization_id, reason=reason, asked_at=doing.at
        )
        doing.about("archive", row.pk)
    return row.pk


def answer(request_id: UUID, *, actor: Actor, yes: bool, words: str = "") -> None:
    """Say yes, and the worker writes it; or no, with a reason. Raises Refusal, Conflict, Absent, NotAllowed."""
    clean("answer", words, LONGEST_REASON, required=not yes)
    with act(actor, Permission.ARCHIVE_APPROVE, kind="archive", subject=request_id) as doing:
        row = _waiting(request_id)
        if row.asked_by == actor.id:
            raise Refusal(("answer", "You asked for this yourself. Another person has to say yes."))
        if _lapsed(row):
            raise Conflict(("answer", f"This request is older than {ANSWER_HOURS} hours. It has to be asked anew."))
        _move(row, ExportState.APPROVED if yes else ExportState.REFUSED)
        row.decided_by, row.decided_at, row.answer = actor.id, doing.at, words
        if yes:
            who = Actor("user", row.asked_by, "", Role.ADMIN, organization_id=row.organization_id)
            row.run_id = ask(KIND, actor=who, request=str(row.pk))
        row.save()


def take_back(request_id: UUID, *, actor: Actor) -> None:
    """Take an own request back before it is answered. Raises Absent, Conflict."""
    with act(actor, Permission.ARCHIVE_ASK, kind="archive", subject=request_id):
        row = _waiting(request_id)
        if row.asked_by != actor.id:
            raise Absent
        _move(row, ExportState.WITHDRAWN)
        row.save()


def mine(actor: Actor, most: int = 10) -> list[RequestView]:
    """The newest requests of `actor`."""
    rows = ExportRequest.objects.filter(asked_by=actor.id).order_by("-asked_at")[:most]
    return [_view(row, actor) for row in rows]


def request_of(request_id: UUID, *, actor: Actor) -> RequestView:
    """A request that `actor` made. Raises Absent for anybody else's."""
    row = ExportRequest.objects.filter(pk=request_id, asked_by=actor.id).first()
    if row is None:
        raise Absent
    return _view(row, actor)


def requests(actor: Actor, most: int = 20) -> list[RequestView]:
    """Every request of late, those that wait first, for whoever may answer. Raises NotAllowed."""
    allow(actor, Permission.ARCHIVE_APPROVE, kind="archive")
    rows = ExportRequest.objects.order_by("-asked_at")[:most]
    views = [_view(row, None) for row in rows]
    return sorted(views, key=lambda one: one.state != ExportState.ASKED or one.lapsed)


def fetch(request_id: UUID, *, actor: Actor) -> UUID:
    """The id of the archive's file, for who asked, while it is kept; each fetch is audited. Raises Absent."""
    found = request_of(request_id, actor=actor)
    if not actor.may(Permission.ARCHIVE_ASK) or found.file is None or not found.file.there:
        raise Absent
    record(actor, "archive.fetch", object_kind="archive", object_id=request_id, size=found.file.size)
    ExportRequest.objects.filter(pk=request_id).update(downloaded_at=clock.now())
    return found.file.id


def write_out(doing: Doing) -> dict:
    """The work of a run: write everything to a file that only who asked may fetch, for a day."""
    row = ExportRequest.objects.filter(pk=doing.arguments["request"], state=ExportState.APPROVED).first()
    if row is None or row.run_id != doing.id or not doing.actor.may(Permission.ARCHIVE_ASK):
        raise CannotFinish("Nobody has approved this export.")
    now = clock.now()
    told = {"category": Category.OPERATIONS, "owner_id": row.asked_by}
    name, secret, recipient = f"tandem-{now:%Y-%m-%d-%H%M}.zip{ENDING}", *new_key()
    with store.writing(name, expires_at=now + timedelta(hours=KEPT_HOURS), **told) as file:

        def say(done: int, total: int) -> None:
            doing.say(done, total, f"{done:,} of {total:,} rows written")

        with locking(file, recipient) as plain, ZipTarget(plain, now) as target:
            manifest = write(target, made_by=doing.actor.name, reason=row.reason, say=say)
    row.file_id, row.opens_with = file.kept.id, secret
    row.save(update_fields=["file", "opens_with"])
    rows = sum(one["rows"] for one in manifest["tables"])
    record(
        doing.actor, "archive.written", object_kind="archive", object_id=row.pk, count=max(1, rows), size=file.kept.size
    )
    return {"rows": rows, "tables": len(manifest["tables"]), "bytes": file.kept.size}


def _waiting(request_id: UUID) -> ExportRequest:
    row = ExportRequest.objects.select_for_update().filter(pk=request_id).first()
    if row is None:
        raise Absent
    if row.state != ExportState.ASKED:
        raise Conflict(("answer", f"This was answered already: {EXPORT_STATE_LABELS[ExportState(row.state)].lower()}."))
    return row


def _move(row: ExportRequest, to: ExportState) -> None:
    if to not in EXPORT_MOVES[ExportState(row.state)]:
        raise Conflict(("answer", "This was answered already."))
    row.state = to


def _lapsed(row: ExportRequest) -> bool:
    return row.state == ExportState.ASKED and clock.now() - row.asked_at > timedelta(hours=ANSWER_HOURS)


def _view(row: ExportRequest, actor: Actor | None) -> RequestView:
    names = dict(
        User.objects.filter(pk__in=[one for one in (row.asked_by, row.decided_by) if one]).values_list("pk", "name")
    )
    lapsed, file = _lapsed(row), store.kept(row.file_id) if row.file_id else None
    return RequestView(
        id=row.pk,
        state=ExportState(row.state),
        label="Lapsed without an answer" if lapsed else EXPORT_STATE_LABELS[ExportState(row.state)],
        who=names.get(row.asked_by, ""),
        reason=row.reason,
        asked_at=row.asked_at,
        decided_at=row.decided_at,
        decided_by=names.get(row.decided_by, ""),
        answer=row.answer,
        lapsed=lapsed,
        run=run_of(row.run_id, actor=actor) if row.run_id and actor else None,
        file=file,
        downloaded_at=row.downloaded_at,
        opens_with=row.opens_with if actor and row.asked_by == actor.id and file and file.there else "",
    )
