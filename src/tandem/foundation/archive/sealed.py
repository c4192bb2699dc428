"""Sealed columns on their way out and in: an archive holds what they say, so that any installation can take it back.

On the way out each value is opened; on the way in it is sealed anew, under the keys of the installation that takes it,
for the same person and organization. The blind index is made anew as well. The keys themselves stay where they are.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import batched

from django.apps import apps
from django.db import models
from psycopg import sql

from tandem.foundation.archive.tables import Table, rows_of
from tandem.foundation.keys import ring
from tandem.foundation.keys.blind import BlindIndex
from tandem.foundation.keys.fields import Sealed, SealedField
from tandem.foundation.keys.owners import ready
from tandem.foundation.keys.seal import PERSON, key_of

ROWS = 1_000


def opened_lines(cursor, table: Table) -> Iterator[bytes]:
    """Each row of a table with sealed columns as one line, opened, as the snapshot of `cursor` sees it."""
    fields, row = _fields(table), _model(table)()
    with cursor.connection.cursor(name="sealed_rows") as found:
        found.execute(rows_of(table))
        for rows in batched(found, ROWS):
            for raw in (raw for one in rows for raw in one[3:] if raw and raw[0] == PERSON):
                ring.about_to_open(key_of(bytes(raw))[1])
            for line, key, bound_to, *raws in rows:
                row.pk = key
                setattr(row, _bound(row), bound_to)
                said = (
                    f"{json.dumps(one.column)}:{_said(one, row, raw)}" for one, raw in zip(fields, raws, strict=True)
                )
                yield f"{line[:-1]},{','.join(said)}}}\n".encode()


def _said(field: SealedField, row: models.Model, raw: bytes | None) -> str:
    value = None if raw is None else field.opened(row, Sealed(bytes(raw)))
    return json.dumps(value.isoformat() if isinstance(value, date) else value, ensure_ascii=False)


def sealed_rows(
    table: Table, lines: Sequence[str], using: str
) -> list[tuple[str, list[bytes | None], list[bytes] | None]]:
    """Each line with its sealed values and its blind index, for the rows its keys point at in the database `using`."""
    fields, model = _fields(table), _model(table)
    index = next((one for one in model._meta.concrete_fields if isinstance(one, BlindIndex)), None)
    rows = [_row(model, fields, json.loads(line), using) for line in lines]
    ready(rows)
    found = []
    for line, row in zip(lines, rows, strict=True):
        values = [(one, row.__dict__[one.attname]) for one in fields]
        sealed = [None if value is None else one.sealed(row, value) for one, value in values]
        found.append((line, sealed, index.made(row) if index else None))
    return found


def _row(model: type[models.Model], fields: list[SealedField], told: dict, using: str) -> models.Model:
    """What a value is bound to and whose it is, out of a line; nothing else of the row is needed."""
    row = model()
    row._state.db = using
    for one in model._meta.concrete_fields:
        if one.column in told and (one.is_relation or one.primary_key or one.attname == _bound(row)):
            setattr(row, one.attname, one.to_python(told[one.column]))
    for one in fields:
        value = told[one.column]
        setattr(row, one.attname, date.fromisoformat(value) if value and one.kept_as == "date" else value)
    return row


def insert_of(table: Table) -> sql.Composed:
    """The statement that takes the lines of `arriving` into a table, with their sealed values where it has any."""
    numbers = {one.name: number for number, one in enumerate((one for one in table.columns if one.sealed), start=1)}
    values = [
        sql.SQL("a.sealed[{}]").format(sql.Literal(numbers[one.name]))
        if one.sealed
        else sql.SQL("CASE WHEN ((a.line -> '$json_null')::jsonb) ? {} THEN 'null'::jsonb ELSE r.{} END").format(
            sql.Literal(one.name), sql.Identifier(one.name)
        )
        if one.type == "jsonb"
        else sql.SQL("r.{}").format(sql.Identifier(one.name))
        for one in table.columns
    ]
    names = [sql.Identifier(one.name) for one in table.columns]
    for index in (one for one in _model(table)._meta.concrete_fields if isinstance(one, BlindIndex)):
        names.append(sql.Identifier(index.column))
        values.append(sql.SQL("a.marks"))
    line = (
        sql.SQL("(a.line::jsonb - {}::text[])::json").format(sql.Literal(list(numbers)))
        if numbers
        else sql.SQL("a.line")
    )
    return sql.SQL(
        "INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {values} FROM arriving a"
        " CROSS JOIN LATERAL json_populate_record(NULL::{table}, {line}) r"
    ).format(
        table=sql.Identifier(table.name),
        columns=sql.SQL(", ").join(names),
        values=sql.SQL(", ").join(values),
        line=line,
    )


def _model(table: Table) -> type[models.Model]:
    return apps.get_model(table.label)


def _fields(table: Table) -> list[SealedField]:
    by_column = {one.column: one for one in _model(table)._meta.concrete_fields}
    return [by_column[one.name] for one in table.columns if one.sealed]


def _bound(row: models.Model) -> str:
    """The column that binds a value to its row."""
    return getattr(row, "sealed_as", row._meta.pk.attname)
