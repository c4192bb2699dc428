"""A signed note goes only by a court's order: when the role that owns the table carries out an expungement."""

from django.db import migrations

KEEP = """
CREATE OR REPLACE FUNCTION tandem_keep_signed_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner boolean := pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE');
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('tandem.resealing', true) = 'on' AND owner
    AND to_jsonb(NEW) - 'text' = to_jsonb(OLD) - 'text' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND current_setting('tandem.expunging', true) = 'on' AND owner THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a signed note is never changed: write an addendum' USING ERRCODE = 'insufficient_privilege';
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('encounters', '0005_sealed'),
    ]

    operations = [
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
    ]
