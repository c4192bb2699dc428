import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('attachments', '0001_initial'),
    ]

    dependencies = [
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='File',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('place', models.CharField(max_length=64, unique=True)),
                    ('name', models.CharField(max_length=300)),
                    ('category', models.CharField(choices=[('cad_facts', 'cad_facts'), ('safety_flags', 'safety_flags'), ('demographics', 'demographics'), ('clinical_note', 'clinical_note'), ('screening', 'screening'), ('part2_record', 'part2_record'), ('sud_counseling_note', 'sud_counseling_note'), ('psychotherapy_note', 'psychotherapy_note'), ('safety_plan', 'safety_plan'), ('referral_status', 'referral_status'), ('le_narrative', 'le_narrative'), ('deid_aggregate', 'deid_aggregate'), ('access_log', 'access_log'), ('key', 'key'), ('operations', 'operations')], max_length=30)),
                    ('owner_id', models.UUIDField(null=True)),
                    ('size', models.PositiveBigIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField(db_index=True, null=True)),
                    ('gone_at', models.DateTimeField(null=True)),
                ],
            ),
        ]),
    ]
