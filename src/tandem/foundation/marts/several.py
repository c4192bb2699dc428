"""The marts of several programs read as one: a region's, a state's.

Each mart has a secret of its own, so nobody's key in one is anybody's in another: who came back is told within a program
and never across. Rows stay where they lie; nothing is copied.
"""

from collections.abc import Mapping

from tandem.foundation.marts.ledger import Ledger
from tandem.foundation.marts.mart import Mart
from tandem.foundation.marts.reading import Facts, rows_in
from tandem.foundation.marts.schema import columns

BETWEEN = ": "


class Several(Facts):
    """Marts by the name of the program each belongs to.

    `mark` is the column that says whose a row is: where there are two marts or more, the program's name is put before it
    ("County: PD"), since two programs may have a PD each. A table without that column is read as it stands.
    """

    def __init__(self, marts: Mapping[str, Mart], mark: str = "agency"):
        self.marts, self.mark = dict(marts), mark
        if not self.marts:
            raise ValueError("At least one mart is read.")
        super().__init__(*(mart.folder for mart in self.marts.values()))

    def ledger(self) -> Ledger:
        """What holds of all of them: a table is filled up to the time the latest of them to be filled was; no files."""
        filled: dict = {}
        ledgers = [mart.ledger() for mart in self.marts.values()]
        for table in ledgers[0].filled:
            times = [ledger.filled_to(table) for ledger in ledgers]
            if None not in times:
                filled[table] = min(times)
        return Ledger({}, filled)

    def label(self, program: str, schema: type) -> str | None:
        """What is put before the marked column in a program's rows; None where nothing is."""
        marked = any(column.name == self.mark for column in columns(schema))
        return program + BETWEEN if marked and len(self.marts) > 1 else None

    def files(self, table: str) -> dict[str, list]:
        """By program, the files in force for a table."""
        return {name: [mart.folder / file for file in mart.ledger().files(table)] for name, mart in self.marts.items()}

    def _sources(self, tables: list[str]) -> str:
        return ", ".join(f'"{one}" AS NOT MATERIALIZED ({self._rows(one)})' for one in tables)

    def _rows(self, table: str) -> str:
        schema, parts = self._schemas[table], []
        for name, files in self.files(table).items():
            rows, label = rows_in(files, schema), self.label(name, schema)
            if label:
                text = label.replace("'", "''")
                rows = f'SELECT * REPLACE (\'{text}\' || "{self.mark}" AS "{self.mark}") FROM ({rows})'
            parts.append(rows)
        return " UNION ALL ".join(parts)
