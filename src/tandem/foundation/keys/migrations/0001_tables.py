import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('keys', '0001_keys'),
    ]

    dependencies = [
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Key',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('organization_id', models.UUIDField(db_index=True, null=True)),
                    ('purpose', models.CharField(choices=[('content', 'content'), ('search', 'search')], max_length=10)),
                    ('wrapped', models.BinaryField()),
                    ('made_at', models.DateTimeField()),
                    ('retired_at', models.DateTimeField(null=True)),
                ],
            ),
            migrations.CreateModel(
                name='PersonKey',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('person_id', models.UUIDField(db_index=True)),
                    ('organization_id', models.UUIDField(null=True)),
                    ('key_id', models.UUIDField(db_index=True)),
                    ('wrapped', models.BinaryField()),
                    ('made_at', models.DateTimeField()),
                    ('retired_at', models.DateTimeField(null=True)),
                    ('destroyed_at', models.DateTimeField(null=True)),
                ],
            ),
        ]),
    ]
