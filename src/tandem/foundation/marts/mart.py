"""One mart: write a month of facts, read a table as an expression, run an expression.

Ibis is used as a language, not as a driver: `read` returns an unbound table, and `run` compiles the expression and
hands it to DuckDB in this process. The same expression compiles for Spark when a state outgrows one machine.
"""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from tandem.foundation.marts.ledger import Ledger, Partition, open_private, put_in_force
from tandem.foundation.marts.schema import arrow_schema, batches, columns

ROWS_PER_GROUP = 20_000
_TABLE = re.compile(r"[a-z][a-z_]{0,62}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def month_of(at: datetime) -> str:
    """Return the partition a time belongs to: its month in UTC, as "2026-11"."""
    return at.astimezone(UTC).strftime("%Y-%m")


class Mart:
    """A folder of facts. Threads may share one; processes that write take turns by a lock file."""

    def __init__(self, folder: Path):
        self.folder = Path(folder).absolute()
        self._schemas: dict[str, type] = {}
        self._engine: duckdb.DuckDBPyConnection | None = None

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
    ) -> int:
        """Put one month of a table in force and return the month's number of rows.

        `schema` is the dataclass of the rows; `partition` a month as "2026-11". Rows are streamed, 20,000 in memory at
        a time. `replace=False` keeps what the month holds and adds to it; `filled_to` is the time up to which these
        facts hold; without it, the moment before the first row was read. Nothing changes for readers until the whole
        month is on disk. No rows and `replace` empties the month. A bad name is a ValueError, and so is a row
        that breaks the schema.
        """
        if not _TABLE.fullmatch(table) or not _MONTH.fullmatch(partition):
            raise ValueError(f"Not a table and month: {table!r}, {partition!r}.")
        filled_to = filled_to or datetime.now(UTC)
        with self._writing():
            ledger = self.ledger()
            held = ledger.partition(table, partition)
            version = held.version + 1 if held else 1
            file = f"{table}/{partition}.{version}.parquet"
            kept = [] if replace or held is None else self._batches(self.folder / held.file, arrow_schema(schema))
            count = self._write_file(file, schema, kept, rows)
            ledger = ledger.with_partition(table, partition, Partition(file, version, count))
            ledger.with_filled(table, filled_to).save(self.folder)
            for old in (self.folder / table).glob(f"{partition}.*"):
                if old != self.folder / file:
                    old.unlink(missing_ok=True)
        return count

    def mark_filled(self, table: str, to: datetime) -> None:
        """Record that a table holds up to a time although no month changed."""
        with self._writing():
            self.ledger().with_filled(table, to).save(self.folder)

    def read(self, table: str, schema: type) -> ir.Table:
        """Return the table as an expression for `run`. A table never written is empty, with the schema's types.

        A column that older files lack reads as unknown.
        """
        self._schemas[table] = schema
        return self.expression(table, schema)

    @staticmethod
    def expression(table: str, schema: type) -> ir.Table:
        """The table as an expression, for a query that is made before a mart is asked; `read` it before asking."""
        return ibis.table({c.name: c.ibis for c in columns(schema)}, name=table)

    def run(self, expression: ir.Table) -> pa.Table:
        """Run an expression made from `read` tables and return its rows, in the expression's own types.

        The engine runs in UTC, so a day is 24 hours long.
        """
        tables = sorted({op.name for op in expression.op().find(ops.UnboundTable)})
        return self.ask(ibis.to_sql(expression, dialect="duckdb"), tables).cast(expression.schema().to_pyarrow())

    def ask(self, sql: str, tables: Iterable[str]) -> pa.Table:
        """Run a query over tables that were `read` before, and return its rows as the engine gives them."""
        for last in (False, False, True):
            try:
                return self._cursor().sql(f"WITH {self._sources(list(tables))} SELECT * FROM ({sql})").to_arrow_table()
            except duckdb.IOException:
                # A month was rewritten between reading the ledger and opening its file; the ledger names the new one.
                if last:
                    raise
        raise AssertionError("unreachable")

    def _sources(self, tables: list[str]) -> str:
        ledger = self.ledger()
        return ", ".join(f'"{table}" AS NOT MATERIALIZED ({self._source(table, ledger)})' for table in tables)

    def _source(self, table: str, ledger: Ledger) -> str:
        declared = columns(self._schemas[table])
        empty = "SELECT " + ", ".join(f'NULL::{c.duckdb} AS "{c.name}"' for c in declared) + " WHERE false"
        files = ", ".join("'" + str(self.folder / file).replace("'", "''") + "'" for file in ledger.files(table))
        if not files:
            return empty
        names = ", ".join(f'"{c.name}"' for c in declared)
        stored = f"SELECT * FROM read_parquet([{files}], union_by_name = true)"
        return f"SELECT {names} FROM ({stored} UNION ALL BY NAME {empty})"

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if self._engine is None:
            self._prepare()
            engine = duckdb.connect()
            spill, folder = (str(p).replace("'", "''") for p in (self.folder / ".spill", self.folder))
            # Spilled rows are health information too: they stay inside the mart's folder. Nothing is fetched.
            for setting in (
                "TimeZone = 'UTC'",
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                f"temp_directory = '{spill}'",
                f"allowed_directories = ['{folder}']",
                "enable_external_access = false",
                "enable_external_file_cache = false",
                "lock_configuration = true",
            ):
                engine.execute(f"SET {setting}")
            self._engine = engine
        return self._engine.cursor()

    def _prepare(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

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
