import django.contrib.postgres.fields
import django.db.models.deletion
import tandem.foundation.keys.fields
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('releases', '0001_initial'),
        ('releases', '0002_copy'),
        ('releases', '0003_out_one_door'),
        ('releases', '0004_alter_copy_kind'),
        ('releases', '0005_list_export'),
        ('releases', '0006_asked_on_own_page'),
        ('releases', '0007_more_sealed'),
    ]

    dependencies = [
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Copy',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('opening_id', models.UUIDField()),
                    ('kind', models.CharField(choices=[('police', 'police'), ('clinical', 'clinical'), ('part2', 'part2'), ('list', 'list')], max_length=10)),
                    ('way', models.CharField(choices=[('copied', 'copied'), ('printed', 'printed'), ('file', 'file')], max_length=10)),
                    ('actor_id', models.UUIDField(null=True)),
                    ('actor_name', models.CharField(max_length=120)),
                    ('role', models.CharField(max_length=20)),
                    ('organization_id', models.UUIDField(null=True)),
                    ('person_id', models.UUIDField(db_index=True, null=True)),
                    ('subject_id', models.UUIDField()),
                    ('recipient_id', models.UUIDField()),
                    ('recipient_name', models.CharField(max_length=120)),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list)),
                    ('purpose', models.CharField(max_length=20)),
                    ('rules', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list)),
                    ('at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='Disclosure',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('opening_id', models.UUIDField()),
                    ('person_id', models.UUIDField(db_index=True)),
                    ('organization_id', models.UUIDField(null=True)),
                    ('recipient_id', models.UUIDField(null=True)),
                    ('recipient_name', models.CharField(max_length=120)),
                    ('recipient_address', models.CharField(blank=True, max_length=200)),
                    ('agreement_id', models.UUIDField(null=True)),
                    ('subject_id', models.UUIDField(null=True)),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list)),
                    ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list)),
                    ('purpose', models.CharField(max_length=20)),
                    ('basis', models.CharField(max_length=20)),
                    ('rules', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list)),
                    ('obligations', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list)),
                    ('medium', models.CharField(max_length=20)),
                    ('sent_at', models.DateTimeField()),
                    ('form', models.CharField(blank=True, max_length=4)),
                    ('case_id', models.UUIDField(db_index=True, null=True)),
                    ('notice', models.CharField(blank=True, max_length=40)),
                    ('why', models.CharField(blank=True, max_length=200)),
                ],
            ),
            migrations.CreateModel(
                name='ListExport',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('asked_by', models.UUIDField()),
                    ('asked_by_name', models.CharField(max_length=120)),
                    ('purpose', models.CharField(max_length=300)),
                    ('rows', models.PositiveIntegerField()),
                    ('state', models.CharField(choices=[('asked', 'asked'), ('approved', 'approved'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('decided_by', models.UUIDField(null=True)),
                    ('decided_by_name', models.CharField(blank=True, max_length=120)),
                    ('answer', models.CharField(blank=True, max_length=300)),
                    ('fetched_at', models.DateTimeField(null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Opening',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=20)),
                    ('actor_kind', models.CharField(max_length=10)),
                    ('actor_id', models.UUIDField(null=True)),
                    ('actor_name', models.CharField(max_length=120)),
                    ('role', models.CharField(max_length=20)),
                    ('organization_id', models.UUIDField(null=True)),
                    ('person_id', models.UUIDField(null=True)),
                    ('ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list)),
                    ('purpose', models.CharField(max_length=20)),
                    ('opened_at', models.DateTimeField()),
                    ('rules', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list)),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list)),
                ],
            ),
            migrations.CreateModel(
                name='ReleaseCase',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('access', 'access'), ('accounting', 'accounting'), ('amendment', 'amendment'), ('authorization', 'authorization'), ('subpoena', 'subpoena'), ('court_order', 'court_order'), ('official', 'official')], max_length=20)),
                    ('requester_name', tandem.foundation.keys.fields.SealedText(max_length=120)),
                    ('requester_tie', models.CharField(max_length=120)),
                    ('requester_address', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('matter', tandem.foundation.keys.fields.SealedText(max_length=400)),
                    ('received_on', models.DateField()),
                    ('due_on', models.DateField(null=True)),
                    ('identity', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('representative', models.BooleanField(default=False)),
                    ('papers', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('harm_feared', models.BooleanField(default=False)),
                    ('proceeding', models.BooleanField(null=True)),
                    ('paper_kept', models.CharField(blank=True, max_length=200)),
                    ('counsel', models.CharField(blank=True, max_length=120)),
                    ('assurance', models.CharField(blank=True, max_length=200)),
                    ('court', models.CharField(blank=True, max_length=120)),
                    ('order_number', models.CharField(blank=True, max_length=80)),
                    ('order_on', models.DateField(null=True)),
                    ('findings', models.CharField(blank=True, choices=[('', ''), ('2.64', '2.64'), ('2.65', '2.65'), ('2.66', '2.66'), ('2.63', '2.63')], max_length=4)),
                    ('findings_words', tandem.foundation.keys.fields.SealedText(blank=True, max_length=400)),
                    ('notice_words', models.CharField(blank=True, max_length=200)),
                    ('subpoena', models.CharField(blank=True, max_length=120)),
                    ('order_names_notes', models.BooleanField(default=False)),
                    ('opens_sealed', models.BooleanField(default=False)),
                    ('authorized_on', models.DateField(null=True)),
                    ('authorized_until', models.DateField(null=True)),
                    ('names_proceeding', models.BooleanField(default=False)),
                    ('opened_at', models.DateTimeField()),
                    ('opened_by', models.UUIDField(null=True)),
                    ('opened_by_name', models.CharField(max_length=120)),
                    ('outcome', models.CharField(blank=True, choices=[('answered', 'answered'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], max_length=10)),
                    ('reason', tandem.foundation.keys.fields.SealedText(blank=True, max_length=400)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by_name', models.CharField(blank=True, max_length=120)),
                    ('from_own_page', models.BooleanField(default=False)),
                ],
            ),
            migrations.CreateModel(
                name='Letter',
                fields=[
                    ('disclosure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='releases.disclosure')),
                    ('lines', tandem.foundation.keys.fields.SealedJSON(default=list)),
                    ('kept', tandem.foundation.keys.fields.SealedJSON(default=list)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddConstraint(
                model_name='disclosure',
                constraint=models.CheckConstraint(condition=models.Q(('recipient_id__isnull', False), models.Q(('recipient_address', ''), _negated=True), _connector='OR'), name='disclosure_says_who_got_it'),
            ),
            migrations.AddField(
                model_name='copy',
                name='disclosure',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='releases.disclosure'),
            ),
            migrations.AddField(
                model_name='listexport',
                name='organization',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization'),
            ),
            migrations.AddIndex(
                model_name='opening',
                index=models.Index(fields=['person_id', 'opened_at'], name='opening_by_person'),
            ),
            migrations.AddField(
                model_name='releasecase',
                name='organization',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization'),
            ),
            migrations.AddField(
                model_name='releasecase',
                name='person',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
            ),
            migrations.AddField(
                model_name='releasecase',
                name='recipient',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization'),
            ),
            migrations.AddField(
                model_name='letter',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
            ),
            migrations.AddIndex(
                model_name='releasecase',
                index=models.Index(fields=['organization', 'closed_at'], name='case_by_organization'),
            ),
        ]),
    ]
