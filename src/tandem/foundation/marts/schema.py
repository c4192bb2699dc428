"""Column types of a mart's table, taken from the dataclass that declares it: one declaration, three spellings."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from enum import Enum
from types import NoneType, UnionType
from typing import NamedTuple, Union, get_args, get_origin, get_type_hints

import pyarrow as pa


class Column(NamedTuple):
    name: str
    arrow: pa.DataType
    ibis: str
    duckdb: str
    nullable: bool


_SPELLINGS: dict[type, tuple[pa.DataType, str, str]] = {
    bool: (pa.bool_(), "boolean", "BOOLEAN"),
    int: (pa.int64(), "int64", "BIGINT"),
    float: (pa.float64(), "float64", "DOUBLE"),
    str: (pa.string(), "string", "VARCHAR"),
    datetime: (pa.timestamp("us", "UTC"), "timestamp('UTC', 6)", "TIMESTAMPTZ"),
}


def columns(schema: type) -> tuple[Column, ...]:
    """Return the columns of a dataclass in its order. A type with no spelling is a TypeError."""
    hints = get_type_hints(schema)
    return tuple(_column(field.name, hints[field.name]) for field in fields(schema))


def _column(name: str, hint: object) -> Column:
    nullable = False
    if get_origin(hint) in (Union, UnionType):
        parts = [part for part in get_args(hint) if part is not NoneType]
        nullable = len(parts) < len(get_args(hint))
        hint = parts[0] if len(parts) == 1 else hint
    spelling = _SPELLINGS.get(str if isinstance(hint, type) and issubclass(hint, str) else hint)
    if spelling is None:
        raise TypeError(f"Column {name}: a mart cannot hold {hint}.")
    return Column(name, *spelling, nullable)


def arrow_schema(schema: type) -> pa.Schema:
    """Return the Arrow schema: text, 64-bit whole numbers and floats, booleans, times in UTC to the microsecond."""
    return pa.schema([pa.field(c.name, c.arrow, c.nullable) for c in columns(schema)])


def batches(schema: type, rows: Iterator[object], size: int) -> Iterator[pa.RecordBatch]:
    """Yield Arrow batches of at most `size` rows, holding one batch in memory.

    A None where the dataclass allows none, or a time without a zone, is a ValueError naming the column: a guess here
    would be a wrong number later.
    """
    declared, target = columns(schema), arrow_schema(schema)
    chunk: list[object] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield _batch(declared, target, chunk)
            chunk = []
    if chunk:
        yield _batch(declared, target, chunk)


def _batch(declared: Sequence[Column], target: pa.Schema, chunk: list[object]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([_array(column, chunk) for column in declared], schema=target)


def _array(column: Column, chunk: list[object]) -> pa.Array:
    values = [_plain(getattr(row, column.name)) for row in chunk]
    if not column.nullable and None in values:
        raise ValueError(f"Column {column.name} may not be unknown.")
    if pa.types.is_timestamp(column.arrow) and any(v is not None and v.tzinfo is None for v in values):
        raise ValueError(f"Column {column.name} has a time without a zone.")
    return pa.array(values, column.arrow)


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value
