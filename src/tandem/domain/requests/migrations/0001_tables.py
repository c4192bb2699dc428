import django.db.models.deletion
import tandem.foundation.keys.fields
import tandem.vocabulary.asking
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('requests', '0001_initial'),
        ('requests', '0002_sealed'),
    ]

    dependencies = [
        ('incidents', '0001_tables'),
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Request',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('form_key', models.UUIDField(unique=True)),
                    ('reference', models.CharField(max_length=12, unique=True)),
                    ('asker', models.CharField(choices=[('self', 'self'), ('family', 'family'), ('school', 'school'), ('shelter', 'shelter'), ('clinic', 'clinic'), ('officer', 'officer'), ('other', 'other')], max_length=10)),
                    ('asker_name', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('asker_organization', models.CharField(blank=True, max_length=120)),
                    ('asker_phone', tandem.foundation.keys.fields.SealedText(blank=True, max_length=40)),
                    ('asker_email', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('language', models.CharField(blank=True, max_length=5)),
                    ('person_name', tandem.foundation.keys.fields.SealedText(blank=True, max_length=160)),
                    ('person_described', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('person_reach', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('person_language', models.CharField(blank=True, max_length=40)),
                    ('worry', tandem.foundation.keys.fields.SealedText()),
                    ('place', tandem.foundation.keys.fields.SealedText(blank=True, max_length=300)),
                    ('since', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('how_soon', models.CharField(blank=True, choices=[('today', 'today'), ('days', 'days'), ('weeks', 'weeks'), ('not_sure', 'not_sure')], max_length=10)),
                    ('knows', models.CharField(blank=True, choices=[('yes', 'yes'), ('no', 'no'), ('not_sure', 'not_sure')], max_length=10)),
                    ('safe_contact', models.CharField(blank=True, choices=[('call_and_message', 'call_and_message'), ('call_only', 'call_only'), ('ask_me_first', 'ask_me_first'), ('not_sure', 'not_sure')], max_length=20)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.UUIDField(null=True)),
                    ('state', models.CharField(choices=[('new', 'new'), ('call', 'call'), ('linked', 'linked'), ('follow_up', 'follow_up'), ('declined', 'declined')], default=tandem.vocabulary.asking.RequestState['NEW'], max_length=10)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('settled_by', models.UUIDField(null=True)),
                    ('settled_by_name', models.CharField(blank=True, max_length=120)),
                    ('reason_kind', models.CharField(blank=True, choices=[('not_ours', 'not_ours'), ('duplicate', 'duplicate'), ('cannot_reach', 'cannot_reach'), ('other', 'other')], max_length=15)),
                    ('reason', tandem.foundation.keys.fields.SealedText(blank=True, max_length=300)),
                    ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                    ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'new')), fields=['made_at'], name='request_waiting'), models.Index(fields=['-settled_at'], name='request_settled')],
                },
            ),
        ]),
    ]
