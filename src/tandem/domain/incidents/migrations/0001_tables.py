import django.db.models.deletion
import tandem.foundation.keys.fields
import tandem.vocabulary.terms
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together




class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('incidents', '0001_initial'),
        ('incidents', '0002_incident_number'),
        ('incidents', '0003_watch'),
        ('incidents', '0004_flags_links_feedback'),
        ('incidents', '0005_decision_pathways'),
        ('incidents', '0006_sealed'),
    ]

    dependencies = [
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
        ('staffing', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='CallTypePattern',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('pattern', models.CharField(max_length=200)),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.UUIDField(null=True)),
                    ('removed_at', models.DateTimeField(null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('assigned_by', models.UUIDField(null=True)),
                    ('assigned_for', models.CharField(blank=True, max_length=120)),
                    ('dispatched_at', models.DateTimeField()),
                    ('arrived_at', models.DateTimeField(null=True)),
                    ('engaged_at', models.DateTimeField(null=True)),
                    ('cleared_at', models.DateTimeField(null=True)),
                    ('checkin_due_at', models.DateTimeField(null=True)),
                    ('checkin_minutes', models.PositiveSmallIntegerField(null=True)),
                    ('shared_latitude', models.FloatField(null=True)),
                    ('shared_longitude', models.FloatField(null=True)),
                    ('shared_at', models.DateTimeField(null=True)),
                    ('released_at', models.DateTimeField(null=True)),
                    ('released_reason', models.CharField(blank=True, max_length=200)),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staffing.team')),
                ],
            ),
            migrations.CreateModel(
                name='Incident',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=40, unique=True)),
                    ('source', models.CharField(max_length=120)),
                    ('source_id', models.CharField(max_length=200)),
                    ('source_hash', models.CharField(blank=True, max_length=64)),
                    ('origin', models.CharField(choices=[('911', '911'), ('988', '988'), ('walk_up', 'walk_up'), ('officer_request', 'officer_request'), ('self_initiated', 'self_initiated'), ('after_the_fact', 'after_the_fact'), ('cad', 'cad'), ('person_asked', 'person_asked'), ('family_asked', 'family_asked'), ('partner_asked', 'partner_asked')], max_length=20)),
                    ('call_type', models.CharField(blank=True, max_length=200)),
                    ('received_at', models.DateTimeField(db_index=True)),
                    ('place', models.CharField(blank=True, max_length=300)),
                    ('area', models.CharField(blank=True, max_length=120)),
                    ('latitude', models.FloatField(null=True)),
                    ('longitude', models.FloatField(null=True)),
                    ('narrative', tandem.foundation.keys.fields.SealedText(blank=True)),
                    ('caller', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('callback', tandem.foundation.keys.fields.SealedText(blank=True, max_length=120)),
                    ('inputs', models.JSONField(default=dict)),
                    ('signs', models.JSONField(default=dict)),
                    ('behavioral_health', models.BooleanField(null=True)),
                    ('response', models.CharField(blank=True, max_length=30)),
                    ('state', models.CharField(choices=[('open', 'open'), ('assigned', 'assigned'), ('closed', 'closed'), ('cancelled', 'cancelled'), ('linked', 'linked')], default=tandem.vocabulary.terms.IncidentState['OPEN'], max_length=12)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_reason', models.CharField(blank=True, max_length=200)),
                    ('created_at', models.DateTimeField()),
                    ('changed_at', models.DateTimeField()),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('primary', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='incidents.incident')),
                ],
            ),
            migrations.CreateModel(
                name='Feedback',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('by', models.UUIDField()),
                    ('by_name', models.CharField(max_length=120)),
                    ('described', models.CharField(choices=[('as_described', 'as_described'), ('partly', 'partly'), ('otherwise', 'otherwise')], max_length=20)),
                    ('right_kind', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('cant_say', 'cant_say')], max_length=20)),
                    ('differences', models.JSONField(default=dict)),
                    ('thanks', models.CharField(blank=True, choices=[('good_questions', 'good_questions'), ('kept_safe', 'kept_safe'), ('early', 'early'), ('kept_caller', 'kept_caller'), ('well_done', 'well_done')], max_length=20)),
                    ('at', models.DateTimeField()),
                    ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.assignment')),
                    ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='incidents.incident')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('edition', models.CharField(max_length=60)),
                    ('inputs', models.JSONField()),
                    ('rule', models.CharField(max_length=40)),
                    ('rule_label', models.CharField(max_length=80)),
                    ('response', models.CharField(choices=[('phone_988', 'phone_988'), ('team_alone', 'team_alone'), ('team_police_staged', 'team_police_staged'), ('police_led', 'police_led'), ('ems_with_team', 'ems_with_team'), ('not_decidable', 'not_decidable')], max_length=30)),
                    ('reason', models.TextField()),
                    ('staging', models.TextField(blank=True)),
                    ('attire', models.TextField(blank=True)),
                    ('car', models.TextField(blank=True)),
                    ('meanwhile', models.TextField(blank=True)),
                    ('open_questions', models.JSONField(default=list)),
                    ('pathways', models.JSONField(default=list)),
                    ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='incidents.incident')),
                ],
            ),
            migrations.AddField(
                model_name='assignment',
                name='incident',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='incidents.incident'),
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('input', models.CharField(max_length=40)),
                    ('value', models.CharField(max_length=60)),
                    ('previous', models.CharField(blank=True, max_length=60)),
                    ('detail', models.CharField(blank=True, max_length=200)),
                    ('said_by', models.CharField(blank=True, max_length=120)),
                    ('at', models.DateTimeField()),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='incidents.incident')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Involvement',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('part', models.CharField(default='in_crisis', max_length=20)),
                    ('added_at', models.DateTimeField()),
                    ('told_as', models.CharField(blank=True, max_length=64)),
                    ('removed_at', models.DateTimeField(null=True)),
                    ('removed_reason', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='incidents.incident')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='Lead',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('since', models.DateTimeField()),
                    ('reason', models.CharField(blank=True, max_length=30)),
                    ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='incidents.assignment')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staffing.teammember')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Override',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('recommended', models.CharField(max_length=30)),
                    ('response', models.CharField(choices=[('phone_988', 'phone_988'), ('team_alone', 'team_alone'), ('team_police_staged', 'team_police_staged'), ('police_led', 'police_led'), ('ems_with_team', 'ems_with_team'), ('not_decidable', 'not_decidable')], max_length=30)),
                    ('reason', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('chosen_by', models.UUIDField(null=True)),
                    ('chosen_by_name', models.CharField(max_length=120)),
                    ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='incidents.incident')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ReportLink',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('linked_at', models.DateTimeField()),
                    ('linked_by', models.UUIDField(null=True)),
                    ('linked_by_name', models.CharField(max_length=120)),
                    ('unlinked_at', models.DateTimeField(null=True)),
                    ('unlinked_by', models.UUIDField(null=True)),
                    ('unlinked_by_name', models.CharField(blank=True, max_length=120)),
                    ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='incidents.incident')),
                    ('primary', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                ],
            ),
            migrations.CreateModel(
                name='SignHeard',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('sign', models.CharField(choices=[('talk_of_dying', 'talk_of_dying'), ('self_harm', 'self_harm'), ('hears_or_sees', 'hears_or_sees'), ('confused', 'confused'), ('very_distressed', 'very_distressed'), ('unlike_themselves', 'unlike_themselves'), ('asks_for_help', 'asks_for_help'), ('lives_with', 'lives_with'), ('marked', 'marked'), ('none', 'none')], max_length=20)),
                    ('said_by', models.CharField(choices=[('heard', 'heard'), ('caller', 'caller'), ('person', 'person'), ('officer', 'officer'), ('counselor', 'counselor'), ('system', 'system')], max_length=12)),
                    ('taken_back', models.BooleanField(default=False)),
                    ('at', models.DateTimeField()),
                    ('recorded_by', models.UUIDField(null=True)),
                    ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signs_heard', to='incidents.incident')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddIndex(
                model_name='incident',
                index=models.Index(condition=models.Q(('state__in', ['open', 'assigned'])), fields=['received_at'], name='incident_on_board'),
            ),
            migrations.AddConstraint(
                model_name='incident',
                constraint=models.UniqueConstraint(fields=('source', 'source_id'), name='one_incident_per_source_id'),
            ),
            migrations.AddConstraint(
                model_name='incident',
                constraint=models.CheckConstraint(condition=models.Q(('primary', None), ('state', tandem.vocabulary.terms.IncidentState['LINKED']), _connector='XOR'), name='linked_exactly_with_a_primary'),
            ),
            migrations.AddIndex(
                model_name='decision',
                index=models.Index(fields=['incident', '-id'], name='decision_latest'),
            ),
            migrations.AddIndex(
                model_name='assignment',
                index=models.Index(fields=['incident'], name='assignment_by_incident'),
            ),
            migrations.AddConstraint(
                model_name='assignment',
                constraint=models.UniqueConstraint(condition=models.Q(('released_at', None), ('cleared_at', None)), fields=('team',), name='team_on_one_call_at_a_time'),
            ),
            migrations.AddConstraint(
                model_name='involvement',
                constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('incident', 'person'), name='person_once_on_a_call'),
            ),
            migrations.AddConstraint(
                model_name='reportlink',
                constraint=models.UniqueConstraint(condition=models.Q(('unlinked_at', None)), fields=('incident',), name='report_of_one_call_at_a_time'),
            ),
        ]),
        migrations.RunSQL("CREATE SEQUENCE incident_number", "DROP SEQUENCE incident_number"),
    ]
