"""The trigger that makes "no act, no write" true for raw SQL too, and the list of append-only tables.

Both are read from the models: a class that inherits `Guarded`, or says `append_only = True`, needs nothing more.
"""

from django.apps import apps
from django.db import models

from tandem.foundation.acts.models import Guarded

FUNCTION = """
CREATE OR REPLACE FUNCTION tandem_require_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('tandem.act', true), '') = '' THEN
    RAISE EXCEPTION 'no act, no write: table % changes only inside an act', TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
"""


def guarded_models() -> list[type[models.Model]]:
    """Every concrete table that refuses to be written outside an act."""
    return [model for model in apps.get_models() if issubclass(model, Guarded)]


def append_only_models() -> list[type[models.Model]]:
    """Every table from which the application may never take or change a row."""
    return [model for model in apps.get_models() if getattr(model, "append_only", False)]


def install(connection) -> None:
    """Put the guard on every guarded table. Idempotent; run by the owning role after migrating."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        for model in guarded_models():
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER require_act BEFORE INSERT OR UPDATE OR DELETE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION tandem_require_act()"
            )
