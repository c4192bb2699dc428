import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import tandem.foundation.keys.fields
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('acts', '0001_initial'),
        ('acts', '0002_words'),
    ]

    dependencies = [
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Log',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('act_id', models.UUIDField(db_index=True)),
                    ('kind', models.CharField(max_length=40)),
                    ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField())),
                    ('actor_kind', models.CharField(max_length=10)),
                    ('actor_id', models.UUIDField(null=True)),
                    ('actor_role', models.CharField(blank=True, max_length=20)),
                    ('organization_id', models.UUIDField(null=True)),
                    ('occurred_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('detail', models.JSONField(default=dict)),
                    ('words', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('edition', models.CharField(blank=True, max_length=60)),
                ],
                options={
                    'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=True, fields=['subjects'], name='log_subjects')],
                },
            ),
        ]),
    ]
