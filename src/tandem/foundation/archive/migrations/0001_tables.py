import django.db.models.deletion
import tandem.foundation.keys.fields
import tandem.vocabulary.runs
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('archive', '0001_initial'),
        ('archive', '0002_opens_with'),
    ]

    dependencies = [
        ('attachments', '0001_tables'),
        ('jobs', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ExportRequest',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('asked_by', models.UUIDField(db_index=True)),
                    ('organization_id', models.UUIDField()),
                    ('reason', models.CharField(max_length=500)),
                    ('state', models.CharField(choices=[('asked', 'asked'), ('approved', 'approved'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default=tandem.vocabulary.runs.ExportState['ASKED'], max_length=12)),
                    ('asked_at', models.DateTimeField()),
                    ('decided_by', models.UUIDField(null=True)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('answer', models.CharField(blank=True, max_length=500)),
                    ('downloaded_at', models.DateTimeField(null=True)),
                    ('opens_with', tandem.foundation.keys.fields.SealedText(blank=True)),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='attachments.file')),
                    ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.run')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('asked_by', models.F('decided_by')), _negated=True), ('decided_by', None), _connector='OR'), name='export_takes_two_persons')],
                },
            ),
        ]),
    ]
