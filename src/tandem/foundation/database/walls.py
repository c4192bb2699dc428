"""The second wall: forced row-level security on every table that holds something about a person, read from the models.

A table is walled where its `columns` name a category of law (the access log and the act log have rules of their own).
A row is visible for a category when the person it leads to is open for that category in this transaction, or the call
it leads to, or a list of that category; a child without a person follows its parent. Everything is visible inside an
act and in Tandem's own work (`reach.py`). Without any of these: no rows, whoever forgot which filter.

Policies read the settings in sub-selects that PostgreSQL evaluates once per statement (InitPlans). Row security knows
rows, not columns: a table that mixes categories opens with any of them, and the records cut the rest (45 CFR 164.502(b)).
"""

from collections.abc import Callable, Iterable

from django.apps import apps
from django.db import models

from tandem.vocabulary.law import LAW_CATEGORIES, Category

NOT_WALLED_BY = {Category.ACCESS_LOG, Category.DEID_AGGREGATE}
# Tables whose `columns` name a category of law, and why no wall stands before them.
LEFT_OPEN = {
    "tabular.Import": "A file's headings, counts and mapping; its rows about calls are walled where they arrive.",
    "tabular.SavedMapping": "Which heading means what, kept for the next file; about no call and no person.",
}
ROOTS = ("people", "calls")

FUNCTIONS = """
CREATE OR REPLACE FUNCTION tandem_reaches() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('tandem.act', true), '') <> ''
      OR coalesce(current_setting('tandem.reach', true), '') <> ''
$$;
CREATE OR REPLACE FUNCTION tandem_people(category text) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('tandem.people_' || category, true), ''), '{{}}')::uuid[]
$$;
CREATE OR REPLACE FUNCTION tandem_calls(category text) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('tandem.calls_' || category, true), ''), '{{}}')::uuid[]
$$;
CREATE OR REPLACE FUNCTION tandem_listed(category text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT category = ANY (coalesce(nullif(current_setting('tandem.lists', true), ''), '{{}}')::text[])
$$;
-- Closes everything a release or Tandem's own work opened, and says what was open.
CREATE OR REPLACE FUNCTION tandem_close() RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE name text; before jsonb := '{{}}';
BEGIN
  FOREACH name IN ARRAY ARRAY[{names}] LOOP
    IF coalesce(current_setting(name, true), '') <> '' THEN
      before := before || jsonb_build_object(name, current_setting(name));
      PERFORM set_config(name, '', true);
    END IF;
  END LOOP;
  RETURN before;
END $$;
CREATE OR REPLACE FUNCTION tandem_reopen(before jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
  PERFORM tandem_close();
  FOR name IN SELECT jsonb_object_keys(before) LOOP
    PERFORM set_config(name, before ->> name, true);
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION tandem_walled() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY[{tables}]::text[]
$$;
"""

_law: list[Callable[[], str]] = []


def register(law: Callable[[], str]) -> None:
    """Say which functions the law needs in the database. Called by the room that opens releases, once."""
    _law.append(law)


def categories(model: type[models.Model]) -> tuple[str, ...]:
    """The categories of law a table's columns hold, for which it is walled; none for a table that is not."""
    if model._meta.label in LEFT_OPEN:
        return ()
    return tuple(sorted(set(getattr(model, "columns", {})) & {*LAW_CATEGORIES} - NOT_WALLED_BY))


def walled() -> list[type[models.Model]]:
    """Every table behind the wall."""
    return [model for model in apps.get_models() if categories(model)]


def condition(model: type[models.Model]) -> str:
    """When a row of `model` is visible, as SQL. LookupError where no key leads to a person or a call."""
    parts = ["(SELECT tandem_reaches())"]
    for category in categories(model):
        way = _way(model, category, f'"{model._meta.db_table}"')
        if way is None:
            raise LookupError(f"{model._meta.label} is walled for {category}, but no key leads to a person or a call")
        parts += [f"(SELECT tandem_listed('{category}'))", way]
    return " OR ".join(dict.fromkeys(parts))


def _way(model: type[models.Model], category: str, row: str, depth: int = 0) -> str | None:
    """The condition that the person or the call this row leads to is open for `category`; None where it leads nowhere.

    A key that is always there to a person stands alone: the row is about that person. Otherwise each way counts.
    """
    root = getattr(model, "wall_root", None)
    if root:
        return _open(root, category, f'{row}."{model._meta.pk.column}"')
    ways = []
    for field in model._meta.concrete_fields:
        parent = field.related_model if field.is_relation else None
        if parent is None or parent is model or not categories(parent):
            continue
        key = f'{row}."{field.column}"'
        target = getattr(parent, "wall_root", None)
        if target == "people" and not field.null:
            return _open(target, category, key)
        if target:
            ways.append(_open(target, category, key))
            continue
        alias = f'"p{depth}"'
        seen = "true" if category in categories(parent) else _way(parent, category, alias, depth + 1)
        if seen:
            table, column = parent._meta.db_table, parent._meta.pk.column
            ways.append(f'EXISTS (SELECT 1 FROM "{table}" {alias} WHERE {alias}."{column}" = {key} AND {seen})')
    return " OR ".join(ways) or None


def _open(root: str, category: str, key: str) -> str:
    return f"{key} = ANY ((SELECT tandem_{root}('{category}'))::uuid[])"


def settings_names() -> list[str]:
    """The settings that what is open lies in."""
    opened = [f"tandem.{root}_{one}" for root in ROOTS for one in LAW_CATEGORIES]
    return ["tandem.reach", "tandem.lists", *opened]


def install(connection) -> None:
    """Put the wall up, and the law it asks. Idempotent; run by the owning role after migrating, in one transaction."""
    behind = walled()
    texts = [FUNCTIONS.format(names=_literals(settings_names()), tables=_literals(m._meta.db_table for m in behind))]
    texts += [law() for law in _law]
    for model in behind:
        table = connection.ops.quote_name(model._meta.db_table)
        texts.append(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f"DROP POLICY IF EXISTS wall ON {table};"
            f"CREATE POLICY wall ON {table} USING ({condition(model)}) WITH CHECK ((SELECT tandem_reaches()));"
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'wall'")
        for left in {name for (name,) in cursor.fetchall()} - {model._meta.db_table for model in behind}:
            table = connection.ops.quote_name(left)
            texts.append(
                f"DROP POLICY wall ON {table};"
                f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
            )
        # One batch is one transaction, so that a running application never meets a moment without the wall.
        cursor.execute("\n".join(texts))


def _literals(words: Iterable[str]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)
