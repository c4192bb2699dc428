import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('directory', '0001_initial'),
        ('directory', '0002_hours_and_history'),
    ]

    dependencies = [
        ('organizations', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Upkeep',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('stale_after_days', models.PositiveSmallIntegerField()),
                    ('set_at', models.DateTimeField()),
                    ('set_by', models.UUIDField(null=True)),
                    ('set_by_name', models.CharField(max_length=120)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Service',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list)),
                    ('hours', models.JSONField(default=dict)),
                    ('description', models.CharField(blank=True, max_length=4000)),
                    ('website', models.CharField(blank=True, max_length=200)),
                    ('eligibility', models.CharField(blank=True, max_length=1000)),
                    ('minimum_age', models.PositiveSmallIntegerField(null=True)),
                    ('maximum_age', models.PositiveSmallIntegerField(null=True)),
                    ('insurance', models.CharField(blank=True, max_length=1000)),
                    ('documents', models.CharField(blank=True, max_length=1000)),
                    ('accessibility', models.CharField(blank=True, max_length=1000)),
                    ('cost', models.CharField(blank=True, max_length=1000)),
                    ('serves', models.CharField(blank=True, max_length=1000)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('address', models.CharField(blank=True, max_length=200)),
                    ('area', models.CharField(blank=True, max_length=80)),
                    ('latitude', models.FloatField(null=True)),
                    ('longitude', models.FloatField(null=True)),
                    ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list)),
                    ('capacity', models.CharField(blank=True, max_length=80)),
                    ('capacity_said_at', models.DateTimeField(null=True)),
                    ('last_verified_on', models.DateField(null=True)),
                    ('verified_by_name', models.CharField(blank=True, max_length=80)),
                    ('verified_how', models.CharField(blank=True, choices=[('phone', 'phone'), ('visit', 'visit'), ('written', 'written'), ('website', 'website')], max_length=10)),
                    ('active', models.BooleanField(default=True)),
                    ('kept', models.JSONField(null=True)),
                    ('changed_at', models.DateTimeField(null=True)),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Change',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('what', models.CharField(choices=[('added', 'added'), ('changed', 'changed'), ('checked', 'checked'), ('imported', 'imported')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('by', models.UUIDField(null=True)),
                    ('by_name', models.CharField(max_length=120)),
                    ('fields', models.JSONField(default=dict)),
                    ('listing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='directory.service')),
                ],
                options={
                    'abstract': False,
                },
            ),
        ]),
    ]
