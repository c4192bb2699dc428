import django.contrib.postgres.fields
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('audit', '0001_initial'),
        ('audit', '0002_chain'),
    ]

    dependencies = [
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Checkpoint',
                fields=[
                    ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField(db_index=True)),
                    ('last_seq', models.BigIntegerField()),
                    ('body', models.TextField()),
                    ('signature', models.CharField(max_length=128)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField(db_index=True)),
                    ('actor_kind', models.CharField(max_length=10)),
                    ('actor_id', models.UUIDField(null=True)),
                    ('actor_role', models.CharField(blank=True, max_length=20)),
                    ('organization_id', models.UUIDField(null=True)),
                    ('session', models.CharField(blank=True, max_length=32)),
                    ('address', models.CharField(blank=True, max_length=45)),
                    ('action', models.CharField(max_length=60)),
                    ('object_kind', models.CharField(blank=True, max_length=30)),
                    ('object_id', models.UUIDField(db_index=True, null=True)),
                    ('act_id', models.UUIDField(null=True)),
                    ('outcome', models.CharField(max_length=10)),
                    ('count', models.PositiveIntegerField(default=1)),
                    ('detail', models.JSONField(default=dict)),
                    ('purpose', models.CharField(blank=True, db_default='', default='', max_length=30)),
                    ('basis', models.CharField(blank=True, db_default='', default='', max_length=30)),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), db_default=[], default=list)),
                    ('size', models.PositiveBigIntegerField(null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Link',
                fields=[
                    ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('entry_id', models.BigIntegerField(unique=True)),
                    ('leaf', models.CharField(max_length=64)),
                    ('hash', models.CharField(max_length=64)),
                ],
                options={
                    'abstract': False,
                },
            ),
        ]),
    ]
