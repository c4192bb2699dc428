import django.contrib.postgres.fields
import django.db.models.deletion
import tandem.vocabulary.sign_in
import uuid
from django.conf import settings
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('organizations', '0001_initial'),
        ('organizations', '0002_organization_area'),
        ('organizations', '0003_program_units'),
        ('organizations', '0004_program_instruments_and_transfer_link'),
        ('organizations', '0005_devices_and_watch'),
        ('organizations', '0006_signing'),
        ('organizations', '0007_agency_administrators_and_clocks'),
        ('organizations', '0008_program_requests_open'),
        ('organizations', '0009_consents_and_pacts'),
        ('organizations', '0010_sign_in_profiles'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Organization',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120, unique=True)),
                    ('short_name', models.CharField(max_length=40)),
                    ('kind', models.CharField(choices=[('police', 'police'), ('psap', 'psap'), ('provider', 'provider'), ('hospital', 'hospital'), ('crisis_center', 'crisis_center'), ('shelter', 'shelter'), ('school', 'school'), ('other', 'other')], max_length=20)),
                    ('area', models.CharField(blank=True, max_length=80)),
                    ('registered_provider', models.BooleanField(default=False)),
                    ('in_program', models.BooleanField(default=False)),
                    ('only_sud_care', models.BooleanField(default=False)),
                    ('part2_program', models.BooleanField(default=False)),
                    ('part2_unit', models.CharField(blank=True, max_length=80)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('time_zone', models.CharField(blank=True, max_length=60)),
                    ('sign_in_profile', models.CharField(choices=[('standard', 'standard'), ('cjis', 'cjis')], default=tandem.vocabulary.sign_in.Profile['STANDARD'], max_length=10)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name='Device',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=60)),
                    ('kind', models.CharField(choices=[('wall', 'wall'), ('vehicle', 'vehicle'), ('dispatch', 'dispatch')], default=tandem.vocabulary.sign_in.DeviceKind['WALL'], max_length=10)),
                    ('made_by', models.UUIDField(null=True)),
                    ('made_at', models.DateTimeField()),
                    ('code_hash', models.CharField(max_length=64, unique=True)),
                    ('code_until', models.DateTimeField()),
                    ('paired_at', models.DateTimeField(null=True)),
                    ('token_hash', models.CharField(max_length=64, null=True, unique=True)),
                    ('last_seen_at', models.DateTimeField(null=True)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
            ),
            migrations.CreateModel(
                name='AccessEnded',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('ended_at', models.DateTimeField()),
                    ('due_by', models.DateTimeField()),
                    ('read_at', models.DateTimeField(null=True)),
                    ('read_by', models.UUIDField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
            ),
            migrations.CreateModel(
                name='Pact',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('reference', models.CharField(max_length=160)),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30))),
                    ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20))),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('ended_why', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='pact_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='Part2Setting',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('program', models.BooleanField()),
                    ('unit', models.CharField(blank=True, max_length=80)),
                    ('reason', models.CharField(max_length=400)),
                    ('set_at', models.DateTimeField()),
                    ('set_by', models.UUIDField(null=True)),
                    ('review_due_at', models.DateTimeField(null=True)),
                    ('reviewed_at', models.DateTimeField(null=True)),
                    ('reviewed_by', models.UUIDField(null=True)),
                    ('review', models.CharField(blank=True, max_length=400)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
            ),
            migrations.CreateModel(
                name='Program',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('state', models.CharField(max_length=2)),
                    ('time_zone', models.CharField(max_length=60)),
                    ('edition', models.CharField(max_length=60)),
                    ('units', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list)),
                    ('instruments', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list)),
                    ('transfer_link_hours', models.PositiveSmallIntegerField(default=12)),
                    ('requests_open', models.BooleanField(default=False)),
                    ('banner', models.BooleanField(default=False)),
                    ('banner_text', models.CharField(blank=True, max_length=1000)),
                    ('call_goal_minutes', models.PositiveSmallIntegerField(default=20)),
                    ('cad_stale_seconds', models.PositiveIntegerField(default=90)),
                    ('referral_link_days', models.PositiveSmallIntegerField(default=14)),
                    ('intake_limit_bytes', models.PositiveIntegerField(default=1048576)),
                    ('import_limit_bytes', models.PositiveBigIntegerField(default=268435456)),
                    ('check_in_minutes', models.PositiveSmallIntegerField(default=20)),
                    ('late_after_minutes', models.PositiveSmallIntegerField(default=5)),
                    ('roll_call_minutes', models.PositiveSmallIntegerField(default=3)),
                    ('caution_days', models.PositiveSmallIntegerField(default=180)),
                    ('travel_speed_mph', models.PositiveSmallIntegerField(default=25)),
                    ('travel_speed_source', models.CharField(default='Assumed for city streets; measured nowhere. A table of minutes is better.', max_length=200)),
                    ('distance_unit', models.CharField(choices=[('mi', 'miles'), ('km', 'kilometers')], default='mi', max_length=2)),
                    ('lock_minutes', models.PositiveSmallIntegerField(default=15)),
                    ('idle_days', models.PositiveSmallIntegerField(default=90)),
                    ('set_up_at', models.DateTimeField(null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_program')],
                },
            ),
            migrations.CreateModel(
                name='Token',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=60)),
                    ('scope', models.CharField(max_length=20)),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('last_heard_at', models.DateTimeField(null=True)),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('role', models.CharField(choices=[('officer', 'officer'), ('clinician', 'clinician'), ('peer', 'peer'), ('clinical_supervisor', 'clinical_supervisor'), ('dispatcher', 'dispatcher'), ('evaluator', 'evaluator'), ('privacy_officer', 'privacy_officer'), ('admin', 'admin'), ('agency_admin', 'agency_admin')], max_length=20)),
                    ('profession', models.CharField(blank=True, choices=[('clinician', 'clinician'), ('officer', 'officer'), ('peer', 'peer'), ('paramedic', 'paramedic'), ('nurse', 'nurse'), ('case_manager', 'case_manager'), ('unlicensed_clinician', 'unlicensed_clinician'), ('intern', 'intern')], max_length=20)),
                    ('active', models.BooleanField(default=True)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('last_acted_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'organization', 'role'), name='one_job_once')],
                },
            ),
            migrations.CreateModel(
                name='PactNotice',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('days', models.PositiveSmallIntegerField()),
                    ('told_at', models.DateTimeField()),
                    ('mailed', models.PositiveSmallIntegerField(default=0)),
                    ('read_at', models.DateTimeField(null=True)),
                    ('read_by', models.UUIDField(null=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('pact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='organizations.pact')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('pact', 'organization', 'days'), name='told_once_each')],
                },
            ),
            migrations.CreateModel(
                name='PactSide',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('signed_by', models.CharField(max_length=120)),
                    ('signed_on', models.DateField()),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('pact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sides', to='organizations.pact')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('pact', 'organization'), name='one_side_once')],
                },
            ),
        ]),
    ]
