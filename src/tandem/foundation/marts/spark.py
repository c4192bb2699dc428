"""Run the same expressions on Spark, over the same files, when a state's facts outgrow one machine.

Spark is the extra `spark` and needs Java; neither is asked for before `Spark` begins. It listens to nobody: its driver
stays on this machine's own address, its pages are off, and what it spills lies in a folder inside the first mart's.
"""

import os
import re
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import ibis.expr.types as ir
from ibis.config import Config

from tandem.foundation.marts.ledger import Ledger
from tandem.foundation.marts.reading import tables_of
from tandem.foundation.marts.schema import columns
from tandem.foundation.marts.several import Several

LEAST_JAVA = 17
JAVA_SECONDS = 30
HERE = "local[*]"
TYPES = {"BOOLEAN": "BOOLEAN", "BIGINT": "BIGINT", "DOUBLE": "DOUBLE", "VARCHAR": "STRING", "TIMESTAMPTZ": "TIMESTAMP"}


class NoSpark(Exception):
    """Spark cannot run here. The message is a sentence a person can act on."""


class _Options(Config):
    """The option of Ibis's own Spark driver, which its compiler asks for and which only that driver would bring."""

    treat_nan_as_null: bool = False


@ibis.udf.scalar.builtin(signature=((dt.Timestamp(timezone="UTC"),), dt.int64))
def unix_micros(at):
    """Spark's name for DuckDB's `epoch_us`."""


# The functions that expressions call by DuckDB's own name, as Spark has them.
SPELLED = {"epoch_us": unix_micros}


def sql(expression: ir.Table) -> str:
    """Return the expression as a query in Spark's SQL. Needs neither Spark nor Java."""
    if ibis.options.pyspark is None:
        ibis.options.pyspark = _Options()
    return str(ibis.to_sql(expression.op().replace(_spelled).to_expr(), dialect="pyspark"))


def _spelled(node: ops.Node, changed: dict | None) -> ops.Node:
    node = node.__recreate__(changed) if changed else node
    if isinstance(node, ops.Literal) and node.dtype.is_float64() and node.value is not None:
        # Spark would read 60000000.0 as a decimal, and divide in decimals: slower, and not to the digits of a float.
        return ops.Cast(ops.Literal(repr(node.value), dt.string), dt.float64)
    if isinstance(node, ops.ScalarUDF) and node.__func_name__ in SPELLED:
        return SPELLED[node.__func_name__](*(one.to_expr() for one in node.args)).op()
    return node


class Spark:
    """Spark over the marts of `facts`, from `with` to its end. `master` is Spark's own word for where it runs.

    Raises NoSpark where the extra or Java is missing. On a cluster every worker must see the marts' folders under the
    same paths.
    """

    def __init__(self, facts: Several, *, master: str = HERE, memory: str = "4g"):
        self.facts, self.master, self.memory = facts, master, memory
        self._read: dict[str, type] = {}

    def __enter__(self) -> "Spark":
        with ExitStack() as undo:
            _java()
            try:
                from pyspark.sql import SparkSession
            except ImportError:
                raise NoSpark("Spark is not installed: bin/extra spark adds it (450 MB).") from None
            own = Path(tempfile.mkdtemp(prefix=".spark-", dir=self.facts.folders[0]))
            undo.callback(shutil.rmtree, own, ignore_errors=True)
            told = {
                "spark.driver.memory": self.memory,
                "spark.driver.host": "127.0.0.1",
                "spark.driver.bindAddress": "127.0.0.1",
                "spark.ui.enabled": "false",
                "spark.ui.showConsoleProgress": "false",
                "spark.local.dir": own,
                "spark.sql.warehouse.dir": own / "warehouse",
                "spark.sql.session.timeZone": "UTC",
                # As many pieces as cores do one machine's work best; a cluster's own default is 200.
                **({"spark.sql.shuffle.partitions": os.cpu_count() or 2} if self.master.startswith("local") else {}),
            }
            builder = SparkSession.builder.appName("tandem").master(self.master)
            for name, value in told.items():
                builder = builder.config(name, str(value))
            self._session = builder.getOrCreate()
            undo.callback(self._session.stop)
            self._session.sparkContext.setLogLevel("ERROR")
            self._undo = undo.pop_all()
        return self

    def __exit__(self, *_exception) -> None:
        self._undo.close()

    def ledger(self) -> Ledger:
        """What the marts hold, as `Several.ledger` says it."""
        return self.facts.ledger()

    def read(self, table: str, schema: type) -> ir.Table:
        """Return the table as an expression for `run`, as a mart's own `read` does."""
        if table not in self._read:
            self._frame(table, schema).createOrReplaceTempView(table)
            self._read[table] = schema
        return Several.expression(table, schema)

    def run(self, expression: ir.Table) -> list[dict]:
        """Run an expression made from `read` tables and return its rows."""
        missing = set(tables_of(expression)) - set(self._read)
        if missing:
            raise LookupError(f"Not read before: {', '.join(sorted(missing))}.")
        return [row.asDict() for row in self._session.sql(sql(expression)).collect()]

    def _frame(self, table: str, schema: type):
        """The rows of a table in all marts. A column that older files lack is unknown, as it is on DuckDB."""
        from pyspark.sql import functions as f

        declared = ", ".join(f"`{c.name}` {TYPES[c.duckdb]}" for c in columns(schema))
        frames = []
        for program, files in self.facts.files(table).items():
            paths = [f"file://{file}" for file in files]
            read = self._session.read.schema(declared)
            frame = read.parquet(*paths) if paths else self._session.createDataFrame([], declared)
            label = self.facts.label(program, schema)
            if label:
                frame = frame.withColumn(self.facts.mark, f.concat(f.lit(label), f.col(self.facts.mark)))
            frames.append(frame)
        whole = frames[0]
        for frame in frames[1:]:
            whole = whole.unionByName(frame)
        return whole


def _java() -> None:
    """Raises NoSpark unless a Java that Spark runs on is found, in $JAVA_HOME or on the path."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(f"{home}/bin/java") if home else shutil.which("java")
    said = ""
    if java:
        try:
            told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=JAVA_SECONDS, check=False)
            said = told.stdout + told.stderr
        except (OSError, subprocess.TimeoutExpired):
            said = ""
    found = re.search(r'version "(\d+)', said)
    if not found:
        raise NoSpark(
            f"Spark needs Java {LEAST_JAVA} or newer, and none runs here: install it (such as openjdk-17-jre-headless) "
            "or set JAVA_HOME to its folder."
        )
    if int(found[1]) < LEAST_JAVA:
        raise NoSpark(
            f"Spark needs Java {LEAST_JAVA} or newer; {java} is Java {found[1]}. Set JAVA_HOME to a newer one."
        )
