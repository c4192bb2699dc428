import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('staffing', '0001_initial'),
        ('staffing', '0002_travel'),
        ('staffing', '0003_signing'),
        ('staffing', '0004_team_skills'),
    ]

    dependencies = [
        ('organizations', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Landmark',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=80, unique=True)),
                    ('kind', models.CharField(choices=[('station', 'station'), ('area', 'area')], max_length=10)),
                    ('latitude', models.FloatField()),
                    ('longitude', models.FloatField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='TravelTable',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('edition', models.CharField(max_length=60, unique=True)),
                    ('source', models.CharField(max_length=200)),
                    ('in_force_from', models.DateField()),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.UUIDField(null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='HandoverReading',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('read_at', models.DateTimeField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Team',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('unit', models.CharField(max_length=40)),
                    ('vehicle', models.CharField(blank=True, max_length=80)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('skills', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list)),
                    ('signed_on_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('signed_off_at', models.DateTimeField(null=True)),
                    ('latitude', models.FloatField(null=True)),
                    ('longitude', models.FloatField(null=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('station', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='staffing.landmark')),
                ],
            ),
            migrations.CreateModel(
                name='TeamMember',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('profession', models.CharField(choices=[('clinician', 'clinician'), ('officer', 'officer'), ('peer', 'peer'), ('paramedic', 'paramedic'), ('nurse', 'nurse'), ('case_manager', 'case_manager'), ('unlicensed_clinician', 'unlicensed_clinician'), ('intern', 'intern')], max_length=20)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='staffing.team')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='TravelTime',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('origin', models.CharField(max_length=80)),
                    ('destination', models.CharField(max_length=80)),
                    ('minutes', models.PositiveSmallIntegerField()),
                    ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='times', to='staffing.traveltable')),
                ],
            ),
            migrations.AddConstraint(
                model_name='team',
                constraint=models.UniqueConstraint(condition=models.Q(('signed_off_at', None)), fields=('unit',), name='one_team_on_shift_per_unit_number'),
            ),
            migrations.AddConstraint(
                model_name='team',
                constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('signed_on_at'))), name='shift_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='teammember',
                constraint=models.UniqueConstraint(fields=('team', 'user'), name='member_once'),
            ),
            migrations.AddConstraint(
                model_name='traveltime',
                constraint=models.UniqueConstraint(fields=('table', 'origin', 'destination'), name='one_time_a_direction'),
            ),
        ]),
    ]
