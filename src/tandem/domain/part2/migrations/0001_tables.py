import django.db.models.deletion
import tandem.foundation.keys.fields
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('part2', '0001_initial'),
    ]

    dependencies = [
        ('encounters', '0001_tables'),
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='EmergencyRecord',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('recipient_name', models.CharField(max_length=120)),
                    ('facility_name', models.CharField(max_length=120)),
                    ('discloser_name', models.CharField(max_length=120)),
                    ('told_at', models.DateTimeField()),
                    ('nature', tandem.foundation.keys.fields.SealedText(max_length=1000)),
                    ('why_no_consent', tandem.foundation.keys.fields.SealedText(max_length=500)),
                    ('disclosure_id', models.UUIDField(null=True)),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.UUIDField()),
                    ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SubstanceScreening',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('instrument', models.CharField(max_length=60)),
                    ('edition', models.CharField(max_length=60)),
                    ('definition_hash', models.CharField(max_length=64)),
                    ('language', models.CharField(default='en', max_length=8)),
                    ('answers', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('started_at', models.DateTimeField()),
                    ('completed_at', models.DateTimeField(null=True)),
                    ('tier', models.CharField(blank=True, max_length=20)),
                    ('score', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('given_by', models.UUIDField(null=True)),
                    ('encounter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='encounters.encounter')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='SubstanceTask',
                fields=[
                    ('code', models.CharField(max_length=40)),
                    ('words', models.CharField(max_length=200)),
                    ('created_at', models.DateTimeField()),
                    ('done_at', models.DateTimeField(null=True)),
                    ('done_by', models.UUIDField(null=True)),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('screening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='part2.substancescreening')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SubstanceUse',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.UUIDField(null=True)),
                    ('written_by_name', models.CharField(max_length=120)),
                    ('answers', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='encounters.encounter')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='ApartNote',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.UUIDField(null=True)),
                    ('written_by_name', models.CharField(max_length=120)),
                    ('text', tandem.foundation.keys.fields.SealedText()),
                    ('signed_at', models.DateTimeField(null=True)),
                    ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='encounters.encounter')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['person'], name='apart_note_by_person')],
                },
            ),
            migrations.CreateModel(
                name='CounselingNote',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('note', models.UUIDField(db_index=True, default=uuid.uuid4)),
                    ('text', tandem.foundation.keys.fields.SealedText()),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.UUIDField()),
                    ('written_by_name', models.CharField(max_length=120)),
                    ('moved_at', models.DateTimeField(null=True)),
                    ('moved_why', tandem.foundation.keys.fields.SealedText(blank=True, max_length=500)),
                    ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='encounters.encounter')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['person'], name='counseling_note_by_person')],
                },
            ),
            migrations.CreateModel(
                name='PsychotherapyNote',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('note', models.UUIDField(db_index=True, default=uuid.uuid4)),
                    ('text', tandem.foundation.keys.fields.SealedText()),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.UUIDField()),
                    ('written_by_name', models.CharField(max_length=120)),
                    ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='encounters.encounter')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['person'], name='psychotherapy_note_by_person')],
                },
            ),
            migrations.AddConstraint(
                model_name='substancescreening',
                constraint=models.UniqueConstraint(fields=('encounter', 'instrument'), name='one_substance_screening_each'),
            ),
            migrations.AddIndex(
                model_name='substanceuse',
                index=models.Index(fields=['person'], name='substance_use_by_person'),
            ),
        ]),
    ]
