"""Reads a table from a file: CSV, Parquet or a spreadsheet, told by the end of its name."""

from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from tandem.measures.evaluation.refusals import SpecError, need_libraries

LARGEST = 2_000_000_000
SHEET_ROWS = 1_048_576


def read_table(path: Path) -> Any:
    """Return the file as a pandas DataFrame. SpecError (field "data") when it cannot be read, with what to do;
    NotInstalled without the extra."""
    reader = {".csv": _csv, ".parquet": _parquet, ".xlsx": _xlsx}.get(path.suffix.lower())
    if reader is None:
        raise SpecError("data", f"{path.name}: give a table that ends in .csv, .parquet or .xlsx.")
    need_libraries()
    try:
        if path.stat().st_size > LARGEST:
            raise SpecError("data", f"{path.name} is larger than 2 GB. Give Parquet of the needed columns only.")
        return reader(path)
    except OSError as error:
        raise SpecError("data", f"{path}: {error.strerror or error}. Name the file of the table.") from None


def _csv(path: Path) -> Any:
    import pandas as pd

    try:
        return pd.read_csv(path, encoding="utf-8-sig", low_memory=False, skipinitialspace=True)
    except UnicodeDecodeError as error:
        raise SpecError("data", f"{path.name} is not UTF-8 at byte {error.start}. Save it as CSV UTF-8.") from None
    except pd.errors.EmptyDataError:
        raise SpecError("data", f"{path.name} is empty.") from None
    except (pd.errors.ParserError, ValueError) as error:
        raise SpecError("data", f"{path.name} is no CSV: {_one_line(error)}. Mend the line, or save it anew.") from None


def _parquet(path: Path) -> Any:
    import pyarrow
    import pyarrow.parquet

    try:
        return pyarrow.parquet.read_table(path).to_pandas()
    except (pyarrow.ArrowException, ValueError) as error:
        raise SpecError("data", f"{path.name} is no Parquet file: {_one_line(error)}. Write it anew.") from None


def _xlsx(path: Path) -> Any:
    import openpyxl
    import pandas as pd

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True, max_row=SHEET_ROWS))
        book.close()
    except (BadZipFile, KeyError, ValueError, TypeError, IndexError, SyntaxError) as error:
        raise SpecError("data", f"{path.name} is no workbook: {_one_line(error)}. Save it as .xlsx.") from None
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise SpecError("data", f"The first sheet of {path.name} is empty.")
    header = ["" if cell is None else str(cell).strip() for cell in rows[0]]
    kept = [at for at, name in enumerate(header) if name or any(row[at] is not None for row in rows[1:])]
    nameless = [at for at in kept if not header[at]]
    if nameless:
        column = openpyxl.utils.get_column_letter(nameless[0] + 1)
        raise SpecError(
            "data", f"Column {column} of {path.name} has no name in the first row. Give each column a name."
        )
    return pd.DataFrame([[row[at] for at in kept] for row in rows[1:]], columns=[header[at] for at in kept])


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160].rstrip(".")
