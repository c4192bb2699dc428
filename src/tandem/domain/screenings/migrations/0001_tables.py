import django.db.models.deletion
import tandem.foundation.keys.fields
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('screenings', '0001_initial'),
        ('screenings', '0002_desk_and_language'),
        ('screenings', '0003_sealed'),
    ]

    dependencies = [
        ('encounters', '0001_tables'),
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Screening',
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
                name='Task',
                fields=[
                    ('code', models.CharField(max_length=40)),
                    ('words', models.CharField(max_length=200)),
                    ('created_at', models.DateTimeField()),
                    ('done_at', models.DateTimeField(null=True)),
                    ('done_by', models.UUIDField(null=True)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('screening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='screenings.screening')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddConstraint(
                model_name='screening',
                constraint=models.UniqueConstraint(fields=('encounter', 'instrument'), name='one_screening_per_instrument'),
            ),
        ]),
    ]
