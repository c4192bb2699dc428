import django.contrib.postgres.fields
import django.db.models.deletion
import tandem.foundation.keys.fields
import tandem.vocabulary.signing
import uuid
from django.db import migrations, models

from tandem.foundation.database.together import Together


# "Nothing signed is ever changed" holds for raw SQL too. The role that owns the table may turn a key over under a note,
# whose words stay; and a note goes only by a court's order, when that role carries out an expungement.
KEEP = """
CREATE OR REPLACE FUNCTION tandem_keep_signed_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner boolean := pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE');
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('tandem.resealing', true) = 'on' AND owner
    AND to_jsonb(NEW) - 'text' = to_jsonb(OLD) - 'text' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND current_setting('tandem.expunging', true) = 'on' AND owner THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a signed note is never changed: write an addendum' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER keep_signed_note BEFORE UPDATE OR DELETE ON encounters_note
  FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION tandem_keep_signed_note();
"""
LET_GO = "DROP TRIGGER keep_signed_note ON encounters_note; DROP FUNCTION tandem_keep_signed_note();"


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('encounters', '0001_initial'),
        ('encounters', '0002_taken_to'),
        ('encounters', '0003_signing'),
        ('encounters', '0004_scene_forms'),
        ('encounters', '0005_sealed'),
        ('encounters', '0006_expunging'),
    ]

    dependencies = [
        ('incidents', '0001_tables'),
        ('organizations', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='SigningRule',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('professions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('clinician', 'clinician'), ('officer', 'officer'), ('peer', 'peer'), ('paramedic', 'paramedic'), ('nurse', 'nurse'), ('case_manager', 'case_manager'), ('unlicensed_clinician', 'unlicensed_clinician'), ('intern', 'intern')], max_length=20), default=list)),
                    ('late_after_hours', models.PositiveSmallIntegerField()),
                    ('set_at', models.DateTimeField()),
                    ('set_by', models.UUIDField(null=True)),
                    ('set_by_name', models.CharField(max_length=120)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Encounter',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('started_at', models.DateTimeField()),
                    ('started_by', models.UUIDField(null=True)),
                    ('contact_outcome', models.CharField(blank=True, choices=[('engaged', 'engaged'), ('declined', 'declined'), ('unable_to_locate', 'unable_to_locate'), ('left_before_arrival', 'left_before_arrival'), ('phone_only', 'phone_only'), ('cancelled', 'cancelled'), ('unsafe', 'unsafe'), ('deceased', 'deceased')], max_length=20)),
                    ('outcome_at', models.DateTimeField(null=True)),
                    ('distress_before', models.PositiveSmallIntegerField(null=True)),
                    ('distress_after', models.PositiveSmallIntegerField(null=True)),
                    ('distress_before_unanswered', models.CharField(blank=True, max_length=12)),
                    ('distress_after_unanswered', models.CharField(blank=True, max_length=12)),
                    ('disposition', models.CharField(blank=True, choices=[('resolved_on_scene', 'resolved_on_scene'), ('stays_with_support', 'stays_with_support'), ('safety_plan', 'safety_plan'), ('warm_handoff', 'warm_handoff'), ('voluntary_transport', 'voluntary_transport'), ('ems_medical', 'ems_medical'), ('involuntary_hold', 'involuntary_hold'), ('police_continued', 'police_continued'), ('arrest', 'arrest'), ('citation', 'citation'), ('no_service_needed', 'no_service_needed')], max_length=30)),
                    ('disposition_detail', tandem.foundation.keys.fields.SealedText(blank=True, max_length=200)),
                    ('transported_to', models.CharField(blank=True, max_length=24)),
                    ('transported_by', models.CharField(blank=True, max_length=24)),
                    ('needs', models.BooleanField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by', models.UUIDField(null=True)),
                    ('reopened_at', models.DateTimeField(null=True)),
                    ('assignment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.assignment')),
                    ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('text', tandem.foundation.keys.fields.SealedText()),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.UUIDField(null=True)),
                    ('written_by_name', models.CharField(max_length=120)),
                    ('signed_at', models.DateTimeField(null=True)),
                    ('written_as', models.CharField(blank=True, choices=[('clinician', 'clinician'), ('officer', 'officer'), ('peer', 'peer'), ('paramedic', 'paramedic'), ('nurse', 'nurse'), ('case_manager', 'case_manager'), ('unlicensed_clinician', 'unlicensed_clinician'), ('intern', 'intern')], max_length=20)),
                    ('cosign', models.BooleanField(default=False)),
                    ('reason', models.CharField(blank=True, choices=[('correction', 'correction'), ('learned_later', 'learned_later'), ('left_out', 'left_out'), ('answer', 'answer')], max_length=20)),
                    ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='encounters.encounter')),
                ],
            ),
            migrations.CreateModel(
                name='NoteReview',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('verdict', models.CharField(choices=[('cosigned', 'cosigned'), ('returned', 'returned')], max_length=10)),
                    ('comment', tandem.foundation.keys.fields.SealedText(blank=True, max_length=1000)),
                    ('at', models.DateTimeField()),
                    ('by', models.UUIDField()),
                    ('by_name', models.CharField(max_length=120)),
                    ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='encounters.encounter')),
                    ('note', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='encounters.note')),
                ],
            ),
            migrations.CreateModel(
                name='PoliceEnding',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('answers', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.UUIDField(null=True)),
                    ('written_by_name', models.CharField(max_length=120)),
                    ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.assignment')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='PoliceForm',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('answers', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.UUIDField(null=True)),
                    ('written_by_name', models.CharField(max_length=120)),
                    ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.assignment')),
                    ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='SceneForm',
                fields=[
                    ('seal', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('form', models.CharField(max_length=16)),
                    ('answers', tandem.foundation.keys.fields.SealedJSON(default=dict)),
                    ('edition', models.CharField(blank=True, max_length=20)),
                    ('written_at', models.DateTimeField()),
                    ('written_by', models.UUIDField(null=True)),
                    ('written_by_name', models.CharField(max_length=120)),
                    ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='encounters.encounter')),
                ],
            ),
            migrations.AddIndex(
                model_name='encounter',
                index=models.Index(fields=['person', 'started_at'], name='encounter_by_person'),
            ),
            migrations.AddIndex(
                model_name='encounter',
                index=models.Index(fields=['started_at'], name='encounter_by_time'),
            ),
            migrations.AddConstraint(
                model_name='encounter',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('distress_before', None), ('distress_before__lte', 10), _connector='OR'), models.Q(('distress_after', None), ('distress_after__lte', 10), _connector='OR')), name='distress_zero_to_ten'),
            ),
            migrations.AddConstraint(
                model_name='encounter',
                constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), models.Q(('contact_outcome', ''), _negated=True), _connector='OR'), name='closed_has_outcome'),
            ),
            migrations.AddConstraint(
                model_name='encounter',
                constraint=models.UniqueConstraint(fields=('assignment', 'person'), name='one_encounter_per_team_and_person'),
            ),
            migrations.AddIndex(
                model_name='note',
                index=models.Index(condition=models.Q(('cosign', True), ('signed_at__isnull', False)), fields=['encounter'], name='note_cosign'),
            ),
            migrations.AddConstraint(
                model_name='notereview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('note__isnull', False), ('verdict', tandem.vocabulary.signing.Verdict['COSIGNED'])), models.Q(('verdict', tandem.vocabulary.signing.Verdict['RETURNED']), models.Q(('comment', ''), _negated=True)), _connector='OR'), name='cosigned_text_or_said_why'),
            ),
            migrations.AddIndex(
                model_name='policeending',
                index=models.Index(fields=['assignment'], name='police_ending_by_call'),
            ),
            migrations.AddIndex(
                model_name='policeform',
                index=models.Index(fields=['assignment'], name='police_form_by_call'),
            ),
            migrations.AddIndex(
                model_name='sceneform',
                index=models.Index(fields=['encounter', 'form'], name='scene_form_by_encounter'),
            ),
        ]),
        migrations.RunSQL(KEEP, LET_GO),
    ]
