"""The triggers that refuse everybody, the owner of the tables too, to change the trail or to delete what is not old.

Who owns a table can take its triggers away; what they do then is found by `bin/tandem audit verify`.
"""

from tandem.foundation.audit.keeping import KEPT_YEARS

FUNCTION = f"""
CREATE OR REPLACE FUNCTION tandem_keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_entry' THEN
    IF OLD.at < now() - interval '{KEPT_YEARS} years' THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit trail is not changed: % on table % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""
TABLES = ("audit_entry", "audit_link", "audit_checkpoint")


def install(connection) -> None:
    """Put the triggers on the tables of the trail. Idempotent; run by the owning role after migrating."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        for table in TABLES:
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER keep_audit BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION tandem_keep_audit()"
            )
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER keep_audit_whole BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION tandem_keep_audit()"
            )
