"""Reads a spec against a table: columns, numbers, counts, times. Each fault is a SpecError that names field and row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd

from tandem.measures.evaluation.designs import DESIGNS
from tandem.measures.evaluation.refusals import SpecError

ROWS_AT_MOST = 5_000_000
LARGEST = 1e15
FREQUENCIES = {"year": "Y", "quarter": "Q", "month": "M", "week": "W", "day": "D"}
CATEGORIES_AT_MOST = 20
YES, NO = {"1", "1.0", "true", "yes"}, {"0", "0.0", "false", "no"}


@dataclass(frozen=True)
class Times:
    """A column of times as whole numbers that follow one another. `every` is None where the column held numbers."""

    index: np.ndarray
    every: str | None

    def label(self, index: int) -> str:
        """The period as the table says it: 2025-03, or the number."""
        if not self.every:
            return str(int(index))
        period = pd.Period(ordinal=int(index), freq=FREQUENCIES[self.every])
        # A week is told by its first day; its whole stretch would not fit under a picture.
        return period.start_time.date().isoformat() if self.every == "week" else str(period)


class Asked:
    """A table and what a spec asks of it. Rows are named as a spreadsheet numbers them: the first of data is row 2."""

    def __init__(self, design: str, frame: Any, spec: Mapping[str, Any]):
        if not isinstance(spec, Mapping):
            raise SpecError("spec", "The spec must be an object of fields and values.")
        if hasattr(frame, "to_pandas"):
            frame = frame.to_pandas()
        if not isinstance(frame, pd.DataFrame):
            raise SpecError("", "The table must be a pandas DataFrame or a pyarrow Table.")
        known = [one.field for one in DESIGNS[design].asks]
        for name in spec:
            if name not in known:
                raise SpecError(
                    str(name), f"The design “{design}” has no such field. Its fields are: {', '.join(known)}."
                )
        doubled = sorted({str(name) for name in frame.columns[frame.columns.duplicated()]})
        if doubled:
            raise SpecError("", f"The table has two columns called “{doubled[0]}”. Give each its own name.")
        if not len(frame):
            raise SpecError("", "The table has no rows.")
        if len(frame) > ROWS_AT_MOST:
            raise SpecError(
                "", f"The table has {len(frame):,} rows; at most {ROWS_AT_MOST:,} can be read. Sum it up first."
            )
        self.design, self.frame, self.spec = design, frame.reset_index(drop=True), spec

    def __contains__(self, field: str) -> bool:
        return self.spec.get(field) not in (None, "", [], ())

    def column(self, field: str) -> pd.Series:
        if field not in self:
            raise SpecError(field, "Name the column of the table here.")
        return self.named(field, self.spec[field])

    def named(self, field: str, name: Any) -> pd.Series:
        if isinstance(name, str) and name in self.frame.columns:
            return self._of_cells(field, self.frame[name])
        there = ", ".join(str(one) for one in self.frame.columns[:20])
        raise SpecError(field, f"The table has no column “{name}”. Its columns are: {there}.")

    def _of_cells(self, field: str, column: pd.Series) -> pd.Series:
        """The column, unless a cell holds a list or an object, as a Parquet file may."""
        if column.dtype == object:
            nested = column.map(lambda cell: isinstance(cell, (list, dict, tuple, set, bytes, np.ndarray)))
            if nested.any():
                row = int(column.index[nested][0]) + 2
                raise SpecError(
                    field, f"Row {row} of column “{column.name}” holds more than one value. Give one in each cell."
                )
        return column

    def columns(self, field: str) -> list[str]:
        """The names of several columns; none where the field is absent."""
        if field not in self:
            return []
        names = self.spec[field]
        names = [names] if isinstance(names, str) else names
        if not isinstance(names, Sequence):
            raise SpecError(field, "Give a list of columns.")
        for name in names:
            self.named(field, name)
        if len(set(names)) < len(names):
            raise SpecError(field, "A column is named twice.")
        return list(names)

    def numbers(self, field: str, name: str | None = None) -> np.ndarray:
        """The column as numbers, NaN where a cell is empty."""
        return self._numbers(field, self.column(field) if name is None else self.named(field, name))

    def _numbers(self, field: str, column: pd.Series) -> np.ndarray:
        if column.dtype.kind in "iuf":
            values = column.to_numpy(dtype=float, na_value=np.nan)
        elif column.dtype.kind == "b":
            values = column.to_numpy(dtype=float)
        elif column.dtype.kind in "mM" or isinstance(column.dtype, pd.DatetimeTZDtype):
            raise SpecError(field, f"Column “{column.name}” holds dates; it must hold numbers.")
        else:
            cells = column.astype(object).where(column.notna(), None)
            cells = cells.map(lambda cell: None if isinstance(cell, str) and not cell.strip() else cell)
            values = pd.to_numeric(cells, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
            wrong = np.flatnonzero(np.isnan(values) & cells.notna().to_numpy())
            if len(wrong):
                raise SpecError(
                    field,
                    f"{self._cell(column, wrong[0])} is not a number. Mend it, or leave it empty if it is not known.",
                )
        endless = np.flatnonzero(np.abs(values) > LARGEST)
        if len(endless):
            raise SpecError(
                field, f"{self._cell(column, endless[0])} is too large for a number that was counted or measured."
            )
        if np.isnan(values).all():
            raise SpecError(field, f"Column “{column.name}” is empty in every row.")
        return values

    def counts(self, field: str) -> np.ndarray:
        """Numbers that are counts: none under zero."""
        values = self.numbers(field)
        below = np.flatnonzero(values < 0)
        if len(below):
            raise SpecError(field, f"{self._cell(self.column(field), below[0])} is under zero; a count cannot be.")
        return values

    def flags(self, field: str) -> np.ndarray:
        """The column as 1 for yes and 0 for no, NaN where a cell is empty."""
        column = self.column(field)
        said = column.map(lambda cell: "" if pd.isna(cell) else str(cell).strip().lower())
        values = np.select([said.isin(YES), said.isin(NO), said == ""], [1.0, 0.0, np.nan], default=-1.0)
        wrong = np.flatnonzero(values == -1)
        if len(wrong):
            raise SpecError(field, f"{self._cell(column, wrong[0])} is neither 1 nor 0.")
        if np.isnan(values).all():
            raise SpecError(field, f"Column “{column.name}” is empty in every row.")
        return values

    def labels(self, field: str, name: str | None = None) -> pd.Series:
        """The column as text, None where a cell is empty. Whole numbers stay whole: 3.0 is “3”."""
        column = self.column(field) if name is None else self.named(field, name)

        codes, cells = pd.factorize(column, use_na_sentinel=True)
        said = [_text(cell) for cell in cells] or [None]
        found = pd.Series(np.array(said, dtype=object)[codes], index=column.index)
        found = found.where(codes >= 0, None)
        if found.isna().all():
            raise SpecError(field, f"Column “{column.name}” is empty in every row.")
        return found

    def whole(self, field: str, default: int, low: int, high: int) -> int:
        """A whole number of the spec."""
        value = self.spec.get(field)
        if value is None or value == "":
            return default
        if not _whole(value) or not low <= value <= high:
            raise SpecError(field, f"{value!r} is not a whole number from {low:,} to {high:,}.")
        return int(value)

    def amount(self, field: str) -> float | None:
        """A number of the spec that is not under zero; None where it is absent."""
        value = self.spec.get(field)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e15:
            raise SpecError(field, f"{value!r} is not a number from zero up.")
        return float(value)

    def choice(self, field: str, choices: Sequence[str], default: str) -> str:
        value = self.spec.get(field) or default
        if value not in choices:
            raise SpecError(field, f"{value!r} is none of: {', '.join(choices)}.")
        return value

    def words(self, field: str, default: str) -> str:
        value = self.spec.get(field) or default
        if not isinstance(value, str) or len(value) > 200:
            raise SpecError(field, "Give a few words, at most 200 characters.")
        return _sayable(value)

    def outcome_words(self) -> str:
        return self.words("outcome_words", str(self.spec.get("outcome") or "the outcome"))

    def times(self, field: str, rows: np.ndarray | None = None) -> Times:
        """The column as periods. Numbers stay numbers; months and dates become periods of the length `every` says."""
        column = self.column(field) if rows is None else self.column(field).iloc[rows]
        if column.isna().any():
            row = int(column.index[column.isna()][0]) + 2
            raise SpecError(field, f"Row {row} has no time. Give it one or take the row out.")
        if column.dtype.kind in "iuf" or (column.dtype == object and column.map(_is_number).all()):
            values = self._numbers(field, column)
            broken = np.flatnonzero((values != np.floor(values)) | (np.abs(values) > 1e9))
            if len(broken):
                raise SpecError(
                    field,
                    f"{self._cell(column, broken[0])} is not a whole number. Number the periods 1, 2, 3, or give "
                    "dates.",
                )
            return Times(values.astype("int64"), None)
        every = self.choice("every", list(FREQUENCIES), "month")
        return Times(self._periods(field, column, every), every)

    def two(self, field: str, group: pd.Series) -> tuple[str, str]:
        """The two values that are compared: the comparison's first, then that of those who had it."""
        found = sorted(set(group.dropna()))
        if "compare" in self:
            pair = self.spec["compare"]
            pair = [_text(one) for one in pair] if isinstance(pair, (list, tuple)) else []
            if len(pair) != 2 or pair[0] == pair[1]:
                raise SpecError("compare", "Give two values of the group, the comparison first.")
            for value in pair:
                if value not in found:
                    there = ", ".join(found[:10])
                    raise SpecError("compare", f"The group has no value “{value}”. Its values are: {there}.")
            return pair[0], pair[1]
        if len(found) != 2:
            there = ", ".join(found[:10])
            raise SpecError(
                field,
                f"There {_are(len(found))} ({there}); two are compared. Say which by `compare`, the comparison first.",
            )
        return found[0], found[1]

    def held(self) -> pd.DataFrame:
        """What is held equal, as numbers: categories become one column for each value but the first."""
        parts = {}
        for name in self.columns("covariates"):
            column = self.named("covariates", name)
            if column.dtype.kind in "iufb" or column.dropna().map(_is_number).all():
                parts[name] = self.numbers("covariates", name)
                continue
            labels = self.labels("covariates", name)
            values = sorted(set(labels.dropna()))
            if len(values) > CATEGORIES_AT_MOST:
                raise SpecError(
                    "covariates",
                    f"Column “{name}” has {len(values):,} values; at most {CATEGORIES_AT_MOST} can be held equal. Join "
                    "them, or give numbers.",
                )
            for value in values[1:]:
                parts[f"{name}: {value}"] = np.where(labels.isna(), np.nan, labels == value)
        return pd.DataFrame(parts, index=self.frame.index, dtype=float)

    def moments(self, field: str) -> pd.Series:
        """The column as moments, NaT where a cell is empty."""
        column = self.column(field)
        if column.dtype.kind == "M" or isinstance(column.dtype, pd.DatetimeTZDtype):
            return column
        blank = column.map(lambda cell: pd.isna(cell) or not str(cell).strip())
        said = column.astype(str).where(~blank)
        zoned = said.dropna().str.contains(r"(?:Z|[+-]\d\d:?\d\d)$", regex=True)
        if zoned.any() and not zoned.all():
            raise SpecError(
                field, f"Some times of “{column.name}” have a time zone and some have none. Give all in the same way."
            )
        found = pd.to_datetime(said, format="ISO8601", errors="coerce", utc=bool(zoned.any()))
        wrong = np.flatnonzero(found.isna() & ~blank)
        if len(wrong):
            raise SpecError(field, f"{self._cell(column, wrong[0])} is no time. Write 2025-03-31T14:05.")
        return found

    def moment(self, field: str, times: Times, value: Any = None) -> int:
        """A value of the spec on the scale of the times."""
        value = self.spec.get(field) if value is None else value
        if times.every is None:
            if not _whole(value):
                raise SpecError(field, f"{value!r} is not a whole number like those of the time column.")
            return int(value)
        return int(self._periods(field, pd.Series([value]), times.every)[0])

    def _periods(self, field: str, column: pd.Series, every: str) -> np.ndarray:
        if isinstance(column.dtype, pd.DatetimeTZDtype):
            dates = column.dt.tz_localize(None)
        elif column.dtype.kind == "M":
            dates = column
        else:
            dates = pd.to_datetime(column.astype(str).str.strip(), format="ISO8601", errors="coerce")
            wrong = np.flatnonzero(dates.isna())
            if len(wrong):
                raise SpecError(field, f"{self._cell(column, wrong[0])} is no date. Write 2025-03 or 2025-03-31.")
        return dates.dt.to_period(FREQUENCIES[every]).astype("int64").to_numpy()

    def _cell(self, column: pd.Series, at: int) -> str:
        said = _sayable(str(column.iloc[at]))
        said = f"{said[:40]}…" if len(said) > 40 else said
        return f"“{said}”" if column.name is None else f"“{said}” (column “{column.name}”, row {column.index[at] + 2})"


def _text(cell: Any) -> str | None:
    """A cell as text; a whole number without its point, since a spreadsheet reads 3 as 3.0."""
    said = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    return _sayable(said) or None


def _sayable(said: str) -> str:
    """The text without halves of characters, which no file could hold."""
    return said.encode("utf-8", "replace").decode()


def _whole(value: Any) -> bool:
    return _is_number(value) and isfinite(value) and value == int(value)


def _is_number(cell: Any) -> bool:
    return isinstance(cell, (int, float, np.integer, np.floating)) and not isinstance(cell, bool)


def _are(count: int) -> str:
    return "is 1 value" if count == 1 else f"are {count:,} values"


def plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
