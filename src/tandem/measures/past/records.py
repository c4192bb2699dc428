"""What may be read of a brought past: the imports, their reports, and which row of which file a fact came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.attachments import store
from tandem.foundation.jobs.asking import RunView, run_of
from tandem.measures.past.mapping import Past
from tandem.measures.past.models import PastFinding, PastImport, PastRow
from tandem.vocabulary.past import Became, Reason
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class Brought:
    """One import. `tally` holds counts of rows by word; `run` is there for who started it only."""

    id: UUID
    name: str
    file: store.Kept
    form: dict
    mapping: Past | None
    edition: str
    run: RunView | None
    started: bool
    mine: bool
    made_at: datetime
    in_at: datetime | None
    out_at: datetime | None
    tally: dict[str, int]
    months: list[str]

    @property
    def counts(self) -> bool:
        """Whether measures count its rows now."""
        return self.in_at is not None and self.out_at is None


@dataclass(frozen=True)
class Found:
    """What became of cells or rows for one reason."""

    became: Became
    field: str
    reason: Reason
    rows: list[int]
    examples: list[str]


@dataclass(frozen=True)
class Origin:
    """Where a fact came from: a row of a file, with its codes and times. No word of the file is there."""

    record: str
    number: int
    name: str
    received_at: datetime
    arrived_at: datetime | None
    cleared_at: datetime | None
    contact_outcome: str
    disposition: str


def imports(actor: Actor, most: int = 50) -> list[Brought]:
    """The program's imports that were started, newest first, and those `actor` has not started yet."""
    _may(actor)
    rows = PastImport.objects.select_related("file").order_by("-made_at")
    found = [row for row in rows[: most * 2] if row.run_id or row.made_by == actor.id]
    return [_view(row, actor) for row in found[:most]]


def import_of(import_id: UUID, *, actor: Actor) -> Brought:
    """One import; one that was not started is there for who began it only. Raises Absent."""
    _may(actor)
    row = PastImport.objects.select_related("file").filter(pk=import_id).first()
    if row is None or (row.run_id is None and row.made_by != actor.id):
        raise Absent
    return _view(row, actor)


def findings(import_id: UUID) -> list[Found]:
    """The report of an import that is in, or was: everything that was mended, set aside, left unknown or refused."""
    rows = PastFinding.objects.filter(brought=import_id)
    order = list(Became)
    found = [Found(Became(r.became), r.field, Reason(r.reason), r.rows, r.examples) for r in rows]
    return sorted(found, key=lambda one: (order.index(one.became), -len(one.rows), one.field))


def origins(records: Iterable[UUID]) -> dict[str, Origin]:
    """Which of these records are rows of old files, by record."""
    rows = PastRow.objects.select_related("brought").filter(pk__in=list(records))
    return {
        str(row.pk): Origin(
            str(row.pk), row.number, row.brought.name, row.received_at, row.arrived_at, row.cleared_at,
            row.contact_outcome, row.disposition,
        )
        for row in rows
    }  # fmt: skip


def calls_in(source: str, but: UUID) -> frozenset[str]:
    """The keys of calls that other imports of this source brought in and that count now."""
    rows = (
        PastRow.objects.filter(brought__in_at__isnull=False, brought__out_at=None).exclude(brought=but).exclude(call="")
    )
    rows = rows.filter(brought__mapping__source__iexact=source.strip())
    return frozenset(rows.values_list("call", flat=True))


def months_of(import_id: UUID) -> list[str]:
    """The months that hold, or held, the rows of an import."""
    row = PastImport.objects.filter(pk=import_id).first()
    return row.months if row else []


def _may(actor: Actor) -> None:
    if not actor.may(Permission.PAST_BRING):
        raise Absent


def _view(row: PastImport, actor: Actor) -> Brought:
    run = None
    if row.run_id:
        try:
            run = run_of(row.run_id, actor=actor)
        except Absent:
            run = None
    return Brought(
        id=row.pk,
        name=row.name,
        file=store.kept(row.file_id),
        form=row.form,
        mapping=Past.from_json(row.mapping) if row.mapping else None,
        edition=row.edition,
        run=run,
        started=row.run_id is not None,
        mine=row.made_by == actor.id,
        made_at=row.made_at,
        in_at=row.in_at,
        out_at=row.out_at,
        tally=row.tally,
        months=row.months,
    )
