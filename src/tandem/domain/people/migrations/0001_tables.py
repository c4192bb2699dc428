import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import tandem.foundation.keys.blind
import tandem.foundation.keys.fields
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('people', '0001_initial'),
        ('people', '0002_caution_review'),
        ('people', '0003_own_key'),
        ('people', '0004_sealed'),
        ('people', '0005_own_words'),
    ]

    dependencies = [
        ('organizations', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Caution',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('told_on', models.UUIDField(null=True)),
                    ('words', tandem.foundation.keys.fields.SealedText(max_length=200)),
                    ('avoid', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('what_helps', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('by_provider', models.BooleanField()),
                    ('published_by', models.UUIDField(null=True)),
                    ('published_by_name', models.CharField(max_length=120)),
                    ('published_at', models.DateTimeField()),
                    ('reviewed_at', models.DateTimeField(null=True)),
                    ('reviewed_by_name', models.CharField(blank=True, max_length=120)),
                    ('expires_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_by_name', models.CharField(blank=True, max_length=120)),
                    ('withdrawn_reason', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CautionReview',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('what', models.CharField(choices=[('renewed', 'renewed'), ('corrected', 'corrected'), ('withdrawn', 'withdrawn')], max_length=10)),
                    ('reason', tandem.foundation.keys.fields.SealedText(max_length=200)),
                    ('reviewed_by', models.UUIDField(null=True)),
                    ('reviewed_by_name', models.CharField(max_length=120)),
                    ('at', models.DateTimeField()),
                    ('words', tandem.foundation.keys.fields.SealedText(max_length=200)),
                    ('avoid', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('what_helps', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('expires_at', models.DateTimeField()),
                    ('caution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='people.caution')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Opinion',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('month', models.DateField()),
                    ('treated', models.CharField(max_length=10)),
                    ('helped', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list)),
                    ('words', tandem.foundation.keys.fields.SealedText(blank=True, max_length=400)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('created_at', models.DateTimeField()),
                    ('identified_at', models.DateTimeField(null=True)),
                    ('is_staff', models.BooleanField(default=False)),
                    ('sealed_at', models.DateTimeField(null=True)),
                    ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='caution',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cautions', to='people.person'),
            ),
            migrations.CreateModel(
                name='PassedOn',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('basis', models.CharField(choices=[('agree', 'agree'), ('threat', 'threat')], max_length=10)),
                    ('agreement_id', models.UUIDField(null=True)),
                    ('disclosure_id', models.UUIDField()),
                    ('statement', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('at_risk', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('passed_by', models.UUIDField(null=True)),
                    ('passed_by_name', models.CharField(max_length=120)),
                    ('passed_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('caution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passed_on', to='people.caution')),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'indexes': [models.Index(fields=['recipient', 'until'], name='passed_on_in_force')],
                },
            ),
            migrations.CreateModel(
                name='OwnKey',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('secret_hash', models.CharField(max_length=64)),
                    ('code_hash', models.CharField(max_length=64)),
                    ('language', models.CharField(max_length=8)),
                    ('given_at', models.DateTimeField()),
                    ('given_by', models.UUIDField(null=True)),
                    ('given_by_name', models.CharField(max_length=120)),
                    ('expires_at', models.DateTimeField()),
                    ('wrong_codes', models.PositiveSmallIntegerField(default=0)),
                    ('stopped_at', models.DateTimeField(null=True)),
                    ('answered', models.BooleanField(default=False)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own_keys', to='people.person')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('stopped_at', None)), fields=('person',), name='one_own_page_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Description',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('told_on', models.UUIDField(null=True)),
                    ('call_source', models.BooleanField()),
                    ('family_name', tandem.foundation.keys.fields.SealedText(blank=True, max_length=80)),
                    ('given_name', tandem.foundation.keys.fields.SealedText(blank=True, max_length=80)),
                    ('says_name', tandem.foundation.keys.fields.SealedText(blank=True, max_length=80)),
                    ('aliases', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('birth_date', tandem.foundation.keys.fields.SealedDate(null=True)),
                    ('appearance', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('pronouns', models.CharField(blank=True, max_length=40)),
                    ('language', models.CharField(blank=True, max_length=40)),
                    ('address', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('phone', tandem.foundation.keys.fields.SealedText(blank=True, max_length=40)),
                    ('phone_rule', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_reason', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('marks', tandem.foundation.keys.blind.BlindIndex(days=('birth_date',), texts=('family_name', 'given_name', 'aliases', 'appearance'))),
                    ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='descriptions', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['person', 'recorded_at'], name='description_by_person'), django.contrib.postgres.indexes.GinIndex(fields=['marks'], name='description_by_mark')],
                },
            ),
            migrations.CreateModel(
                name='Wish',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('comes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list)),
                    ('language', models.CharField(blank=True, max_length=40)),
                    ('helps', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('words', tandem.foundation.keys.fields.SealedText(blank=True, max_length=400)),
                    ('given_at', models.DateTimeField()),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['person', 'given_at'], name='wish_by_person')],
                },
            ),
        ]),
    ]
