import django.db.models.deletion
import tandem.foundation.keys.fields
import tandem.vocabulary.transfers
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('transfers', '0001_initial'),
        ('transfers', '0002_sealed'),
    ]

    dependencies = [
        ('encounters', '0001_tables'),
        ('incidents', '0001_tables'),
        ('organizations', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Transfer',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('draft', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('state', models.CharField(choices=[('draft', 'draft'), ('told', 'told'), ('opened', 'opened'), ('ready', 'ready'), ('no_bed_yet', 'no_bed_yet'), ('cant_take', 'cant_take'), ('cancelled', 'cancelled')], default=tandem.vocabulary.transfers.TransferState['DRAFT'], max_length=14)),
                    ('state_at', models.DateTimeField()),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField(null=True)),
                    ('told_at', models.DateTimeField(null=True)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('expected_at', models.DateTimeField(null=True)),
                    ('hold', models.CharField(blank=True, choices=[('no', 'no'), ('yes', 'yes'), ('unknown', 'unknown')], max_length=10)),
                    ('officer_came', models.BooleanField(null=True)),
                    ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='encounters.encounter')),
                    ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('instead_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='transfers.transfer')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('disclosure', models.UUIDField()),
                    ('body', tandem.foundation.keys.fields.SealedJSON()),
                    ('medium', models.CharField(max_length=20)),
                    ('said_to', models.CharField(blank=True, max_length=120)),
                    ('sent_at', models.DateTimeField()),
                    ('sent_by', models.UUIDField(null=True)),
                    ('sent_by_name', models.CharField(max_length=120)),
                    ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='transfers.transfer')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Link',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('secret_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('opened_at', models.DateTimeField(null=True)),
                    ('stopped_at', models.DateTimeField(null=True)),
                    ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='transfers.transfer')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('state', models.CharField(max_length=14)),
                    ('at', models.DateTimeField()),
                    ('answered_by', models.UUIDField(null=True)),
                    ('by_name', models.CharField(max_length=120)),
                    ('recorded_for', models.CharField(blank=True, max_length=120)),
                    ('where', models.CharField(blank=True, max_length=120)),
                    ('reason_kind', models.CharField(blank=True, max_length=30)),
                    ('reason', tandem.foundation.keys.fields.SealedText(blank=True, max_length=300)),
                    ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='transfers.transfer')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Stay',
                fields=[
                    ('transfer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='stay', serialize=False, to='transfers.transfer')),
                    ('place', models.CharField(max_length=120)),
                    ('arrived_at', models.DateTimeField(null=True)),
                    ('took_over_at', models.DateTimeField(null=True)),
                    ('took_over_said_by', models.CharField(blank=True, max_length=120)),
                    ('officer_free_at', models.DateTimeField(null=True)),
                    ('clinician_free_at', models.DateTimeField(null=True)),
                    ('assignment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.assignment')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddIndex(
                model_name='transfer',
                index=models.Index(fields=['encounter'], name='transfer_by_encounter'),
            ),
            migrations.AddIndex(
                model_name='transfer',
                index=models.Index(fields=['created_at'], name='transfer_by_time'),
            ),
        ]),
    ]
