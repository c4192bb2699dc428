import django.db.models.deletion
import tandem.foundation.keys.fields
import tandem.vocabulary.terms
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('referrals', '0001_initial'),
        ('referrals', '0002_referral_instead_of_transition_recorded_for'),
        ('referrals', '0003_sealed'),
    ]

    dependencies = [
        ('consents', '0001_tables'),
        ('directory', '0001_tables'),
        ('encounters', '0001_tables'),
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Referral',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('need', models.CharField(choices=[('crisis_stabilization', 'crisis_stabilization'), ('mental_health_care', 'mental_health_care'), ('psychiatry', 'psychiatry'), ('shelter', 'shelter'), ('food', 'food'), ('primary_care', 'primary_care'), ('benefits', 'benefits'), ('peer_support', 'peer_support'), ('family_support', 'family_support')], max_length=30)),
                    ('why', tandem.foundation.keys.fields.SealedText(blank=True, max_length=300)),
                    ('warm', models.BooleanField(default=False)),
                    ('expected_at', models.DateTimeField(null=True)),
                    ('state', models.CharField(choices=[('draft', 'draft'), ('not_sent', 'not_sent'), ('sent', 'sent'), ('acknowledged', 'acknowledged'), ('accepted', 'accepted'), ('declined', 'declined'), ('seen', 'seen'), ('completed', 'completed'), ('failed', 'failed'), ('cancelled', 'cancelled')], default=tandem.vocabulary.terms.ReferralState['DRAFT'], max_length=14)),
                    ('state_at', models.DateTimeField()),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.UUIDField(null=True)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('accepted_at', models.DateTimeField(null=True)),
                    ('declined_at', models.DateTimeField(null=True)),
                    ('seen_at', models.DateTimeField(null=True)),
                    ('loop_closed_at', models.DateTimeField(null=True)),
                    ('agreement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consents.agreement')),
                    ('encounter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='encounters.encounter')),
                    ('instead_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referrals.referral')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ],
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
                    ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='referrals.referral')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Transition',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('before', models.CharField(max_length=14)),
                    ('after', models.CharField(max_length=14)),
                    ('at', models.DateTimeField()),
                    ('moved_by', models.UUIDField(null=True)),
                    ('by_name', models.CharField(max_length=120)),
                    ('recorded_for', models.CharField(blank=True, max_length=120)),
                    ('reason_kind', models.CharField(blank=True, max_length=30)),
                    ('reason', tandem.foundation.keys.fields.SealedText(blank=True, max_length=300)),
                    ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transitions', to='referrals.referral')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddIndex(
                model_name='referral',
                index=models.Index(fields=['person', 'created_at'], name='referral_by_person'),
            ),
            migrations.AddIndex(
                model_name='referral',
                index=models.Index(fields=['state', 'state_at'], name='referral_by_state'),
            ),
        ]),
    ]
