import datetime
import django.db.models.deletion
import django.db.models.expressions
import tandem.foundation.keys.fields
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('protections', '0001_glass'),
        ('protections', '0002_seal'),
    ]

    dependencies = [
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Glass',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('user_id', models.UUIDField()),
                    ('user_name', models.CharField(max_length=120)),
                    ('role', models.CharField(max_length=20)),
                    ('need', models.CharField(max_length=20)),
                    ('purpose', models.CharField(max_length=20)),
                    ('reason', tandem.foundation.keys.fields.SealedText(max_length=400)),
                    ('emergency_id', models.UUIDField(null=True)),
                    ('asked_at', models.DateTimeField()),
                    ('opened_at', models.DateTimeField(null=True)),
                    ('opened_by', models.UUIDField(null=True)),
                    ('opened_by_name', models.CharField(blank=True, max_length=120)),
                    ('until', models.DateTimeField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('review_due_at', models.DateTimeField(null=True)),
                    ('reviewed_at', models.DateTimeField(null=True)),
                    ('reviewed_by_name', models.CharField(blank=True, max_length=120)),
                    ('outcome', models.CharField(blank=True, max_length=20)),
                    ('review_words', tandem.foundation.keys.fields.SealedText(blank=True, max_length=400)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['user_id', 'asked_at'], name='glass_by_user'), models.Index(fields=['person', 'opened_at'], name='glass_by_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('opened_at', None), ('review_due_at', None), ('until', None)), models.Q(('opened_at__isnull', False), ('review_due_at__isnull', False), ('until__lte', django.db.models.expressions.CombinedExpression(models.F('opened_at'), '+', models.Value(datetime.timedelta(seconds=3600))))), _connector='OR'), name='glass_an_hour_at_most')],
                },
            ),
            migrations.CreateModel(
                name='Seal',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('case_id', models.UUIDField(null=True)),
                    ('order_number', models.CharField(max_length=80)),
                    ('reason', tandem.foundation.keys.fields.SealedText(max_length=400)),
                    ('sealed_at', models.DateTimeField()),
                    ('sealed_by', models.UUIDField(null=True)),
                    ('sealed_by_name', models.CharField(max_length=120)),
                    ('lifted_at', models.DateTimeField(null=True)),
                    ('lifted_order', models.CharField(blank=True, max_length=80)),
                    ('lifted_reason', tandem.foundation.keys.fields.SealedText(blank=True, max_length=400)),
                    ('lifted_by', models.UUIDField(null=True)),
                    ('lifted_by_name', models.CharField(blank=True, max_length=120)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('person',), name='one_seal_at_a_time')],
                },
            ),
        ]),
    ]
