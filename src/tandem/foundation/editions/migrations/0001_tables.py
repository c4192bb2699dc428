import django.db.models.deletion
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


# Whatever the program does: what somebody signed is what stays. Dates may still be set and taken back.
LOCK = """
CREATE FUNCTION tandem_keep_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.locked_at IS NULL THEN
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.locked_at IS NULL
     OR (NEW.kind, NEW.name, NEW.number, NEW.content_hash, NEW.content)
        IS DISTINCT FROM (OLD.kind, OLD.name, OLD.number, OLD.content_hash, OLD.content) THEN
    RAISE EXCEPTION 'edition %/% is signed and never changes', OLD.name, OLD.number
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_edition BEFORE UPDATE OR DELETE ON editions_edition
  FOR EACH ROW EXECUTE FUNCTION tandem_keep_edition();
"""
UNLOCK = "DROP TRIGGER keep_edition ON editions_edition; DROP FUNCTION tandem_keep_edition();"


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('editions', '0001_editions'),
    ]

    dependencies = [
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Signers',
                fields=[
                    ('kind', models.CharField(max_length=20, primary_key=True, serialize=False)),
                    ('groups', models.JSONField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Edition',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=20)),
                    ('name', models.CharField(max_length=60)),
                    ('number', models.PositiveIntegerField()),
                    ('content', models.JSONField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('based_on', models.CharField(blank=True, max_length=80)),
                    ('writers', models.JSONField(default=list)),
                    ('drafted_at', models.DateTimeField()),
                    ('changed_at', models.DateTimeField()),
                    ('asked_at', models.DateTimeField(null=True)),
                    ('must_sign', models.JSONField(default=list)),
                    ('locked_at', models.DateTimeField(null=True)),
                    ('approved_at', models.DateTimeField(null=True)),
                    ('in_force_from', models.DateTimeField(null=True)),
                    ('retired_at', models.DateTimeField(null=True)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_by', models.CharField(blank=True, max_length=120)),
                    ('withdrawn_reason', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('kind', 'name', 'number'), name='edition_number_once'), models.UniqueConstraint(condition=models.Q(('in_force_from__isnull', False), ('retired_at', None)), fields=('kind',), name='one_edition_holds_until_further_notice'), models.CheckConstraint(condition=models.Q(('retired_at', None), ('retired_at__gt', models.F('in_force_from')), _connector='OR'), name='edition_retires_after_it_held'), models.CheckConstraint(condition=models.Q(('in_force_from', None), models.Q(('approved_at__isnull', False), ('locked_at__isnull', False)), _connector='OR'), name='edition_in_force_is_approved')],
                },
            ),
            migrations.CreateModel(
                name='Signature',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('user_id', models.UUIDField()),
                    ('name', models.CharField(max_length=120)),
                    ('role', models.CharField(max_length=20)),
                    ('organization', models.CharField(blank=True, max_length=120)),
                    ('at', models.DateTimeField()),
                    ('content_hash', models.CharField(max_length=64)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='editions.edition')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('edition', 'user_id'), name='sign_once')],
                },
            ),
        ]),
        migrations.RunSQL(LOCK, UNLOCK),
    ]
