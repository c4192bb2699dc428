import django.contrib.postgres.fields
import django.db.models.deletion
import tandem.foundation.keys.fields
import tandem.vocabulary.phones
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('encounters', '0001_tables'),
        ('incidents', '0001_tables'),
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ServerKey',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('public', models.JSONField()),
                    ('private', tandem.foundation.keys.fields.SealedText()),
                    ('made_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Work',
                fields=[
                    ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('verb', models.CharField(max_length=30)),
                    ('subject', models.UUIDField(db_index=True)),
                    ('branch', models.UUIDField()),
                    ('step', models.PositiveIntegerField()),
                    ('trunk', models.PositiveIntegerField()),
                    ('after', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list)),
                    ('settles', models.UUIDField(null=True)),
                    ('author', models.UUIDField()),
                    ('author_name', models.CharField(max_length=120)),
                    ('role', models.CharField(max_length=20)),
                    ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list)),
                    ('conflicting', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list)),
                    ('hash', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('applied', 'applied'), ('waiting', 'waiting'), ('conflict', 'conflict'), ('review', 'review'), ('refused', 'refused'), ('rival', 'rival')], max_length=10)),
                    ('why', models.CharField(blank=True, max_length=12)),
                    ('made', models.JSONField(default=dict)),
                    ('made_at', models.DateTimeField()),
                    ('received_at', models.DateTimeField()),
                    ('skew_seconds', models.IntegerField(null=True)),
                    ('applied_at', models.DateTimeField(null=True)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('settled', models.CharField(blank=True, choices=[('replaced', 'replaced'), ('taken_over', 'taken_over'), ('set_aside', 'set_aside')], max_length=12)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('settled_why', models.CharField(blank=True, max_length=200)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
            ),
            migrations.CreateModel(
                name='Rival',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('author', models.UUIDField()),
                    ('author_name', models.CharField(max_length=120)),
                    ('hash', models.CharField(max_length=64)),
                    ('received_at', models.DateTimeField()),
                    ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rivals', to='phones.work')),
                ],
            ),
            migrations.CreateModel(
                name='PoliceWork',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('hash', models.CharField(max_length=64)),
                    ('body', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('answer', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('kept_at', models.DateTimeField()),
                    ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='phones.work')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PlanWork',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('hash', models.CharField(max_length=64)),
                    ('body', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('answer', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('kept_at', models.DateTimeField()),
                    ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='phones.work')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PersonWork',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('hash', models.CharField(max_length=64)),
                    ('body', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('answer', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('kept_at', models.DateTimeField()),
                    ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='phones.work')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CareWork',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('hash', models.CharField(max_length=64)),
                    ('body', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('answer', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('kept_at', models.DateTimeField()),
                    ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='phones.work')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CallWork',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('hash', models.CharField(max_length=64)),
                    ('body', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('answer', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('kept_at', models.DateTimeField()),
                    ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='phones.work')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ApartWork',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('hash', models.CharField(max_length=64)),
                    ('body', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('answer', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('kept_at', models.DateTimeField()),
                    ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='phones.work')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Lease',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('secret', models.CharField(max_length=64, unique=True)),
                    ('user', models.UUIDField()),
                    ('job', models.UUIDField()),
                    ('role', models.CharField(max_length=20)),
                    ('people', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list)),
                    ('team', models.UUIDField(null=True)),
                    ('members', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list)),
                    ('taken_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_why', models.CharField(blank=True, choices=[('disabled', 'disabled'), ('locked', 'locked'), ('role', 'role'), ('over', 'over'), ('retake', 'retake')], max_length=10)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'indexes': [models.Index(fields=['user', 'taken_at'], name='lease_by_user')],
                },
            ),
            migrations.CreateModel(
                name='Photo',
                fields=[
                    ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('file', models.UUIDField()),
                    ('author', models.UUIDField()),
                    ('author_name', models.CharField(max_length=120)),
                    ('name', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('hash', models.CharField(max_length=64)),
                    ('size', models.PositiveIntegerField()),
                    ('kind', models.CharField(max_length=10)),
                    ('received_at', models.DateTimeField()),
                    ('tied_at', models.DateTimeField(null=True)),
                    ('encounter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='encounters.encounter')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['encounter'], name='photo_by_contact')],
                },
            ),
            migrations.AddIndex(
                model_name='work',
                index=models.Index(fields=['author', 'state'], name='work_by_author'),
            ),
            migrations.AddIndex(
                model_name='work',
                index=models.Index(condition=models.Q(models.Q(('state', tandem.vocabulary.phones.WorkState['APPLIED']), _negated=True), ('settled_at', None)), fields=['organization', 'received_at'], name='work_unsettled'),
            ),
            migrations.AddConstraint(
                model_name='rival',
                constraint=models.UniqueConstraint(fields=('work', 'hash'), name='rival_once'),
            ),
        ]),
    ]
