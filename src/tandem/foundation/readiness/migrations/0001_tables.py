from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('readiness', '0001_initial'),
    ]

    dependencies = [
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Signature',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('holds', models.BooleanField(default=True)),
                    ('note', models.CharField(max_length=400)),
                    ('signed_by', models.UUIDField()),
                    ('signed_as', models.CharField(choices=[('officer', 'officer'), ('clinician', 'clinician'), ('peer', 'peer'), ('clinical_supervisor', 'clinical_supervisor'), ('dispatcher', 'dispatcher'), ('evaluator', 'evaluator'), ('privacy_officer', 'privacy_officer'), ('admin', 'admin'), ('agency_admin', 'agency_admin')], max_length=20)),
                    ('signed_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Vouch',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('point', models.CharField(choices=[('counsel', 'counsel'), ('agreements', 'agreements'), ('privacy_officer', 'privacy_officer'), ('part2', 'part2'), ('state_law', 'state_law'), ('retention', 'retention'), ('time_zone', 'time_zone'), ('second_factors', 'second_factors'), ('https', 'https'), ('keys', 'keys'), ('restore', 'restore'), ('audit_apart', 'audit_apart'), ('fips', 'fips'), ('mail', 'mail'), ('scan', 'scan'), ('penetration_test', 'penetration_test'), ('security_audit', 'security_audit')], max_length=30)),
                    ('holds', models.BooleanField(default=True)),
                    ('done_on', models.DateField()),
                    ('note', models.CharField(max_length=400)),
                    ('signed_by', models.UUIDField()),
                    ('signed_as', models.CharField(choices=[('officer', 'officer'), ('clinician', 'clinician'), ('peer', 'peer'), ('clinical_supervisor', 'clinical_supervisor'), ('dispatcher', 'dispatcher'), ('evaluator', 'evaluator'), ('privacy_officer', 'privacy_officer'), ('admin', 'admin'), ('agency_admin', 'agency_admin')], max_length=20)),
                    ('signed_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
        ]),
    ]
