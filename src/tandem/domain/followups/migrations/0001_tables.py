import django.contrib.postgres.fields
import django.db.models.deletion
import tandem.foundation.keys.fields
import tandem.vocabulary.followups
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('followups', '0001_initial'),
        ('followups', '0002_cadence'),
        ('followups', '0003_sealed'),
    ]

    dependencies = [
        ('encounters', '0001_tables'),
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='CadenceEdition',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('spans', models.JSONField()),
                    ('outcomes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list)),
                    ('dispositions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list)),
                    ('set_at', models.DateTimeField()),
                    ('set_by', models.UUIDField(null=True)),
                    ('set_by_name', models.CharField(max_length=120)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='FollowUp',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('owner', models.UUIDField(null=True)),
                    ('due_from', models.DateTimeField()),
                    ('due_by', models.DateTimeField()),
                    ('next_try_at', models.DateTimeField(null=True)),
                    ('window', models.CharField(choices=[('first', 'first'), ('week', 'week'), ('month', 'month')], default=tandem.vocabulary.followups.Window['FIRST'], max_length=10)),
                    ('cadence', models.BigIntegerField(null=True)),
                    ('tries_wanted', models.PositiveSmallIntegerField(default=3)),
                    ('wish', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('way', models.CharField(blank=True, choices=[('call', 'call'), ('text', 'text'), ('visit', 'visit')], max_length=10)),
                    ('part_of_day', models.CharField(blank=True, choices=[('morning', 'morning'), ('afternoon', 'afternoon'), ('evening', 'evening')], max_length=10)),
                    ('message_safe', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no')], max_length=3)),
                    ('planned_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_result', models.CharField(blank=True, max_length=20)),
                    ('missed_at', models.DateTimeField(null=True)),
                    ('encounter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='encounters.encounter')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='Attempt',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('result', models.CharField(choices=[('reached', 'reached'), ('message_left', 'message_left'), ('no_answer', 'no_answer'), ('wrong_number', 'wrong_number'), ('declined', 'declined')], max_length=20)),
                    ('note', tandem.foundation.keys.fields.SealedText(blank=True, max_length=300)),
                    ('made_by', models.UUIDField(null=True)),
                    ('made_by_name', models.CharField(max_length=120)),
                    ('followup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='followups.followup')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddIndex(
                model_name='followup',
                index=models.Index(condition=models.Q(('closed_at', None)), fields=['due_by'], name='followup_open'),
            ),
            migrations.AddIndex(
                model_name='followup',
                index=models.Index(fields=['person'], name='followup_by_person'),
            ),
            migrations.AddConstraint(
                model_name='followup',
                constraint=models.UniqueConstraint(fields=('encounter', 'window'), name='one_follow_up_per_window'),
            ),
        ]),
    ]
