import django.contrib.postgres.fields
import django.db.models.deletion
import tandem.foundation.keys.fields
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('consents', '0001_initial'),
        ('consents', '0002_consents_and_pacts'),
        ('consents', '0003_sealed'),
        ('consents', '0004_more_sealed'),
    ]

    dependencies = [
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Agreement',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30))),
                    ('purpose', models.CharField(max_length=20)),
                    ('until', models.DateTimeField()),
                    ('given_at', models.DateTimeField()),
                    ('how', models.CharField(choices=[('spoken', 'spoken'), ('signed', 'signed')], max_length=10)),
                    ('heard_by', models.CharField(blank=True, max_length=120)),
                    ('signature', tandem.foundation.keys.fields.SealedText(blank=True)),
                    ('language', models.CharField(default='en', max_length=8)),
                    ('told_on', models.UUIDField(null=True)),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('discloser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='people.person')),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
            ),
            migrations.CreateModel(
                name='NotesAuthorization',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=20)),
                    ('recipient_class', models.CharField(blank=True, max_length=20)),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30))),
                    ('part', tandem.foundation.keys.fields.SealedText(blank=True, max_length=300)),
                    ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20))),
                    ('purpose_words', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('given_at', models.DateTimeField()),
                    ('until', models.DateTimeField(null=True)),
                    ('until_event', models.CharField(blank=True, max_length=200)),
                    ('signer', models.CharField(max_length=20)),
                    ('signer_name', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('signer_tie', tandem.foundation.keys.fields.SealedText(blank=True, max_length=80)),
                    ('how', models.CharField(max_length=10)),
                    ('signature', tandem.foundation.keys.fields.SealedText(blank=True)),
                    ('scan', models.UUIDField(null=True)),
                    ('edition', models.CharField(blank=True, max_length=40)),
                    ('language', models.CharField(default='en', max_length=8)),
                    ('right_to_revoke', models.TextField(blank=True)),
                    ('redisclosure', models.TextField(blank=True)),
                    ('refusing', models.TextField(blank=True)),
                    ('proceeding', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('told_on', models.UUIDField(null=True)),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('discloser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Part2Consent',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=20)),
                    ('recipient_class', models.CharField(blank=True, max_length=20)),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30))),
                    ('part', tandem.foundation.keys.fields.SealedText(blank=True, max_length=300)),
                    ('purposes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20))),
                    ('purpose_words', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('given_at', models.DateTimeField()),
                    ('until', models.DateTimeField(null=True)),
                    ('until_event', models.CharField(blank=True, max_length=200)),
                    ('signer', models.CharField(max_length=20)),
                    ('signer_name', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('signer_tie', tandem.foundation.keys.fields.SealedText(blank=True, max_length=80)),
                    ('how', models.CharField(max_length=10)),
                    ('signature', tandem.foundation.keys.fields.SealedText(blank=True)),
                    ('scan', models.UUIDField(null=True)),
                    ('edition', models.CharField(blank=True, max_length=40)),
                    ('language', models.CharField(default='en', max_length=8)),
                    ('right_to_revoke', models.TextField(blank=True)),
                    ('redisclosure', models.TextField(blank=True)),
                    ('refusing', models.TextField(blank=True)),
                    ('proceeding', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('told_on', models.UUIDField(null=True)),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('discloser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Revocation',
                fields=[
                    ('agreement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='revocation', serialize=False, to='consents.agreement')),
                    ('at', models.DateTimeField()),
                    ('how', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('recorded_by', models.UUIDField(null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='EarlyRevocation',
                fields=[
                    ('consent_id', models.UUIDField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('how', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('applied_at', models.DateTimeField(null=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='NotesAuthorizationEnd',
                fields=[
                    ('at', models.DateTimeField()),
                    ('why', models.CharField(choices=[('taken back', 'taken back'), ('event', 'event')], max_length=12)),
                    ('how', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('consent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='end', serialize=False, to='consents.notesauthorization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='NoticeGiven',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('edition', models.CharField(max_length=40)),
                    ('language', models.CharField(max_length=8)),
                    ('declined', models.BooleanField()),
                    ('given_at', models.DateTimeField()),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Part2ConsentEnd',
                fields=[
                    ('at', models.DateTimeField()),
                    ('why', models.CharField(choices=[('taken back', 'taken back'), ('event', 'event')], max_length=12)),
                    ('how', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('consent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='end', serialize=False, to='consents.part2consent')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Restriction',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list)),
                    ('words', tandem.foundation.keys.fields.SealedText(max_length=400)),
                    ('agreed_at', models.DateTimeField()),
                    ('agreed_by', models.UUIDField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('ended_by', models.UUIDField(null=True)),
                    ('ended_why', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='RestrictionRead',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('read_at', models.DateTimeField()),
                    ('read_by', models.UUIDField(null=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('restriction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reads', to='consents.restriction')),
                ],
            ),
            migrations.AddConstraint(
                model_name='agreement',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('how', 'spoken'), models.Q(('heard_by', ''), _negated=True)), models.Q(('how', 'signed'), models.Q(('signature', ''), _negated=True)), _connector='OR'), name='agreement_says_how_it_was_given'),
            ),
            migrations.AddConstraint(
                model_name='agreement',
                constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('given_at'))), name='agreement_ends_after_start'),
            ),
            migrations.AddIndex(
                model_name='notesauthorization',
                index=models.Index(fields=['person', 'given_at'], name='notesauthorization_by_person'),
            ),
            migrations.AddIndex(
                model_name='part2consent',
                index=models.Index(fields=['person', 'given_at'], name='part2consent_by_person'),
            ),
            migrations.AddConstraint(
                model_name='restrictionread',
                constraint=models.UniqueConstraint(fields=('restriction', 'organization'), name='read_once_each'),
            ),
        ]),
    ]
