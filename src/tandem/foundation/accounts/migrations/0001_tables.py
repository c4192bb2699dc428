import django.db.models.deletion
import tandem.foundation.clock
import uuid
from django.conf import settings
from django.db import migrations, models

from tandem.foundation.database.together import Together


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_one_time_links_and_ends'),
        ('accounts', '0003_second_factors'),
        ('accounts', '0004_passkeys_and_sessions'),
    ]

    dependencies = [
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('username', models.CharField(max_length=60, unique=True)),
                    ('name', models.CharField(max_length=80)),
                    ('email', models.CharField(blank=True, max_length=254)),
                    ('is_active', models.BooleanField(default=True)),
                    ('created_at', models.DateTimeField(default=tandem.foundation.clock.now)),
                    ('session_mark', models.PositiveIntegerField(default=0)),
                    ('expires_on', models.DateField(null=True)),
                    ('disabled_at', models.DateTimeField(null=True)),
                    ('disabled_why', models.CharField(blank=True, max_length=200)),
                    ('enabled_at', models.DateTimeField(null=True)),
                    ('reviewed_at', models.DateTimeField(null=True)),
                    ('wrong_codes', models.PositiveSmallIntegerField(default=0)),
                    ('wrong_code_at', models.DateTimeField(null=True)),
                    ('locked_at', models.DateTimeField(null=True)),
                    ('issuer_subject', models.CharField(max_length=512, null=True, unique=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='OpenSession',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('session_key', models.CharField(max_length=40, unique=True)),
                    ('device', models.CharField(max_length=60)),
                    ('address', models.CharField(max_length=45)),
                    ('factor', models.CharField(max_length=10)),
                    ('began_at', models.DateTimeField()),
                    ('seen_at', models.DateTimeField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Passkey',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('credential_id', models.CharField(max_length=1400, unique=True)),
                    ('public_key', models.CharField(max_length=2000)),
                    ('sign_count', models.BigIntegerField(default=0)),
                    ('name', models.CharField(max_length=60)),
                    ('made_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passkeys', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Authenticator',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('sealed_secret', models.CharField(max_length=300)),
                    ('last_step', models.BigIntegerField(default=0)),
                    ('made_at', models.DateTimeField(default=tandem.foundation.clock.now)),
                    ('confirmed_at', models.DateTimeField(null=True)),
                    ('made_up', models.BooleanField(default=False)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authenticators', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('confirmed_at', None)), fields=('user',), name='one_app_being_set_up'), models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', False)), fields=('user',), name='one_app_of_an_account')],
                },
            ),
            migrations.CreateModel(
                name='OneTimeLink',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('kind', models.CharField(choices=[('invite', 'invite'), ('reset', 'reset')], max_length=10)),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.UUIDField(null=True)),
                    ('expires_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None), ('used_at', None)), fields=('user',), name='one_open_link_of_an_account')],
                },
            ),
            migrations.CreateModel(
                name='RecoveryCode',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('digest', models.CharField(max_length=64)),
                    ('made_at', models.DateTimeField()),
                    ('used_at', models.DateTimeField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'digest'), name='one_recovery_code_once')],
                },
            ),
            migrations.CreateModel(
                name='UnsavedText',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('place', models.CharField(max_length=64)),
                    ('sealed', models.TextField()),
                    ('kept_at', models.DateTimeField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'place'), name='one_unsaved_text_of_a_page')],
                },
            ),
        ]),
    ]
