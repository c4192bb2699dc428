import django.db.models.deletion
import tandem.foundation.keys.fields
import tandem.vocabulary.oversight
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('oversight', '0001_initial'),
        ('oversight', '0002_legal_holds'),
        ('oversight', '0003_by_age'),
    ]

    dependencies = [
        ('incidents', '0001_tables'),
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Breach',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('title', models.CharField(max_length=120)),
                    ('what_happened', models.CharField(max_length=2000)),
                    ('discovered_on', models.DateField()),
                    ('affected', models.PositiveIntegerField()),
                    ('per_state', models.JSONField(default=dict)),
                    ('part2', models.BooleanField(default=False)),
                    ('factors', models.JSONField(default=dict)),
                    ('not_breach', models.BooleanField(default=False)),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by_name', models.CharField(max_length=120)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by_name', models.CharField(blank=True, max_length=120)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Due',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('notice', models.CharField(max_length=20)),
                    ('state', models.CharField(blank=True, max_length=2)),
                    ('told_on', models.DateField()),
                    ('how', models.CharField(max_length=200)),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by_name', models.CharField(max_length=120)),
                    ('breach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='oversight.breach')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Expungement',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('person_id', models.UUIDField(null=True)),
                    ('case_id', models.UUIDField(null=True)),
                    ('order_number', models.CharField(max_length=80)),
                    ('scope', models.CharField(choices=[('clinical', 'clinical'), ('police', 'police')], max_length=10)),
                    ('reason', models.CharField(choices=[('order', 'order'), ('retention', 'retention')], default=tandem.vocabulary.oversight.ExpungeReason['ORDER'], max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('asked_by', models.UUIDField()),
                    ('asked_by_name', models.CharField(max_length=120)),
                    ('approved_at', models.DateTimeField(null=True)),
                    ('approved_by', models.UUIDField(null=True)),
                    ('approved_by_name', models.CharField(blank=True, max_length=120)),
                    ('refused_at', models.DateTimeField(null=True)),
                    ('done_at', models.DateTimeField(null=True)),
                    ('rows', models.PositiveIntegerField(default=0)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='LegalHold',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('matter', models.CharField(max_length=80)),
                    ('reason', tandem.foundation.keys.fields.SealedText(max_length=400)),
                    ('since', models.DateField()),
                    ('placed_at', models.DateTimeField()),
                    ('placed_by', models.UUIDField()),
                    ('placed_by_name', models.CharField(max_length=120)),
                    ('released_at', models.DateTimeField(null=True)),
                    ('released_reason', tandem.foundation.keys.fields.SealedText(blank=True, max_length=400)),
                    ('released_by', models.UUIDField(null=True)),
                    ('released_by_name', models.CharField(blank=True, max_length=120)),
                    ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('incident', None), ('person__isnull', False)), models.Q(('incident__isnull', False), ('person', None)), _connector='OR'), name='a_hold_is_about_one_person_or_one_call')],
                },
            ),
            migrations.CreateModel(
                name='WeeklyReview',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('week', models.DateField()),
                    ('signed_at', models.DateTimeField()),
                    ('signed_by', models.UUIDField(null=True)),
                    ('signed_by_name', models.CharField(max_length=120)),
                    ('found', models.CharField(blank=True, max_length=1000)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('organization', 'week'), name='a_week_is_signed_once')],
                },
            ),
        ]),
    ]
