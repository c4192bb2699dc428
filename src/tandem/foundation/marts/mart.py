"""One mart: a folder of facts, written month by month, each month in force in one step."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tandem.foundation.marts.ledger import Ledger, Partition, open_private, put_in_force
from tandem.foundation.marts.reading import Facts, rows_in
from tandem.foundation.marts.schema import arrow_schema, batches

ROWS_PER_GROUP = 20_000
_TABLE = re.compile(r"[a-z][a-z_]{0,62}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def month_of(at: datetime) -> str:
    """Return the partition a time belongs to: its month in UTC, as "2026-11"."""
    return at.astimezone(UTC).strftime("%Y-%m")


class Mart(Facts):
    """A folder of facts. Threads may share one; processes that write take turns by a lock file."""

    def __init__(self, folder: Path):
        self.folder = Path(folder).absolute()
        super().__init__(self.folder)

    def ledger(self) -> Ledger:
        """Return the ledger in force now; an empty one if nothing was ever written."""
        return Ledger.load(self.folder)

    def write(
        self,
        table: str,
        schema: type,
        rows: Iterable[object],
        *,
        partition: str,
        replace: bool = True,
        filled_to: datetime | None = None,
        began: datetime | None = None,
    ) -> int:
        """Put one month of a table in force and return the month's number of rows.

        `schema` is the dataclass of the rows; `partition` a month as "2026-11". Rows are streamed, 20,000 in memory at
        a time. `replace=False` keeps what the month holds and adds to it; `filled_to` is the time up to which the whole
        table holds with this month; without it the table's time stays. Changes from before `began`, when reading began
        (now), are no longer owed. Nothing changes for readers until the whole month is on disk. No rows and `replace`
        empties the month. A bad name is a ValueError, and so is a row that breaks the schema.
        """
        if not _TABLE.fullmatch(table) or not _MONTH.fullmatch(partition):
            raise ValueError(f"Not a table and month: {table!r}, {partition!r}.")
        began = began or datetime.now(UTC)
        with self._writing():
            ledger = self.ledger()
            held = ledger.partition(table, partition)
            version = held.version + 1 if held else 1
            file = f"{table}/{partition}.{version}.parquet"
            kept = [] if replace or held is None else self._batches(self.folder / held.file, arrow_schema(schema))
            count = self._write_file(file, schema, kept, rows)
            ledger = ledger.with_partition(table, partition, Partition(file, version, count))
            ledger = ledger.with_paid(table, partition, began)
            (ledger.with_filled(table, filled_to) if filled_to else ledger).save(self.folder)
            for old in (self.folder / table).glob(f"{partition}.*"):
                if old != self.folder / file:
                    old.unlink(missing_ok=True)
        return count

    def mark_filled(self, table: str, to: datetime) -> None:
        """Record that a table holds up to a time although no month changed."""
        with self._writing():
            self.ledger().with_filled(table, to).save(self.folder)

    def owe(self, tables: Mapping[str, Iterable[str]], since: datetime) -> None:
        """Record, by table, the months in which something changed at a time, until they are filled again."""
        with self._writing():
            ledger = self.ledger()
            for table, months in tables.items():
                ledger = ledger.with_owed(table, months, since)
            ledger.save(self.folder)

    def paid(self, table: str, month: str, began: datetime) -> None:
        """Record that a month was looked at from `began` on and holds nothing new."""
        with self._writing():
            self.ledger().with_paid(table, month, began).save(self.folder)

    def _sources(self, tables: list[str]) -> str:
        ledger = self.ledger()
        return ", ".join(f'"{one}" AS NOT MATERIALIZED ({self._rows(one, ledger)})' for one in tables)

    def _rows(self, table: str, ledger: Ledger) -> str:
        return rows_in([self.folder / file for file in ledger.files(table)], self._schemas[table])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._prepare()
        handle = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _write_file(self, file: str, schema: type, kept: Iterable[pa.RecordBatch], rows: Iterable[object]) -> int:
        path = self.folder / file
        path.parent.mkdir(mode=0o700, exist_ok=True)
        draft = path.with_name(path.name + ".tmp")
        count = 0
        try:
            with open_private(draft) as out:
                with pq.ParquetWriter(out, arrow_schema(schema), compression="zstd") as writer:
                    for source in (kept, batches(schema, iter(rows), ROWS_PER_GROUP)):
                        for batch in source:
                            writer.write_batch(batch)
                            count += batch.num_rows
                out.flush()
                os.fsync(out.fileno())
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        put_in_force(draft, path)
        return count

    @staticmethod
    def _batches(path: Path, target: pa.Schema) -> Iterator[pa.RecordBatch]:
        with pq.ParquetFile(path) as stored:
            for batch in stored.iter_batches(ROWS_PER_GROUP):
                yield pa.RecordBatch.from_arrays(
                    [
                        batch.column(field.name)
                        if field.name in batch.schema.names
                        else pa.nulls(batch.num_rows, field.type)
                        for field in target
                    ],
                    schema=target,
                )
