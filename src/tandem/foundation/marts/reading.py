"""Read facts as expressions, whoever keeps them: one mart, or those of several programs as one.

Ibis is used as a language, not as a driver: `read` returns an unbound table, and `run` compiles the expression and
hands it to DuckDB in this process. The same expression runs on Spark (`spark.py`) when a state outgrows one machine.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Self

import duckdb
import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa

from tandem.foundation.marts.ledger import Ledger
from tandem.foundation.marts.schema import columns


class Facts:
    """Tables of facts that can be asked. Who keeps them says in which `folders`, and how a table's rows are read."""

    def __init__(self, *folders: Path):
        self.folders = folders
        self._schemas: dict[str, type] = {}
        self._engine: duckdb.DuckDBPyConnection | None = None
        self._starting = Lock()

    def __enter__(self) -> Self:
        """As `Spark` is opened and closed, so that whoever asks needs not know which engine it is."""
        return self

    def __exit__(self, *_exception) -> None:
        """Nothing is let go of: the engine serves as long as the process."""

    def ledger(self) -> Ledger:
        """Return what is in force now."""
        raise NotImplementedError

    def _sources(self, tables: list[str]) -> str:
        """The rows of each table in SQL, as the queries before a WITH's own."""
        raise NotImplementedError

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
        sql = ibis.to_sql(expression, dialect="duckdb")
        return self.ask(sql, tables_of(expression)).cast(expression.schema().to_pyarrow())

    def ask(self, sql: str, tables: Iterable[str]) -> pa.Table:
        """Run a query over tables that were `read` before, and return its rows as the engine gives them."""
        return self._asked(sql, tables, lambda cursor, text: cursor.sql(text).to_arrow_table())

    def lines(self, sql: str, tables: Iterable[str]) -> list[dict[str, Any]]:
        """What `ask` returns, as one dictionary a row, for a small answer without times.

        An Arrow table costs a second look at the query for its types, which is a tenth of the work of many.
        """
        return self._asked(sql, tables, _dictionaries)

    def _asked[Made](
        self, sql: str, tables: Iterable[str], make: Callable[[duckdb.DuckDBPyConnection, str], Made]
    ) -> Made:
        for last in (False, False, True):
            try:
                return make(self._cursor(), f"WITH {self._sources(list(tables))} SELECT * FROM ({sql})")
            except duckdb.IOException:
                # A month was rewritten between reading the ledger and opening its file; the ledger names the new one.
                if last:
                    raise
        raise AssertionError("unreachable")

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._starting:
            if self._engine is None:
                self._prepare()
                engine = duckdb.connect()
                spill, *folders = (_quoted(p) for p in (self.folders[0] / ".spill", *self.folders))
                # Spilled rows are health information too: they stay inside the mart's folder. Nothing is fetched.
                for setting in (
                    "TimeZone = 'UTC'",
                    "autoinstall_known_extensions = false",
                    "autoload_known_extensions = false",
                    f"temp_directory = {spill}",
                    f"allowed_directories = [{', '.join(folders)}]",
                    "enable_external_access = false",
                    "enable_external_file_cache = false",
                    "lock_configuration = true",
                ):
                    engine.execute(f"SET {setting}")
                self._engine = engine
        return self._engine.cursor()

    def _prepare(self) -> None:
        for folder in self.folders:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _dictionaries(cursor: duckdb.DuckDBPyConnection, text: str) -> list[dict[str, Any]]:
    found = cursor.execute(text).fetchall()
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def tables_of(expression: ir.Table) -> list[str]:
    """The names of the tables an expression reads."""
    return sorted({op.name for op in expression.op().find(ops.UnboundTable)})


def rows_in(files: Sequence[Path], schema: type) -> str:
    """A query for the rows of these files in the schema's columns; a column that a file lacks is unknown."""
    declared = columns(schema)
    empty = "SELECT " + ", ".join(f'NULL::{c.duckdb} AS "{c.name}"' for c in declared) + " WHERE false"
    if not files:
        return empty
    names = ", ".join(f'"{c.name}"' for c in declared)
    stored = f"SELECT * FROM read_parquet([{', '.join(map(_quoted, files))}], union_by_name = true)"
    return f"SELECT {names} FROM ({stored} UNION ALL BY NAME {empty})"


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"
