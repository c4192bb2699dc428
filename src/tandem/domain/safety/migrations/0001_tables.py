import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('safety', '0001_initial'),
    ]

    dependencies = [
        ('incidents', '0001_tables'),
        ('staffing', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='RollCall',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('asked_by', models.UUIDField(null=True)),
                    ('asked_by_name', models.CharField(max_length=120)),
                    ('asked_at', models.DateTimeField()),
                    ('minutes', models.PositiveSmallIntegerField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by_name', models.CharField(blank=True, max_length=120)),
                    ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staffing.team')),
                ],
            ),
            migrations.CreateModel(
                name='RollAnswer',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('how', models.CharField(blank=True, max_length=6)),
                    ('recorded_by_name', models.CharField(blank=True, max_length=120)),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staffing.teammember')),
                    ('roll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='safety.rollcall')),
                ],
            ),
            migrations.CreateModel(
                name='Sos',
                fields=[
                    ('id', models.UUIDField(primary_key=True, serialize=False)),
                    ('unit', models.CharField(blank=True, max_length=40)),
                    ('name', models.CharField(max_length=120)),
                    ('pressed_at', models.DateTimeField()),
                    ('received_at', models.DateTimeField()),
                    ('latitude', models.FloatField(null=True)),
                    ('longitude', models.FloatField(null=True)),
                    ('place_at', models.DateTimeField(null=True)),
                    ('heard_at', models.DateTimeField(null=True)),
                    ('heard_by', models.UUIDField(null=True)),
                    ('heard_by_name', models.CharField(blank=True, max_length=120)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by_name', models.CharField(blank=True, max_length=120)),
                    ('ended_reason', models.CharField(blank=True, max_length=200)),
                    ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                    ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staffing.team')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='LateCheckIn',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('due_at', models.DateTimeField()),
                    ('board_at', models.DateTimeField()),
                    ('heard_at', models.DateTimeField(null=True)),
                    ('heard_by', models.UUIDField(null=True)),
                    ('heard_by_name', models.CharField(blank=True, max_length=120)),
                    ('supervisor_at', models.DateTimeField(null=True)),
                    ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.assignment')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('assignment', 'due_at'), name='one_late_check_in_a_moment')],
                },
            ),
            migrations.AddConstraint(
                model_name='rollcall',
                constraint=models.UniqueConstraint(models.Value(1), condition=models.Q(('ended_at', None)), name='one_roll_call_at_a_time'),
            ),
            migrations.AddConstraint(
                model_name='rollanswer',
                constraint=models.UniqueConstraint(fields=('roll', 'member'), name='one_line_a_member'),
            ),
            migrations.AddIndex(
                model_name='sos',
                index=models.Index(condition=models.Q(('ended_at', None)), fields=['received_at'], name='sos_open'),
            ),
        ]),
    ]
