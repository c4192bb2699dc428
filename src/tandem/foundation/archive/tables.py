"""What an archive holds: Tandem's own tables in the order of their keys, as the database and the models describe them."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from psycopg import sql

from tandem.foundation.keys.blind import BlindIndex

# What is not in an archive, and why; said in the manifest and the README.
LEFT_OUT = {
    "sessions (django_session)": "who is signed in now; everybody signs in again",
    "authenticator apps, open sessions, unsaved text": "sealed by this installation's key; apps are set up anew",
    "sign-in failures (axes_*)": "lockouts of this installation",
    "the queue (procrastinate_*)": "work of this installation's worker",
    "framework tables (django_*, auth_*)": "made anew by every installation",
    "facts for measures (marts)": "counted again from these tables after a restore",
    "archives made before": "each would hold all the others",
    "keys (keys_*)": "each installation has its own; what they seal stands opened in this archive",
    "what phones carry now, and the key they seal to": "of this installation; a phone takes a new shift",
    "seeds of trials that may still draw": "who reads one knows what comes next; with the stop it is written down",
    "the secret key of the installation": "it is no data; links handed out by the old installation stop without it",
}

# What a sealed column says → the type a reader of the archive meets.
TYPES = {"text": "text", "json": "jsonb", "date": "date"}


@dataclass(frozen=True)
class Column:
    """One column: its type as PostgreSQL says it, and its category of law. A sealed one has the type of what it says."""

    name: str
    type: str
    null: bool
    category: str
    points_to: str = ""
    sealed: bool = False


@dataclass(frozen=True)
class Table:
    """One table. `key` is the primary key's column; `json_columns` may hold a JSON null that is no missing value."""

    name: str
    label: str
    about: str
    key: str
    columns: tuple[Column, ...]

    @property
    def json_columns(self) -> list[str]:
        return [one.name for one in self.columns if one.type == "jsonb" and not one.sealed]

    @property
    def sealed(self) -> bool:
        """Whether any column of it is."""
        return any(one.sealed for one in self.columns)


def own_models() -> list[type[models.Model]]:
    """Every model of Tandem's own, each after those its keys point at."""
    left = sorted(
        (one for one in apps.get_models() if _travels(one)),
        key=lambda one: one._meta.db_table,
    )
    found: list[type[models.Model]] = []
    while left:
        free = next((one for one in left if not _points_at(one) & set(left) - {one}), left[0])
        left.remove(free)
        found.append(free)
    return found


def _travels(model: type[models.Model]) -> bool:
    """Whether a table is Tandem's own and means something under another installation's key."""
    own = model.__module__.startswith("tandem.") and model._meta.managed
    return own and not getattr(model, "of_this_installation", False)


def own_apps() -> set[str]:
    """The labels of the apps whose tables these are."""
    return {one._meta.app_label for one in own_models()}


def tables(cursor) -> list[Table]:
    """Every own table as it stands in the database."""
    return [_table(cursor, one) for one in own_models()]


def rows_of(table: Table) -> sql.Composed:
    """The query that gives each row of a table as one line of JSON, in the order of its key.

    Sealed columns come after it as they are, behind the key and what binds them to their row.

    A JSON column may hold the value null, which JSON Lines can't tell from a missing one; such a row names the column
    under "$json_null".
    """
    line = sql.SQL("row_to_json(t)::text")
    if table.json_columns:
        nulls = sql.SQL(", ").join(
            sql.SQL("CASE WHEN jsonb_typeof(t.{}) = 'null' THEN {} END").format(sql.Identifier(one), sql.Literal(one))
            for one in table.json_columns
        )
        line = sql.SQL(
            "CASE WHEN coalesce({nulls}) IS NULL THEN {line}"
            " ELSE left({line}, -1) || ',\"$json_null\":' || to_json(array_remove(ARRAY[{nulls}], NULL))::text || '}}' END"
        ).format(line=line, nulls=nulls)
    if not table.sealed:
        return sql.SQL("SELECT {} FROM {} t ORDER BY {}").format(
            line, sql.Identifier(table.name), sql.Identifier(table.key)
        )
    plain = sql.SQL(", ").join(sql.Identifier(one.name) for one in table.columns if not one.sealed)
    bound_to = getattr(apps.get_model(table.label), "sealed_as", table.key)
    beside = [sql.Identifier("s", one) for one in (table.key, bound_to)]
    beside += [sql.Identifier("s", one.name) for one in table.columns if one.sealed]
    return sql.SQL(
        "SELECT {line}, {beside} FROM {table} s CROSS JOIN LATERAL (SELECT {plain} FROM (SELECT s.*) x) t ORDER BY {key}"
    ).format(
        line=line,
        beside=sql.SQL(", ").join(beside),
        table=sql.Identifier(table.name),
        plain=plain,
        key=sql.Identifier("s", table.key),
    )


def sequences(cursor) -> list[str]:
    """Every sequence of the own tables, and those that belong to no table."""
    cursor.execute(
        "SELECT c.relname, owner.relname FROM pg_class c"
        " LEFT JOIN pg_depend d ON d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass"
        " LEFT JOIN pg_class owner ON owner.oid = d.refobjid"
        " WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace ORDER BY 1"
    )
    own = {one._meta.db_table for one in own_models()}
    return [name for name, table in cursor.fetchall() if table is None or table in own]


def _points_at(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}


def _table(cursor, model: type[models.Model]) -> Table:
    name = model._meta.db_table
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod), NOT attnotnull FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [f'public."{name}"'],
    )
    fields = {field.column: field for field in model._meta.concrete_fields}
    categories = {word: category for category, words in getattr(model, "columns", {}).items() for word in words.split()}
    columns = []
    for column, kind, null in cursor.fetchall():
        field = fields.get(column)
        if isinstance(field, BlindIndex):
            continue
        sealed = getattr(field, "kept_as", None)
        kind = TYPES.get(sealed, kind)
        to = field.related_model._meta.db_table if field is not None and field.is_relation else ""
        columns.append(
            Column(column, kind, null, categories.get(field.name, "") if field is not None else "", to, bool(sealed))
        )
    about = " ".join((model.__doc__ or "").split())
    return Table(name, model._meta.label, about, model._meta.pk.column, tuple(columns))
