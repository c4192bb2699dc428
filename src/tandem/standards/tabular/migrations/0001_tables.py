import django.db.models.deletion
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('tabular', '0001_initial'),
    ]

    dependencies = [
        ('attachments', '0001_tables'),
        ('jobs', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Import',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('made_by', models.UUIDField(db_index=True)),
                    ('made_at', models.DateTimeField()),
                    ('form', models.JSONField(default=dict)),
                    ('mapping', models.JSONField(null=True)),
                    ('edition', models.CharField(blank=True, max_length=100)),
                    ('accepted', models.PositiveIntegerField(default=0)),
                    ('unchanged', models.PositiveIntegerField(default=0)),
                    ('refused', models.PositiveIntegerField(default=0)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='attachments.file')),
                    ('refused_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='attachments.file')),
                    ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.run')),
                ],
            ),
            migrations.CreateModel(
                name='SavedMapping',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=80)),
                    ('number', models.PositiveIntegerField()),
                    ('body', models.JSONField()),
                    ('made_by', models.UUIDField(null=True)),
                    ('made_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('name', 'number'), name='one_mapping_per_number')],
                },
            ),
        ]),
    ]
