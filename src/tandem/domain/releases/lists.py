"""A list of people taken out as a file: who asks, what for, how many, and each person's own entry that it was taken.

It stays with the organization that holds it, so that it is a use and no disclosure (45 CFR 160.103); to anybody else a
list does not go. The law cares that it is small, known and short-lived: above 500 rows another person says yes, the
file says whose it is in every row, and what may be fetched lapses after a day (law.md 2.6).
"""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from tandem.domain.people.records import names
from tandem.domain.referrals.records import LoopRow, open_loops
from tandem.domain.releases.models import Copy, ListExport
from tandem.domain.releases.opening import open_list, shown
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act, allow
from tandem.foundation.audit.record import record
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.copying import CopyKind, CopyWay
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.runs import EXPORT_MOVES, EXPORT_STATE_LABELS, ExportState
from tandem.vocabulary.text import cell, clean

SHORTEST, LONGEST = 15, 300
# Above this a second person says yes; a yes, and what was asked without needing one, lapses after a day.
ALONE, KEPT = 500, timedelta(hours=24)
# More files a day than this, or more rows than this in them, is told to the privacy officer as unusual.
USUAL_FILES, USUAL_ROWS = 3, 1000
MOST = 20_000
HEAD = ("export", "name", "need", "where", "state", "since", "last word", "next step")


@dataclass(frozen=True)
class ExportView:
    """One file that was asked for. `ready` says that who asked may fetch it now."""

    id: UUID
    number: str
    who: str
    purpose: str
    rows: int
    label: str
    state: ExportState
    asked_at: datetime
    decided_by: str
    answer: str
    ready: bool
    fetched_at: datetime | None


def ask(purpose: str, *, actor: Actor) -> UUID:
    """Ask for the list of open referrals as a file. Returns its id. Raises Refusal for `purpose`, NotAllowed."""
    clean("purpose", purpose, LONGEST, required=True)
    if len(purpose.strip()) < SHORTEST:
        raise Refusal(("purpose", f"Say what it is for, in at least {SHORTEST} characters."))
    with act(actor, Permission.LIST_EXPORT, kind="list_export") as doing:
        total = open_loops(open_list(actor, "care"), limit=1).total
        if total > MOST:
            raise Refusal(("purpose", f"This list has more than {MOST:,} rows. Ask for everything instead."))
        alone = total <= ALONE
        row = ListExport.objects.create(
            organization_id=actor.organization_id,
            asked_by=actor.id,
            asked_by_name=actor.name,
            purpose=purpose,
            rows=total,
            state=ExportState.APPROVED if alone else ExportState.ASKED,
            asked_at=doing.at,
            decided_at=doing.at if alone else None,
        )
        doing.about("list_export", row.pk)
        doing.detail = {"rows": total}
        mine = ListExport.objects.filter(asked_by=actor.id, asked_at__gt=doing.at - KEPT)
        tell_unusual(actor, mine.values_list("rows", flat=True), kind="list_export", object_id=row.pk, rows=total)
    return row.pk


def tell_unusual(actor: Actor, of_late: Collection[int], *, kind: str, object_id: UUID, rows: int) -> None:
    """Say it in the audit trail where one person takes out more in a day than is usual; `of_late` are rows by file."""
    if len(of_late) > USUAL_FILES or sum(of_late) > USUAL_ROWS:
        detail = {"files": len(of_late), "rows": sum(of_late)}
        record(actor, "export.unusual", object_kind=kind, object_id=object_id, count=rows or 1, detail=detail)


def answer(export_id: UUID, *, actor: Actor, yes: bool, words: str = "") -> None:
    """The second person's yes, or no with a reason. Raises Refusal, Conflict, Absent, NotAllowed."""
    clean("answer", words, LONGEST, required=not yes)
    with act(actor, Permission.LIST_APPROVE, kind="list_export", subject=export_id) as doing:
        row = ListExport.objects.select_for_update().filter(pk=export_id, organization_id=actor.organization_id).first()
        if row is None:
            raise Absent
        to = ExportState.APPROVED if yes else ExportState.REFUSED
        if to not in EXPORT_MOVES[ExportState(row.state)]:
            raise Conflict(("answer", "This was answered already."))
        if row.asked_by == actor.id:
            raise Refusal(("answer", "You asked for this yourself. Another person has to say yes."))
        row.state, row.decided_by, row.decided_by_name, row.answer = to, actor.id, actor.name, words
        row.decided_at = doing.at
        row.save()


def mine(actor: Actor, most: int = 10) -> list[ExportView]:
    """The newest files this actor asked for."""
    allow(actor, Permission.LIST_EXPORT, kind="list_export")
    return [_view(one) for one in ListExport.objects.filter(asked_by=actor.id).order_by("-asked_at")[:most]]


def asked(actor: Actor, most: int = 20) -> list[ExportView]:
    """What the organization's people asked for, those that wait first, for whoever may answer. Raises NotAllowed."""
    allow(actor, Permission.LIST_APPROVE, kind="list_export")
    rows = ListExport.objects.filter(organization_id=actor.organization_id).order_by("-asked_at")[:most]
    return sorted((_view(one) for one in rows), key=lambda one: one.state != ExportState.ASKED)


def _view(row: ListExport) -> ExportView:
    state = ExportState(row.state)
    return ExportView(
        id=row.pk,
        number=_number(row),
        who=row.asked_by_name,
        purpose=row.purpose,
        rows=row.rows,
        label=EXPORT_STATE_LABELS[state],
        state=state,
        asked_at=row.asked_at,
        decided_by=row.decided_by_name,
        answer=row.answer,
        ready=_ready(row),
        fetched_at=row.fetched_at,
    )


def _number(row: ListExport) -> str:
    return f"LX-{str(row.pk)[:8].upper()}"


def _ready(row: ListExport) -> bool:
    return row.state == ExportState.APPROVED and clock.now() < row.decided_at + KEPT


@dataclass(frozen=True)
class File:
    """A file to hand out once."""

    name: str
    body: bytes


def fetch(export_id: UUID, *, actor: Actor) -> File:
    """The file, for who asked, within a day of the yes: read now, under the reader's own release. Raises Absent.

    Each person on it gets an entry that their row was taken along; where more rows stand on the list than were asked
    for and approved, it has to be asked anew (Conflict).
    """
    with act(actor, Permission.LIST_EXPORT, kind="list_export", subject=export_id) as doing:
        row = ListExport.objects.select_for_update().filter(pk=export_id, asked_by=actor.id).first()
        if row is None or not _ready(row):
            raise Absent
        release = open_list(actor, "care")
        page = open_loops(release, limit=MOST)
        if page.total > max(row.rows, ALONE):
            raise Conflict(("purpose", "The list has grown since. Ask anew."))
        persons = list(dict.fromkeys(one.person_id for one in page.rows))
        called = names(persons, release=release)
        shown(actor, release, persons)
        _taken(row, actor, release, persons, doing.at)
        row.fetched_at = doing.at
        row.save()
        doing.detail = {"rows": page.total, "persons": len(persons)}
    lines = [
        _line(_number(row), one, called[one.person_id].title if one.person_id in called else "") for one in page.rows
    ]
    return File(f"{_number(row).lower()}.csv", _csv(row, actor, lines))


def _taken(row: ListExport, actor: Actor, release, persons: list[UUID], now: datetime) -> None:
    own = Organization.objects.get(pk=actor.organization_id)
    held = [Category.DEMOGRAPHICS, Category.REFERRAL_STATUS]
    rules = sorted({rule for one in held for rule in release.require(one).rules})
    Copy.objects.bulk_create(
        Copy(
            opening_id=release.id,
            kind=CopyKind.LIST,
            way=CopyWay.FILE,
            actor_id=actor.id,
            actor_name=actor.name,
            role=release.role,
            organization_id=own.pk,
            person_id=person,
            subject_id=row.pk,
            recipient_id=own.pk,
            recipient_name=own.name,
            categories=[str(one) for one in held],
            purpose=release.purpose,
            rules=rules,
            at=now,
        )
        for person in persons
    )


def _line(number: str, one: LoopRow, name: str) -> tuple[str, ...]:
    since = f"{timezone.localtime(one.since):%Y-%m-%d}"
    return (number, name, one.need_label, one.service, one.label, since, one.last_word, one.next_step)


def _csv(row: ListExport, actor: Actor, lines: list[tuple[str, ...]]) -> bytes:
    """The file: whose it is and until when, then the rows, each with the number of the export (law.md B8)."""
    text = io.StringIO(newline="")
    out = csv.writer(text, quoting=csv.QUOTE_ALL)
    until = timezone.localtime(row.decided_at + KEPT)
    mark = f"{_number(row)}. Taken out by {actor.name} for: {row.purpose}. Delete it by {until:%Y-%m-%d %H:%M}. Don't pass it on."
    out.writerow([cell(mark)])
    out.writerow(HEAD)
    out.writerows([cell(one) for one in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")
