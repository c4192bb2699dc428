import tandem.vocabulary.runs
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('jobs', '0001_initial'),
        ('jobs', '0002_alter_run_asked_as'),
    ]

    dependencies = [
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Run',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=40)),
                    ('asked_by', models.UUIDField(db_index=True)),
                    ('asked_as', models.CharField(choices=[('officer', 'officer'), ('clinician', 'clinician'), ('peer', 'peer'), ('clinical_supervisor', 'clinical_supervisor'), ('dispatcher', 'dispatcher'), ('evaluator', 'evaluator'), ('privacy_officer', 'privacy_officer'), ('admin', 'admin'), ('agency_admin', 'agency_admin')], max_length=20)),
                    ('organization_id', models.UUIDField()),
                    ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('failed', 'failed'), ('cancelled', 'cancelled')], default=tandem.vocabulary.runs.RunState['WAITING'], max_length=12)),
                    ('done', models.PositiveBigIntegerField(default=0)),
                    ('total', models.PositiveBigIntegerField(null=True)),
                    ('words', models.CharField(blank=True, max_length=200)),
                    ('failure', models.CharField(blank=True, max_length=400)),
                    ('arguments', models.JSONField(default=dict)),
                    ('results', models.JSONField(default=dict)),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('asked_at', models.DateTimeField()),
                    ('started_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('cancel_asked_at', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'running'])), fields=['state'], name='run_not_over')],
                },
            ),
        ]),
    ]
